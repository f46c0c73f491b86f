// Plays what a form would make somebody hear on the page itself; without it, the sound opens in a tab of its own.

const news = document.getElementById("news");

async function hear(button) {
  news.textContent = news.dataset.loading;
  const body = new URLSearchParams(new FormData(button.form));
  const answer = await fetch(button.formAction, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return void (news.textContent = news.dataset.failed);
  news.textContent = "";
  const player = button.form.querySelector("audio") ?? button.form.appendChild(document.createElement("audio"));
  if (player.src) URL.revokeObjectURL(player.src);
  player.controls = true;
  player.src = URL.createObjectURL(await answer.blob());
  player.play().catch(() => player.focus());
}

for (const button of document.querySelectorAll("[data-hear]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    hear(button);
  });
}
