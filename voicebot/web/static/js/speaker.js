/** The loudspeaker: one audio context for the voice and the tones, woken by the person's own press. */
import { chime } from "./earcons.js";
import { Player, RATE } from "./player.js";
import { StillContext } from "./still-context.js";

export class Speaker {
  /** @param {object} tell `report`, `position` and `change`, as Player wants them */
  constructor(tell, audible) {
    Object.assign(this, { tell, audible, player: null });
  }

  /** Make sound possible; browsers want this to happen while a person presses something. */
  wake() {
    if (!this.player) this.#make();
    if (this.context.state === "suspended" && !this.player.paused) this.context.resume();
  }

  /** The same, where something has been heard already. */
  wakeIfMade() {
    if (this.player) this.wake();
  }

  #make() {
    this.context = opened();
    this.context.onerror = () => this.tell.broken?.();
    const change = () => this.#changed();
    this.context.onstatechange = change;
    this.player = new Player(this.context, this.tell.report, this.tell.position, change);
    this.player.audible = this.audible;
  }

  #changed() {
    if (this.blocked) this.player.tellHeld();
    this.tell.change();
  }

  set sound(on) {
    this.audible = on;
    if (this.player) this.player.audible = on;
  }

  /** There is something to hear but the browser holds it back. */
  get blocked() {
    return Boolean(this.player && this.context.state !== "running" && !this.player.paused);
  }

  /** Nothing can be heard on this device, as far as the browser knows. */
  get still() {
    return this.context instanceof StillContext;
  }

  /** @param {string} name of the tones */
  chime(name) {
    if (this.player && this.audible && !this.still) chime(this.context, name);
  }
}

function opened() {
  try {
    return new AudioContext({ sampleRate: RATE });
  } catch {
    return new StillContext();
  }
}
