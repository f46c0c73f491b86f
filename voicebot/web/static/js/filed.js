/** The number of a complaint that has just been filed, large and in pairs, and where to follow it. */

export class Filed {
  /** @param {HTMLElement} section @param {import("./words.js").Words} words @param {boolean} shared a kiosk */
  constructor(section, words, shared) {
    Object.assign(this, { section, words, shared, event: null });
    this.parts = Object.fromEntries(Array.from(section.querySelectorAll("[data-part]"), (e) => [e.dataset.part, e]));
  }

  /** @param {{receipt: string, due: string, watch_token: string}} event */
  show(event) {
    this.event = event;
    this.section.hidden = false;
    this.draw();
  }

  /** In the person's language. */
  draw() {
    if (!this.event) return;
    const { receipt, due, watch_token } = this.event;
    this.parts.number.replaceChildren(...pairs(receipt).map(pair));
    this.parts.due.textContent = due ? this.words.say("filed_due", { due: this.words.moment(due) }) : this.words.say("filed_no_due");
    this.parts.track.hidden = this.parts.kept.hidden = this.shared;
    if (!this.shared) this.parts.track.href = trackUrl(watch_token, this.words.language);
  }

  /** @param {{receipt: string, say: string}} event something has happened to it */
  changed({ receipt, say }) {
    if (receipt === this.event?.receipt) this.parts.due.textContent = say;
  }

  hide() {
    this.event = null;
    this.parts.number.replaceChildren();
    this.parts.track.removeAttribute("href");
    this.section.hidden = true;
  }
}

/** The page on which a complaint can be followed. */
export function trackUrl(token, language) {
  return new URL(`track/${token}?lang=${language}`, document.baseURI).href;
}

/** "123456786" → ["12", "34", "56", "78", "6"] */
export const pairs = (receipt) => receipt.match(/\d{1,2}/g) ?? [];

function pair(digits) {
  const element = document.createElement("span");
  element.textContent = digits;
  return element;
}
