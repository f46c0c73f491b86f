/** What a person should know: a spoken and written sentence, and what can be done about it. */
import { sayAloud } from "./say-aloud.js";

export class Messages {
  /**
   * @param {{alert: HTMLElement, info: HTMLElement, status: HTMLElement}} places
   * @param {import("./words.js").Words} words
   * @param {() => boolean} aloud whether sound is wanted
   * @param {(text: string, language: string) => void} say
   */
  constructor(places, words, aloud, say = sayAloud) {
    Object.assign(this, { places, words, aloud, say });
  }

  /** For screen readers only: a state, in a word or two. */
  status(text) {
    this.places.status.textContent = text;
  }

  /** Something is wrong. @param {{title: string, help?: string, action?: {label: string, run: () => void}}} what */
  alert(what) {
    this.#show(this.places.alert, what);
    this.#aloud(what);
  }

  /** Good to know. */
  info(what) {
    this.#show(this.places.info, what);
  }

  /** Good to know, and the desk cannot say it itself. */
  infoAloud(what) {
    this.info(what);
    this.#aloud(what);
  }

  /** @param {"alert"|"info"} place */
  shown(place) {
    return this.places[place].hasChildNodes();
  }

  clear(place) {
    this.places[place].replaceChildren();
  }

  #aloud({ title, help }) {
    if (this.aloud()) this.say([title, help].filter(Boolean).join(" "), this.words.language);
  }

  #show(place, { title, help, action }) {
    const parts = [paragraph("message-title", title)];
    if (help) parts.push(paragraph("message-help", help));
    const close = { label: this.words.say("close"), run: () => place.replaceChildren() };
    const row = document.createElement("div");
    row.className = "message-actions";
    row.append(...[action, close].filter(Boolean).map(button));
    place.replaceChildren(...parts, row);
  }
}

function paragraph(name, text) {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = text;
  return element;
}

function button({ label, run }) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "plain";
  element.textContent = label;
  element.addEventListener("click", run);
  return element;
}
