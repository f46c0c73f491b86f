// The board by keyboard, and kept up to date without losing the place. Without it, all works by tabbing and reloading.

const cases = () => [...document.querySelectorAll("a.case")];
const writing = (at) => at.closest("input:not([type=checkbox]), select, textarea") !== null;

function move(step) {
  const all = cases();
  const row = document.activeElement.closest("tr");
  const at = all.findIndex((one) => row && row.contains(one));
  all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
}

function tick() {
  document.activeElement.closest("tr")?.querySelector("input[type=checkbox]")?.click();
}

const KEYS = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  x: tick,
  n: () => document.getElementById("next")?.click(),
  "/": () => document.getElementById("words").focus(),
};

addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  if (!plain || writing(event.target) || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

let kept = { focused: "", ticked: [] };

document.addEventListener("htmx:beforeSwap", () => {
  const ticked = [...document.querySelectorAll("#rows input:checked")].map((one) => one.id);
  kept = { focused: document.activeElement.closest("#rows") ? document.activeElement.id : "", ticked };
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of kept.ticked) {
    const box = document.getElementById(id);
    if (box) box.checked = true;
  }
  if (kept.focused) document.getElementById(kept.focused)?.focus({ preventScroll: true });
  const news = document.getElementById("news");
  news.textContent = news.dataset.say;
});
