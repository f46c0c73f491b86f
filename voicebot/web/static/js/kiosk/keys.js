/** What a key means, and which presses of a key are none: one that is held, one that chatters, one that is stuck. */

const USUAL = {
  Enter: "select", " ": "select", NumpadEnter: "select", Escape: "back", Backspace: "back", Delete: "back",
  ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Home: "home",
  F1: "help", F2: "repeat", F3: "softer", F4: "louder", F6: "slower", F7: "faster", F8: "cover",
  F9: "lifted", F10: "hung", PageUp: "louder", PageDown: "softer",
  AudioVolumeUp: "louder", AudioVolumeDown: "softer", MediaStop: "hush", End: "end",
};

/** @param {string} key as the browser names it @param {Record<string, string>} own the kiosk's own keys */
export function wishOf(key, own = {}) {
  return own[key] ?? USUAL[key] ?? (/^[0-9*#]$/.test(key) ? key : null);
}

/** A second press so soon is the contact, not the person. */
const CHATTER_MS = 120;
/** So many presses of one key without any other, each within the time of a breath, are nobody's. */
const STUCK = { presses: 25, within_ms: 400 };

export class Presses {
  constructor() {
    Object.assign(this, { key: null, at: -Infinity, row: 0 });
  }

  /**
   * @param {string} key @param {number} now ms @param {boolean} held the key has not come up since
   * @returns {"press" | "nothing" | "stuck"} stuck is told once
   */
  take(key, now, held) {
    const same = key === this.key;
    const apart = now - this.at;
    if (!held) Object.assign(this, { key, at: now, row: same && apart < STUCK.within_ms ? this.row + 1 : 1 });
    if (held || (same && apart < CHATTER_MS)) return this.row === STUCK.presses && !held ? "stuck" : "nothing";
    if (this.row < STUCK.presses) return "press";
    return this.row === STUCK.presses ? "stuck" : "nothing";
  }
}
