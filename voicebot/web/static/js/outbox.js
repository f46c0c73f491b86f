/** What waits for the line, in order, and what was sent but is not yet known to have arrived. */

/** A minute of 40 ms frames: more than that is not worth replaying. */
const KEPT_FRAMES = 1500;
/** What a person did; the rest is about the line itself, and old when the line comes back. */
const OF_THE_LINE = new Set(["session.start", "session.end", "ping", "pong", "ack", "playback"]);

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
    return this.#kept({ seq: this.next++, pcm });
  }

  /** Remember what a person did until it has arrived. @param {{type: string, event_id: string}} event */
  note(event) {
    if (!OF_THE_LINE.has(event.type)) this.#kept({ event });
  }

  #kept(item) {
    this.unheard.push(item);
    if (this.unheard.length > KEPT_FRAMES) this.unheard.shift();
    return item;
  }

  /** The desk has every frame up to this one, and every event up to the one of this name. */
  acknowledge(seq, name) {
    this.arrived = Math.max(this.arrived, seq);
    const last = name ? this.unheard.findIndex(({ event }) => event?.event_id === name) : -1;
    this.unheard = this.unheard.filter((item, at) => (item.event ? at > last : item.seq > seq));
  }

  /** Begin anew: what was typed is asked again, half an utterance is not. @returns {Outbox} */
  renewed() {
    const fresh = new Outbox();
    const sent = this.unheard.flatMap(({ event }) => (event ? [event] : []));
    fresh.waiting = [...sent, ...this.waiting].filter((item) => item.type === "input_text");
    return fresh;
  }
}
