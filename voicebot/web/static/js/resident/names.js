/** Says what a tile is called when somebody comes to it by key; who points at it sees it. */

/** @param {Document} page @param {() => boolean} aloud whether sound is wanted */
export function bindNames(page, aloud) {
  const sound = new Audio();
  page.addEventListener("focusin", ({ target }) => {
    sound.pause();
    if (!target.dataset?.sound || !target.matches(":focus-visible") || !aloud()) return;
    sound.src = target.dataset.sound;
    // Before the first press a browser may keep silent.
    sound.play().catch(() => {});
  });
  page.addEventListener("focusout", () => sound.pause());
}
