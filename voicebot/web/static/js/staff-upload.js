// Sends the files of a form one after the other, each as the body of a request of its own, so that the desk
// writes it to disk as it comes; then the form, which names them.

for (const form of document.querySelectorAll("form[data-upload]")) new Sender(form);

function Sender(form) {
  const bar = form.querySelector("progress");
  const sending = form.querySelector("[data-sending]");
  const trouble = form.querySelector("[data-trouble]");
  const button = form.querySelector("button[type=submit]");
  let request = null;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    show(true);
    try {
      for (const input of form.querySelectorAll("input[type=file]")) await sent(input);
      form.submit();
    } catch (error) {
      show(false);
      trouble.textContent = error.message;
      trouble.hidden = !error.message;
    }
  });
  form.querySelector("[data-stop]").addEventListener("click", () => request?.abort());

  function show(busy) {
    trouble.hidden = true;
    sending.hidden = !busy;
    button.disabled = busy;
    bar.value = 0;
  }

  async function sent(input) {
    const [file] = input.files;
    if (!file) return;
    const { file: token } = await send(file, input.dataset.kind);
    form.elements[`${input.id}_file`].value = token;
    form.elements[`${input.id}_name`].value = file.name;
  }

  /** @returns {Promise<{file: string}>} what the desk calls it */
  function send(file, kind) {
    return new Promise((done, failed) => {
      request = new XMLHttpRequest();
      const told = new URLSearchParams({ kind, name: file.name });
      request.open("POST", `${form.dataset.upload}?${told}`);
      request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.responseType = "json";
      request.upload.addEventListener("progress", (seen) => (bar.value = (100 * seen.loaded) / file.size));
      request.addEventListener("load", () => {
        if (request.status === 201) done(request.response);
        else failed(new Error(request.response?.error ?? form.dataset.failed));
      });
      request.addEventListener("error", () => failed(new Error(form.dataset.failed)));
      request.addEventListener("abort", () => failed(new Error("")));
      request.send(file);
    });
  }
}
