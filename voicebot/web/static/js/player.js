/**
 * The desk's voice: frames are scheduled back to back, sentence after sentence, and what was really heard is
 * reported (protocol.md, `playback`).
 */

export const RATE = 24000;
/** How far ahead of the clock the first frame is put, so that it is never late. */
const LEAD = Math.round(RATE * 0.03);
const REPORT_MS = 250;
const TICK_MS = 40;

export class Player {
  /**
   * @param {BaseAudioContext} context at 24 kHz, so that frames join without resampling
   * @param {(report: {reply_id: string, sentence: number, state: string, played_ms: number}) => void} onReport
   * @param {(reply_id: string, sentence: number, ms: number) => void} onPosition many times a second, for captions
   * @param {() => void} onChange playing or paused changed
   */
  constructor(context, onReport, onPosition, onChange) {
    Object.assign(this, { context, onReport, onPosition, onChange, sentences: [], end: 0, paused: false });
    Object.assign(this, { open: null, dropped: null });
    this.gain = context.createGain();
    this.gain.connect(context.destination);
  }

  /** Something is being heard or about to be. */
  get playing() {
    return this.sentences.length > 0;
  }

  /** Sound on or off; off still keeps the captions in step. */
  set audible(on) {
    this.gain.gain.value = on ? 1 : 0;
  }

  /** The frames that follow belong to this sentence. What is still under way of a stopped reply is not played. */
  begin(reply_id, sentence) {
    this.open = null;
    if (reply_id === this.dropped) return;
    this.open = { reply_id, sentence, chunks: [], done: false, started: false, reported: 0 };
    this.sentences.push(this.open);
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    this.onChange();
  }

  /** @param {Float32Array} samples mono at 24 kHz, −1…1 */
  take(samples) {
    if (!this.open || !samples.length) return;
    const now = Math.ceil(this.context.currentTime * RATE);
    const start = this.end > now ? this.end : now + LEAD;
    this.end = start + samples.length;
    this.open.chunks.push({ start, length: samples.length, source: this.#scheduled(samples, start) });
  }

  #scheduled(samples, start) {
    const buffer = this.context.createBuffer(1, samples.length, RATE);
    buffer.copyToChannel(samples, 0);
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.gain);
    // A hair early: browsers round a start time up, and 1023.0000001 would leave a gap of one sample.
    source.start(Math.max(0, (start - 1e-4) / RATE));
    return source;
  }

  /** The sentence is complete, or was cut off. */
  finish(status) {
    if (!this.open) return;
    this.open.done = true;
    if (status === "cancelled") this.#drop(this.open);
    this.open = null;
  }

  /** The browser holds the sound back: the desk should not take that for a stalled line. */
  tellHeld() {
    if (this.playing) this.#report(this.sentences[0], "paused");
  }

  async pause() {
    if (!this.playing || this.paused) return;
    this.paused = true;
    await this.context.suspend();
    this.#report(this.sentences[0], "paused");
    this.onChange();
  }

  async resume() {
    this.paused = false;
    await this.context.resume();
    this.onChange();
  }

  /** The person wants silence: nothing more of this reply, whatever is still on its way. */
  stop() {
    this.dropped = this.sentences[0]?.reply_id ?? null;
    this.clear();
  }

  /** Silence at once; what was not heard is thrown away. @param {boolean} [tell] report how far it was heard */
  clear(tell = true) {
    const current = this.sentences[0];
    if (tell && current) this.#report(current, "stopped");
    this.open = null;
    this.sentences.forEach((sentence) => sentence.chunks.forEach(({ source }) => source.stop()));
    this.sentences = [];
    this.end = 0;
    if (this.paused) this.resume();
    this.#rest();
  }

  /** Look at the clock: report, move the captions, go on to the next sentence. */
  tick() {
    for (let current = this.sentences[0]; current; current = this.sentences[0]) {
      const heard = this.#heard(current);
      if (heard > 0 && !current.started) this.#start(current);
      if (current.started && !this.paused) this.#progress(current, heard);
      if (!current.done || heard < lengthOf(current)) return;
      this.#report(current, "finished");
      this.sentences.shift();
    }
    this.#rest();
  }

  #start(sentence) {
    sentence.started = true;
    this.#report(sentence, "started");
  }

  #progress(sentence, heard) {
    const ms = toMs(heard);
    this.onPosition(sentence.reply_id, sentence.sentence, ms);
    if (ms - sentence.reported < REPORT_MS) return;
    sentence.reported = ms - (ms % REPORT_MS);
    this.#report(sentence, "progress");
  }

  #report({ reply_id, sentence, ...rest }, state) {
    this.onReport({ reply_id, sentence, state, played_ms: toMs(this.#heard(rest)) });
  }

  /** Samples of a sentence that have left the loudspeaker. */
  #heard({ chunks }) {
    const now = (this.context.currentTime - (this.context.outputLatency || 0)) * RATE;
    return chunks.reduce((sum, c) => sum + Math.max(0, Math.min(c.length, now - c.start)), 0);
  }

  #drop(sentence) {
    sentence.chunks.forEach(({ source }) => source.stop());
    if (sentence.started) this.#report(sentence, "stopped");
    this.sentences = this.sentences.filter((s) => s !== sentence);
    this.end = 0;
    if (!this.playing) this.#rest();
  }

  #rest() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.onChange();
  }
}

const lengthOf = ({ chunks }) => chunks.reduce((sum, c) => sum + c.length, 0);
const toMs = (samples) => Math.round((samples / RATE) * 1000);
