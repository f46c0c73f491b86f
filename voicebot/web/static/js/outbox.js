/** What waits for the line, in order, and the sound that was sent but is not yet known to have arrived. */

/** A minute of 40 ms frames: more than that is not worth replaying. */
const KEPT_FRAMES = 1500;

export class Outbox {
  constructor() {
    Object.assign(this, { waiting: [], unheard: [], next: 0, arrived: -1 });
  }

  /** Keep an event, or 40 ms of sound, until there is a line. @param {object | Int16Array} item */
  hold(item) {
    if (!(item instanceof Int16Array) || this.waiting.length < KEPT_FRAMES) this.waiting.push(item);
  }

  /** What was held, oldest first; it is held no more. */
  release() {
    return this.waiting.splice(0);
  }

  /** Give sound its number. @param {Int16Array} pcm @returns {{seq: number, pcm: Int16Array}} */
  numbered(pcm) {
    const frame = { seq: this.next++, pcm };
    this.unheard.push(frame);
    if (this.unheard.length > KEPT_FRAMES) this.unheard.shift();
    return frame;
  }

  /** The desk has every frame up to this one. */
  acknowledge(seq) {
    this.arrived = Math.max(this.arrived, seq);
    this.unheard = this.unheard.filter((frame) => frame.seq > seq);
  }

  /** Begin anew: what was typed is asked again, half an utterance is not. @returns {Outbox} */
  renewed() {
    const fresh = new Outbox();
    fresh.waiting = this.waiting.filter((item) => item.type === "input_text");
    return fresh;
  }
}
