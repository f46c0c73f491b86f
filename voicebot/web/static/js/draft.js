/** The complaint as it is being told: what is known, what is asked, and yes or no where that is the question. */

const ROWS = ["what", "category", "place", "when", "contact"];
/** Which row a question of the desk belongs to. */
const ASKED = { extra: "what", join: "what", consent: "contact", name: "contact", phone: "contact", phone_check: "contact" };
const YES_NO = ["consent", "join", "readback", "phone_check"];
/** What yes and no are called, where a mere agreeing would say too little. */
const ANSWERS = { readback: ["send_it", "change_it"], phone_check: ["is_right", "refuse"] };
/** From here on it is kept, or put aside. */
const CLOSED = ["filing", "sound", "filed", "joining", "joined", "paused"];

export class Draft {
  /**
   * @param {HTMLElement} section
   * @param {import("./words.js").Words} words
   * @param {(text: string) => void} answer says yes or no for the person
   */
  constructor(section, words, answer) {
    Object.assign(this, { section, words, form: {} });
    this.parts = Object.fromEntries(Array.from(section.querySelectorAll("[data-part]"), (e) => [e.dataset.part, e]));
    this.parts.yes.addEventListener("click", () => answer(words.say("answer_yes")));
    this.parts.no.addEventListener("click", () => answer(words.say("answer_no")));
  }

  /** @param {Record<string, any>} form as the desk has it; an empty one was given up */
  show(form) {
    const open = form.asking && !CLOSED.includes(form.asking);
    if (!open) return this.hide();
    this.form = form;
    this.#reveal(this.section, true);
    this.#reveal(this.parts.summary, false);
    this.draw();
  }

  /** In the person's language. */
  draw() {
    const { asking } = this.form;
    this.parts.rows.replaceChildren(...ROWS.flatMap((name) => this.#row(name, ASKED[asking] ?? asking)));
    this.#reveal(this.parts.answers, YES_NO.includes(asking));
    const [yes, no] = ANSWERS[asking] ?? ["agree", "refuse"];
    this.parts.yes.querySelector("span").textContent = this.words.say(yes);
    this.parts.no.querySelector("span").textContent = this.words.say(no);
  }

  /** The whole of it, to be confirmed. */
  readback(summary) {
    this.parts.summary.textContent = summary;
    this.#reveal(this.parts.summary, true);
  }

  hide() {
    this.form = {};
    this.parts.rows.replaceChildren();
    this.parts.summary.textContent = "";
    this.#reveal(this.section, false);
  }

  #row(name, asked) {
    const [term, value] = [document.createElement("dt"), document.createElement("dd")];
    const known = this.#value(name);
    term.textContent = this.words.say(`draft_${name}`);
    value.textContent = known || this.words.say(name === asked ? "draft_asked" : "draft_open");
    term.className = value.className = name === asked ? "asked" : known ? "" : "open";
    return [term, value];
  }

  #value(name) {
    const value = this.form[name];
    if (name === "category") return this.form.category_name ?? "";
    if (name === "contact" && value) return this.words.say(`draft_contact_${value}`);
    return value;
  }

  /** What goes away hands its focus to what stays. */
  #reveal(element, on) {
    if (!on && element.contains(document.activeElement)) document.getElementById("reply").focus({ preventScroll: true });
    element.hidden = !on;
  }
}
