/** The page's words in the person's language. */
import en from "./words-en.js";
import ko from "./words-ko.js";

export const TABLES = { ko, en };

export class Words {
  /** @param {string} language @param {Record<string, string>} fields e.g. the phone number */
  constructor(language, fields) {
    Object.assign(this, { language, fields });
  }

  /** A sentence of the table with its fields filled in. */
  say(key, fields = {}) {
    const all = { ...this.fields, ...fields };
    return TABLES[this.language][key].replace(/\{(\w+)\}/g, (_, name) => all[name] ?? "");
  }

  has(key) {
    return key in TABLES[this.language];
  }

  /** "2026년 3월 1일" for "2026-03-01". */
  date(iso) {
    return new Date(`${iso}T00:00:00`).toLocaleDateString(this.language, { dateStyle: "long" });
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
