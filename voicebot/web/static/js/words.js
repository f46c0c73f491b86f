/** The page's words in the person's language; the tables are folders of the desk (docs/languages.md). */
import TABLES from "../../words/all.js";

/** The languages in which the desk talks, in the order in which a press goes through them. */
export const LANGUAGES = Object.keys(TABLES);

export class Words {
  /** @param {string} language @param {Record<string, string>} fields e.g. the phone number */
  constructor(language, fields) {
    Object.assign(this, { language, fields });
  }

  /** A sentence of the table with its fields filled in. */
  say(key, fields = {}) {
    return this.in(this.language, key, fields);
  }

  /** The same in another language. */
  in(language, key, fields = {}) {
    const all = { ...this.fields, ...fields };
    return TABLES[language][key].replace(/\{(\w+)\}/g, (_, name) => all[name] ?? "");
  }

  /** The language that comes after this one. */
  get next() {
    return LANGUAGES[(LANGUAGES.indexOf(this.language) + 1) % LANGUAGES.length];
  }

  has(key) {
    return key in TABLES[this.language];
  }

  /** "2026년 3월 1일" for "2026-03-01". */
  date(iso) {
    return new Date(`${iso}T00:00:00`).toLocaleDateString(this.language, { dateStyle: "long" });
  }

  /** "12월 1일 화요일"; with the time of day where there is one. */
  moment(iso) {
    const day = { month: "long", day: "numeric", weekday: "long" };
    if (iso.length <= 10) return new Date(`${iso}T00:00:00`).toLocaleDateString(this.language, day);
    // The office's clock, wherever the reader is.
    return new Date(iso.slice(0, 16)).toLocaleString(this.language, { ...day, hour: "numeric", minute: "2-digit" });
  }

  /** Put the words wherever the page names one: `data-word` for text, `data-word-label` for aria-label. */
  apply(root) {
    document.documentElement.lang = this.language;
    for (const element of root.querySelectorAll("[data-word]")) element.textContent = this.say(element.dataset.word);
    for (const element of root.querySelectorAll("[data-word-label]")) {
      element.setAttribute("aria-label", this.say(element.dataset.wordLabel));
    }
  }
}
