/** Keys and touches: what each means on the screen that is shown. */
import { Presses, wishOf } from "./keys.js";

const STEPS = { up: -1, left: -1, down: 1, right: 1 };
/** A hidden screen comes back by two touches: one alone may be a sleeve. */
const TWICE_MS = 1500;

/** @param {object} page kiosk, aside, acts, focus, prompts, panel, home, cover, own (the kiosk's own keys) */
export function bindInput(page) {
  bindKeys(page);
  bindTouch(page);
}

function bindKeys(page) {
  const presses = new Presses();
  document.addEventListener("keydown", (event) => {
    page.aside.touched();
    const wish = wishOf(event.key, page.own);
    if (!wish || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const press = presses.take(event.key, performance.now(), event.repeat);
    if (press === "stuck") page.kiosk.say("stuck");
    if (press === "press") pressed(wish, page);
  });
}

function pressed(wish, page) {
  const { kiosk, acts } = page;
  const hook = { lifted: () => kiosk.lifted(), hung: () => kiosk.hung() }[wish];
  if (hook) return hook();
  if (kiosk.screen === "wait" && !["help", "down", "up", "left", "right", "select"].includes(wish)) return kiosk.start();
  if (kiosk.screen === "warn" && wish !== "end") return warned(wish, page);
  if (STEPS[wish]) return page.focus.move(STEPS[wish]);
  if (wish === "select") return page.focus.press() || selected(page);
  return /^[0-9*#]$/.test(wish) ? digit(wish, page) : acts[wish]?.();
}

/** Any key goes on; only the number that says so ends. */
const warned = (wish, { kiosk }) => (wish === "2" ? kiosk.end() : kiosk.stay());

/** Nothing is looked at: the one thing that this screen is for. */
function selected({ kiosk }) {
  if (kiosk.screen === "wait" || kiosk.screen === "over") kiosk.start();
  else kiosk.press();
}

/** A number chooses what is on the screen; what is nothing there is the desk's. */
function digit(key, { kiosk, panel, home, acts }) {
  const open = !["talk", "number"].includes(kiosk.screen);
  if (open) return panel.key(key) || { "*": acts.repeat, "#": acts.back, 0: acts.help }[key]?.();
  if (!home.section.hidden && home.section.checkVisibility() && home.key(key)) return undefined;
  return kiosk.key(key);
}

function bindTouch({ kiosk, aside, prompts, cover, acts }) {
  let touched = -Infinity;
  cover.addEventListener("click", (event) => {
    const twice = event.timeStamp - touched < TWICE_MS;
    touched = event.timeStamp;
    if (twice) acts.cover();
    else prompts.say("covered");
  });
  document.addEventListener("pointerdown", ({ target }) => {
    aside.touched();
    kiosk.speaker.wakeIfMade();
    if (kiosk.screen === "warn" && !target.closest("#panel button, #bar button")) kiosk.stay();
  });
  document.addEventListener("contextmenu", (event) => event.preventDefault());
}
