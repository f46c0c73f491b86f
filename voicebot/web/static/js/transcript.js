/**
 * What was said, to keep: as a file or on paper, made in the browser alone and only when somebody presses. It holds the
 * words as they are, so the page says that first.
 */

/** @param {{who: string, words: string}[]} said @param {string} title @param {string} when @param {string} care */
export function written(said, { title, when, care }) {
  return [title, when, care, "", ...said.flatMap(({ who, words }) => [`${who}: ${words}`, ""])].join("\r\n");
}

export class Transcript {
  /**
   * @param {{history: HTMLElement, keep: HTMLElement, keep_file: HTMLElement, keep_paper: HTMLElement}} elements
   * @param {import("./words.js").Words} words @param {import("./messages.js").Messages} messages
   */
  constructor(elements, words, messages) {
    Object.assign(this, { elements, words, messages });
    elements.keep_file?.addEventListener("click", () => this.#save());
    elements.keep_paper?.addEventListener("click", () => this.#print());
  }

  get #said() {
    const items = [...this.elements.history.querySelectorAll("li")];
    return items.map((item) => ({
      who: item.querySelector(".who").textContent, words: item.querySelector(".words").textContent,
    }));
  }

  get #when() {
    return new Date().toLocaleString(this.words.language, { dateStyle: "long", timeStyle: "short" });
  }

  #save() {
    const text = written(this.#said, { title: document.title, when: this.#when, care: this.words.say("keep_care") });
    // With this mark at its beginning every program reads Hangul in it.
    const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/plain;charset=utf-8" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: this.words.say("keep_name") });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.messages.status(this.words.say("kept_file"));
  }

  #print() {
    document.getElementById("history-name").dataset.when = this.#when;
    print();
  }
}
