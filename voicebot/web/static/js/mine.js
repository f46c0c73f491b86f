/** "내 민원": what this device remembers, where each stands, and a way to make it forget. */
import { pairs, trackUrl } from "./filed.js";
import { forget, forgetAll, keep, kept } from "./kept.js";

export class Mine {
  /** @param {HTMLElement | null} section there is none on a kiosk @param {import("./words.js").Words} words */
  constructor(section, words) {
    Object.assign(this, { section, words, told: new Map() });
    if (!section) return;
    this.list = section.querySelector("ul");
    this.heading = section.querySelector("h2");
    section.querySelector("#mine-clear").addEventListener("click", () => this.#forget(forgetAll, "mine_cleared"));
    addEventListener("storage", () => this.draw());
  }

  /** Remember one that has just been filed. */
  add({ receipt, watch_token }) {
    if (!this.section) return;
    keep(receipt, watch_token);
    this.refresh(receipt);
  }

  /** Events that let the desk tell of changes while the line is open. */
  get watches() {
    const good = kept().filter((one) => this.section && this.told.get(one.receipt)?.state);
    return good.map(({ receipt, token }) => ({ type: "complaint.watch", receipt, token }));
  }

  /** @param {{receipt: string, state: string, say: string}} event one of them has changed */
  changed({ receipt }) {
    if (kept().some((one) => one.receipt === receipt)) this.refresh(receipt);
  }

  /** Ask the desk where they stand; one after the other, and no more once it refuses. @param {string} [only] */
  async refresh(only) {
    if (!this.section) return;
    this.draw();
    for (const one of kept()) {
      if (only && one.receipt !== only) continue;
      const status = await this.#ask(one);
      if (status === 429) break;
      if (status === 401 || status === 404) forget(one.receipt);
    }
    this.draw();
  }

  async #ask({ receipt, token }) {
    const url = new URL(`v1/complaints/${receipt}`, document.baseURI);
    const headers = { Authorization: `Bearer ${token}`, "Accept-Language": this.words.language };
    const response = await fetch(url, { headers, cache: "no-store", referrerPolicy: "no-referrer" }).catch(() => null);
    if (response?.ok) this.told.set(receipt, await response.json());
    return response?.status;
  }

  /** In the person's language, as far as is known. */
  draw() {
    if (!this.section) return;
    const complaints = kept();
    if (!complaints.length && this.section.contains(document.activeElement)) document.getElementById("talk").focus();
    this.section.hidden = !complaints.length;
    this.list.replaceChildren(...complaints.map((one) => this.#item(one)));
  }

  #item({ receipt, token }) {
    const told = this.told.get(receipt);
    const number = pairs(receipt).join(" ");
    const link = Object.assign(document.createElement("a"), { href: trackUrl(token, this.words.language), className: "mine-link" });
    link.referrerPolicy = "no-referrer";
    link.append(text("b", told?.category_name ?? this.words.say("mine_number", { number })));
    if (told) link.append(text("span", told.state_name, "mine-state"));
    const remove = text("button", this.words.say("mine_remove"), "plain");
    remove.type = "button";
    remove.setAttribute("aria-label", this.words.say("mine_remove_name", { number }));
    remove.addEventListener("click", () => this.#forget(() => forget(receipt), "mine_removed"));
    const item = document.createElement("li");
    item.append(link, ...(told ? [text("p", told.say)] : []), text("p", number, "hint mine-digits"), remove);
    return item;
  }

  #forget(act, word) {
    act();
    this.draw();
    document.getElementById("status").textContent = this.words.say(word);
    if (!this.section.hidden) this.heading.focus();
  }
}

function text(tag, content, name = "") {
  return Object.assign(document.createElement(tag), { textContent: content, className: name });
}
