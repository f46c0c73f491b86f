/** The page's own sentences in the desk's own voice: fetched once, kept, and there when the line is not. */

/** What is known before the first words have come. */
const UNREAD = { labels: {}, says: {}, spoken: {}, topics: [] };

export class Prompts {
  /**
   * @param {URL} base where they are: `words/ko`, `say/ko/home.wav`
   * @param {() => BaseAudioContext | null} context
   * @param {(sounding: boolean) => void} change
   */
  constructor(base, context, change) {
    Object.assign(this, { base, context, change, books: {}, sounds: new Map(), source: null, volume: 1, turn: 0 });
  }

  /** Fetch a language's words, and then its sound behind everything else. */
  async load(language) {
    this.books[language] ??= await fetch(new URL(`words/${language}`, this.base)).then((r) => r.json());
    this.language = language;
    this.loaded = this.#fetchAll(language);
  }

  /** Other pictures on the first screen, with their sound. @param {{topics: object[], spoken: object}} menu */
  renew({ topics, spoken }) {
    Object.assign(this.book, { topics, spoken: { ...this.book.spoken, ...spoken } });
    this.loaded = this.#fetchAll(this.language);
  }

  async #fetchAll(language) {
    for (const name of Object.keys(this.books[language].spoken)) await this.#bytes(language, name);
  }

  get book() {
    return this.books[this.language] ?? UNREAD;
  }

  label = (name) => this.book.labels[name] ?? "";
  text = (name) => this.book.says[name] ?? "";

  /** @param {string} text a sentence that is shown @returns {string | undefined} its name, if it can be said */
  named(text) {
    return Object.entries(this.book.spoken).find(([, said]) => said === text)?.[0];
  }

  /** Say one by its name; whatever was being said by this page stops. */
  async say(name) {
    const turn = this.#hush();
    const bytes = name && (await this.#bytes(this.language, name));
    const context = this.context();
    if (!bytes || !context || turn !== this.turn) return;
    const buffer = await context.decodeAudioData(bytes.slice(0));
    if (turn === this.turn) this.#play(context, buffer);
  }

  #play(context, buffer) {
    const source = Object.assign(context.createBufferSource(), { buffer });
    const gain = Object.assign(context.createGain());
    gain.gain.value = this.volume;
    source.connect(gain).connect(context.destination);
    source.onended = () => this.source === source && this.stop();
    this.source = source;
    this.change(true);
    source.start();
  }

  #hush() {
    this.stop();
    return ++this.turn;
  }

  /** Silence. */
  stop() {
    this.turn += 1;
    if (!this.source) return;
    this.source.onended = null;
    this.source.stop();
    this.source = null;
    this.change(false);
  }

  async #bytes(language, name) {
    const key = `${language}/${name}`;
    if (!this.sounds.has(key)) {
      const answer = await fetch(new URL(`say/${key}.wav`, this.base)).catch(() => null);
      if (!answer?.ok) return null;
      this.sounds.set(key, await answer.arrayBuffer());
    }
    return this.sounds.get(key);
  }
}
