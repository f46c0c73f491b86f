/** What is seen of the talk: the phase on the big button, what was heard and said, the first screen's pictures. */
import { PHASES } from "../signs.js";
import { labels } from "../view.js";

/** Where a thing to press has a picture of another name. */
const PICTURES = { prev: "back" };

export class View {
  /** @param {Record<string, HTMLElement>} elements @param {object} parts words, prompts, messages, signs, home, answers */
  constructor(elements, parts) {
    Object.assign(this, { elements, ...parts, first: false });
  }

  /** The phase, as a colour, a picture, a word, a sound and a shake. */
  show(facts, phase, before) {
    const { talk, talk_word, talk_icon } = this.elements;
    talk.dataset.phase = phase;
    talk_word.textContent = this.words.say(labels(phase, "auto", facts.voice)[0]);
    talk_icon.setAttribute("href", `${talk_icon.dataset.sprite}#${PHASES[phase].picture}`);
    if (phase === before) return;
    this.signs.phase(() => talk.dataset.phase);
    this.messages.status(this.words.say(phase));
  }

  level(value) {
    this.elements.talk.style.setProperty("--level", Math.min(1, value * 6).toFixed(2));
  }

  /** What was understood. */
  heard(text, final) {
    const { heard, heard_name, heard_words } = this.elements;
    heard.hidden = !text;
    heard_name.textContent = this.words.say(final ? "heard" : "hearing");
    heard_words.textContent = text;
  }

  /** A reply: its captions and choices are drawn elsewhere. */
  reply({ kind, more, yes_no, step, choices = [] }) {
    this.#draw(this.first || kind === "greeting");
    this.#step(step);
    const on = step ? [...(step.number > 1 ? ["prev"] : []), ...(more ? ["next"] : [])] : more ? ["more"] : [];
    const named = [...(yes_no ? ["yes", "no"] : []), ...on];
    this.answers.show(choices.length ? [] : named.map((id) => this.#answer(id)));
  }

  /** Which of how many things it is, where they are told one at a time. */
  #step(step) {
    this.elements.step_place.hidden = !step;
    this.elements.step_place.textContent = step ? this.words.say("step_place", step) : "";
  }

  #answer = (id) => ({ id, label: this.prompts.label(id), picture: PICTURES[id] ?? id, say: `label.${id}` });

  /** @param {boolean} on the first screen's pictures, until something is asked */
  home(on) {
    this.first = on;
    this.#draw(on);
  }

  #draw(on) {
    this.elements.home.hidden = !on;
    this.elements.main.classList.toggle("at-home", on);
  }

  /** The desk's own name; the kiosk's template has it already. */
  desk() {}

  /** Nothing of a talk is left. */
  reset() {
    this.heard("", true);
    this.#step(null);
    this.home(false);
    this.answers.show([]);
  }

  /** Everything in the caller's language. */
  translate() {
    this.words.apply(document);
    const { root, desk_name } = this.elements;
    for (const element of document.querySelectorAll("[data-label]")) {
      element.textContent = this.prompts.label(element.dataset.label);
    }
    for (const element of document.querySelectorAll("[data-sentence]")) {
      element.textContent = this.prompts.text(element.dataset.sentence);
    }
    document.querySelector("#bar [data-label=language]").lang = this.words.next;
    document.title = desk_name.textContent = desk_name.dataset[this.words.language];
    root.lang = this.words.language;
  }
}
