/**
 * Every status as a picture, a sound and a shake, so that nobody has to read it. Its word is in the page's words,
 * under the name of the phase; the voice itself is the sound of "speaking".
 */

/** `icon` on the page, `picture` on the kiosk, `signal` a name of `SIGNALS`. */
export const PHASES = {
  ready: { icon: "mic", picture: "mic", signal: "ready" },
  opening: { icon: "dots", picture: "hourglass", signal: "wait" },
  listening: { icon: "waves", picture: "mic", signal: "listening" },
  thinking: { icon: "dots", picture: "hourglass", signal: "heard" },
  speaking: { icon: "speaker", picture: "sound", signal: null },
  blocked: { icon: "speaker", picture: "sound", signal: "wait" },
  queued: { icon: "clock", picture: "clock", signal: "wait" },
  lost: { icon: "line", picture: "repeat", signal: "error" },
};

/** How long the phone shakes and rests, ms: once, your turn; twice, heard; long, something is wrong. */
export const SHAKES = {
  ready: [30], wait: [30, 160, 30], listening: [90], heard: [40, 60, 40], error: [220, 90, 220], done: [60, 60, 60, 60, 160],
};
export const SIGNALS = Object.keys(SHAKES);
/** One thing leads to the next within a moment; only what it comes to is signalled. */
const SETTLED_MS = 90;

export class Signs {
  /** @param {import("./speaker.js").Speaker} speaker @param {() => boolean} shakes whether that is wanted */
  constructor(speaker, shakes) {
    Object.assign(this, { speaker, shakes, pending: undefined });
  }

  /** @param {string} name of `SIGNALS` */
  give(name) {
    this.speaker.chime(name);
    if (this.shakes()) navigator.vibrate?.(SHAKES[name]);
  }

  /** The page has come to another phase. @param {() => string} now the phase when the moment has passed */
  phase(now) {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => PHASES[now()].signal && this.give(PHASES[now()].signal), SETTLED_MS);
  }
}

/** Whether this device can shake at all. */
export const canShake = () => typeof navigator.vibrate === "function" && matchMedia("(pointer: coarse)").matches;
