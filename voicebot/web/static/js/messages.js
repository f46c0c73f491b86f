/** What a person should know: a spoken and written sentence, and what can be done about it. */
import { sayAloud } from "./say-aloud.js";

export class Messages {
  /**
   * @param {{alert: HTMLElement, info: HTMLElement, status: HTMLElement}} places
   * @param {import("./words.js").Words} words
   * @param {() => boolean} aloud whether sound is wanted
   * @param {(place: "alert"|"info") => Element} picture what stands beside the words
   * @param {(text: string, language: string, names: string[]) => void} say names: which of the page's words they are
   */
  constructor(places, words, aloud, picture, say = sayAloud) {
    Object.assign(this, { places, words, aloud, picture, say });
  }

  /** For screen readers only: a state, in a word or two. */
  status(text) {
    this.places.status.textContent = text;
  }

  /**
   * Something is wrong.
   * @param {{title: string, help?: string, names?: string[], standing?: boolean,
   *   action?: {label: string, run: () => void}}} what standing: it stays until it is settled, or closed
   */
  alert(what) {
    this.#show("alert", what);
    this.#aloud(what);
  }

  /** Good to know. */
  info(what) {
    this.#show("info", what);
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

  /** @param {boolean} [settled] even what is true until something is plugged in */
  clear(place, settled = false) {
    const standing = this.places[place].dataset.standing && !settled;
    if (!standing) this.places[place].replaceChildren();
  }

  #aloud({ title, help, names = [] }) {
    if (this.aloud()) this.say([title, help].filter(Boolean).join(" "), this.words.language, names);
  }

  #show(name, { title, help, action, standing = false }) {
    const place = this.places[name];
    place.dataset.standing = standing || "";
    const parts = [this.picture(name), paragraph("message-title", title)];
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
