/** "들려주기": one big button instead of the browser's small player. */

/** @param {Document} page */
export function bindListen(page) {
  const [button, sound, problem] = ["listen", "sound", "sound-problem"].map((id) => page.getElementById(id));
  const word = button.querySelector("span");
  const start = word.textContent;
  sound.classList.add("scripted");
  button.hidden = false;

  const show = (playing) => (word.textContent = playing ? button.dataset.stop : start);
  const failed = () => {
    show(false);
    problem.textContent = problem.dataset.failed;
  };
  const stop = () => {
    sound.pause();
    sound.currentTime = 0;
    show(false);
  };
  const play = () => {
    problem.textContent = "";
    show(true);
    if (sound.error) sound.load();
    sound.play().catch((error) => error.name !== "AbortError" && failed());
  };
  button.addEventListener("click", () => (sound.paused ? play() : stop()));
  sound.addEventListener("ended", () => show(false));
}
