/** The big button: a press in two of the three ways of talking, a hold in the third. By finger, mouse, key or aid. */

const HOLD_KEYS = [" ", "Enter"];

/** @param {HTMLButtonElement} button @param {import("./talk.js").Talk} talk @param {{mode: string}} settings */
export function bindTalkButton(button, talk, settings) {
  const held = (act) => (event) => settings.mode === "hold" && act(event);

  button.addEventListener("pointerdown", held((event) => {
    if (event.button !== 0) return;
    button.setPointerCapture(event.pointerId);
    talk.down();
  }));
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    button.addEventListener(end, held(() => talk.up()));
  }
  button.addEventListener("keydown", held((event) => {
    if (!HOLD_KEYS.includes(event.key)) return;
    event.preventDefault();
    if (!event.repeat) talk.down();
  }));
  button.addEventListener("keyup", held((event) => {
    if (!HOLD_KEYS.includes(event.key)) return;
    event.preventDefault();
    talk.up();
  }));
  button.addEventListener("blur", held(() => talk.up()));
  // A long touch would open the browser's menu and take the finger's events away.
  button.addEventListener("contextmenu", held((event) => event.preventDefault()));
  button.addEventListener("click", (event) => clicked(event, talk, settings));
}

/** A click without a pointer comes from a screen reader or a switch, which cannot hold: it begins, then ends. */
function clicked(event, talk, settings) {
  if (settings.mode !== "hold") return talk.press();
  if (event.detail !== 0) return undefined;
  return talk.holding ? talk.up() : talk.down();
}
