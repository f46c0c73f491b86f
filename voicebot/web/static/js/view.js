/** The big button and what is around it: one phase, said in words, a picture, a colour, a sound and a shake. */
import { PHASES } from "./signs.js";

/** The phase that a screen reader is not told: the desk itself speaks. */
const SPOKEN = "speaking";

/** The words on the button for a phase: [state, what a press does]. Keys of the page's words. */
export function labels(phase, mode, voice) {
  const own = `${phase}_${mode}`;
  const special = { ready_hold: "ready_hold", listening_press: "listening_press" };
  const does = {
    ready_hold: "do_ready_hold", ready_press: "do_ready_press",
    listening_hold: "do_listening_hold", listening_press: "do_listening_press",
  };
  const heard = phase === "listening" && mode === "auto" && voice;
  return [special[own] ?? phase, heard ? "do_voice" : (does[own] ?? `do_${phase}`)];
}

export class View {
  /** @param {Record<string, HTMLElement>} elements by id @param {object} parts words, settings, messages, signs */
  constructor(elements, parts) {
    Object.assign(this, { elements, ...parts, typed: false });
  }

  /** Draw the facts. */
  show(facts, phase, before) {
    const { talk, talk_word, talk_does, talk_icon, done, mic_off } = this.elements;
    const [word, does] = labels(phase, this.settings.mode, facts.voice);
    talk.dataset.phase = phase;
    if (phase !== "ready") this.elements.main.classList.add("begun");
    talk_word.textContent = this.words.say(word);
    talk_does.textContent = this.words.say(does);
    talk_icon.setAttribute("href", `${talk_icon.dataset.sprite}#${PHASES[phase].icon}`);
    this.#reveal(done, phase === "listening" && this.settings.mode === "auto");
    this.#reveal(mic_off, facts.mic === "on");
    if (phase !== before) this.#tell(phase, talk_word.textContent);
  }

  /** A button that goes away hands its focus to the big one. */
  #reveal(element, on) {
    if (!on && element.contains(document.activeElement)) this.elements.talk.focus();
    element.hidden = !on;
  }

  #tell(phase, word) {
    this.signs.phase(() => this.elements.talk.dataset.phase);
    this.messages.status(phase === SPOKEN ? "" : word);
  }

  /** How loud the microphone hears, 0…1 of full scale. */
  level(value) {
    this.elements.talk.style.setProperty("--level", Math.min(1, value * 6).toFixed(2));
  }

  /** What was understood of the person's words; a draft is only seen, never announced. */
  heard(text, final) {
    const { heard, heard_name, heard_words, examples } = this.elements;
    heard.hidden = !text;
    heard.classList.toggle("draft", !final);
    heard_name.dataset.word = final ? "heard" : "hearing";
    heard_name.textContent = this.words.say(heard_name.dataset.word);
    heard_words.textContent = text;
    examples.hidden = true;
  }

  /** A reply: its captions are drawn elsewhere. */
  reply({ source, more, step, yes_no, choices = [] }) {
    const { reply, controls, examples, verified, more: button } = this.elements;
    for (const element of [reply, controls]) element.hidden = false;
    examples.hidden = true;
    if (!more && button === document.activeElement) this.elements.repeat.focus();
    button.hidden = !more;
    this.step = step;
    this.#steps();
    this.#reveal(this.elements.yes_no, Boolean(yes_no) && !choices.length);
    verified.hidden = !source?.verified_on;
    const date = source?.verified_on ? this.words.date(source.verified_on) : "";
    verified.textContent = this.words.say("verified", { date });
    this.#bring(reply);
  }

  /** Who asked in writing, below the answer, sees it come: on a small screen, or a large letter, it is out of sight. */
  #bring(reply) {
    const { top } = reply.getBoundingClientRect();
    if (this.typed && (top < 0 || top > innerHeight / 2)) reply.scrollIntoView({ block: "start" });
    this.typed = false;
  }

  /** Which of how many it is, and what the button for more means then. */
  #steps() {
    const { step_place, more, back } = this.elements;
    step_place.hidden = !this.step;
    step_place.textContent = this.step ? this.words.say("step_place", this.step) : "";
    const name = more.querySelector("[data-word]");
    name.dataset.word = this.step ? "next" : "more";
    name.textContent = this.words.say(name.dataset.word);
    more.querySelector("use").setAttribute("href", `${this.elements.talk_icon.dataset.sprite}#${name.dataset.word}`);
    this.#reveal(back, this.step?.number > 1);
  }

  /** Back to how the page looks at first. */
  reset() {
    const { reply, controls, examples, heard, choices, links, photo_add, yes_no, back, step_place } = this.elements;
    const gone = [reply, controls, heard, choices, links, photo_add, yes_no, back, step_place];
    for (const element of gone) element.hidden = true;
    examples.hidden = false;
    this.elements.main.classList.remove("begun");
  }

  /** Everything in the person's language. */
  translate() {
    this.words.apply(document);
    this.#steps();
    const { desk_name, greeting, language } = this.elements;
    if (greeting) greeting.textContent = greeting.dataset[this.words.language];
    document.title = desk_name.textContent = desk_name.dataset[this.words.language];
    language.lang = this.words.next;
    language.textContent = this.words.in(this.words.next, "language");
    language.setAttribute("aria-label", this.words.in(this.words.next, "language_name"));
  }

  /** The desk's own name and phone. */
  desk({ name, phone }) {
    this.elements.desk_name.dataset[this.words.language] = name;
    this.words.fields.phone = phone;
    this.elements.person.href = `tel:${phone.replace(/[^\d+]/g, "")}`;
    this.translate();
  }
}
