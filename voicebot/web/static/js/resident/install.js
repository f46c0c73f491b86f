/** The browser's own way to put the desk on the first screen, where it has one; else the words say how. */

/** @param {HTMLElement} section @param {HTMLButtonElement} button */
export function bindInstall(section, button) {
  let offer;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    button.hidden = false;
  });
  button.addEventListener("click", () => offer?.prompt());
  // Who came by that picture already has it.
  section.hidden = matchMedia("(display-mode: standalone)").matches;
}
