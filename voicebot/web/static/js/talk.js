/** What a person does, in the protocol's words: press, hold, type, choose, command, stop. */

/** People let go on their last syllable; the microphone stays open this much longer. */
const AFTER_RELEASE_MS = 240;
/** Many press a button twice, as they would a mouse; the second press of the two does not mean "done". */
const DOUBLE_PRESS_MS = 700;
/** The desk passes over a turn in which there was nothing; after so long the page no longer says that it thinks. */
const PRESUMED_MS = 3000;

export class Talk {
  /** @param {{connection, microphone, speaker, state, settings, onTrouble: (reason: string) => void}} parts */
  constructor(parts) {
    Object.assign(this, parts, { holding: false, missing: false });
  }

  get #facts() {
    return this.state.facts;
  }

  /** The big button, where one press begins and one press ends a turn. */
  press() {
    const acts = {
      lost: () => this.connection.retry(),
      blocked: () => this.speaker.wake(),
      listening: () => performance.now() - this.begun > DOUBLE_PRESS_MS && this.done(),
      ready: () => this.listen(),
      speaking: () => this.#insteadOfHearing(),
      thinking: () => this.#insteadOfHearing(),
    };
    acts[this.state.phase]?.();
  }

  #insteadOfHearing() {
    this.interrupt();
    return this.#facts.listening ? undefined : this.listen();
  }

  /** The desk stops talking, or thinking. */
  interrupt() {
    this.#hush();
    this.state.set({ thinking: false });
    this.connection.send({ type: "response.cancel" });
  }

  #hush() {
    this.speaker.player?.stop();
    this.state.set({ answering: false });
  }

  /** Open the microphone and begin a turn. */
  async listen() {
    if (!(await this.#open())) return;
    this.connection.open();
    this.microphone.start();
    this.begun = performance.now();
    this.state.set({ listening: true, voice: false });
  }

  async #open() {
    this.speaker.wake();
    if (this.#facts.mic !== "on") this.state.set({ mic: "asking" });
    try {
      await this.microphone.open();
      this.state.set({ mic: "on" });
      return true;
    } catch (error) {
      this.state.set({ mic: "off" });
      this.missing = error.reason === "missing";
      this.onTrouble(error.reason ?? "busy");
      return false;
    }
  }

  /** "다 말했어요". */
  done() {
    if (this.settings.mode === "hold") return this.up();
    this.connection.send({ type: "input_audio_buffer.commit" });
    if (this.settings.mode === "press") this.#closeGate();
  }

  #closeGate() {
    this.microphone.stop();
    this.#presume();
  }

  /** The turn is over as far as the person goes; `turn.ended` of the desk follows. */
  #presume() {
    this.state.set({ listening: false, voice: false, thinking: true, presumed: true });
    setTimeout(() => this.#facts.presumed && this.state.set({ thinking: false, presumed: false }), PRESUMED_MS);
  }

  /** The button goes down, where it is held to talk. */
  async down() {
    if (this.holding) return;
    if (["lost", "blocked"].includes(this.state.phase)) return this.press();
    if (this.release) this.#released();
    this.holding = true;
    if (["speaking", "thinking"].includes(this.state.phase)) this.interrupt();
    // The browser's question may have taken the finger off the button.
    if (!(await this.#open()) || !this.holding) return void (this.holding = false);
    this.connection.open();
    this.connection.send({ type: "input_hold", down: true });
    this.microphone.start();
    this.state.set({ listening: true, voice: false });
  }

  /** The button comes up. */
  up() {
    if (!this.holding) return;
    this.holding = false;
    if (!this.#facts.listening) return;
    this.#presume();
    this.release = setTimeout(() => this.#released(), AFTER_RELEASE_MS);
  }

  #released() {
    clearTimeout(this.release);
    this.release = undefined;
    this.microphone.stop();
    this.connection.send({ type: "input_hold", down: false });
  }

  /** A typed question. */
  ask(text) {
    this.#say({ type: "input_text", text });
  }

  /** A numbered choice. */
  choose({ id }) {
    this.#say({ type: "input_choice", choice_id: id });
  }

  #say(event) {
    this.speaker.wake();
    this.#hush();
    this.connection.open();
    this.connection.send(event);
    this.state.set({ thinking: true });
  }

  /** A wish of the protocol: repeat, slower, stop … */
  command(name) {
    this.speaker.wake();
    this.#hush();
    this.connection.open();
    this.connection.send({ type: "command", name });
  }

  /** Give the microphone back. */
  micOff() {
    if (this.#facts.listening) this.connection.send({ type: "input_audio_buffer.clear" });
    this.microphone.close();
    Object.assign(this, { holding: false, missing: false });
    this.state.set({ mic: "off", listening: false, voice: false });
  }

  /** The microphone is gone: what was said so far counts, and the talk goes on when there is one again. */
  unplugged() {
    const { listening, voice } = this.#facts;
    this.missing = listening;
    if (listening) this.connection.send(this.#cutOff(voice));
    this.holding = false;
    this.state.set({ mic: "off", listening: false, voice: false });
  }

  #cutOff(voice) {
    if (this.settings.mode === "hold") return { type: "input_hold", down: false };
    return { type: voice ? "input_audio_buffer.commit" : "input_audio_buffer.clear" };
  }

  /** There is one again; a button that has to be held is the person's to press. */
  async plugged() {
    this.missing = false;
    if (this.settings.mode === "auto") await this.listen();
  }

  /** The page goes out of sight: what was being said is answered, nothing more is heard. @returns {boolean} */
  leave() {
    if (!this.#facts.listening) return false;
    if (this.settings.mode === "hold") return this.up(), true;
    this.connection.send({ type: this.#facts.voice ? "input_audio_buffer.commit" : "input_audio_buffer.clear" });
    this.microphone.stop();
    this.state.set({ listening: false, voice: false });
    return true;
  }

  /** Everything of this talk is wiped, here and at the desk. */
  finish() {
    this.speaker.player?.clear(false);
    this.micOff();
    this.connection.end();
    this.state.set({ thinking: false, answering: false });
  }
}
