/** What was said so far, oldest first. It lives on this page only. */

/** More than anybody says in one visit; the oldest make room. */
const KEPT = 200;

export class History {
  /** @param {HTMLElement} root with role=log @param {(key: string) => string} say */
  constructor(root, say) {
    const [list, empty] = [root.querySelector("ol"), root.querySelector(".empty")];
    Object.assign(this, { root, list, empty, keep: root.parentElement.querySelector(".keep"), say, last: "" });
  }

  /** @param {"you"|"desk"} who @param {string} text */
  add(who, text) {
    // A typed question comes back as what was understood; once is enough.
    if (!text || this.last === who + text) return;
    this.last = who + text;
    this.list.append(entry(who, this.say(who), text));
    if (this.list.childElementCount > KEPT) this.list.firstElementChild.remove();
    this.empty.hidden = true;
    this.#keepable();
  }

  clear() {
    this.list.replaceChildren();
    this.empty.hidden = false;
    this.last = "";
    this.#keepable();
  }

  /** What to keep it with is there once there is something to keep. */
  #keepable() {
    if (this.keep) this.keep.hidden = !this.list.childElementCount;
  }

  /** While the desk speaks aloud a screen reader must not talk over it. */
  set quiet(on) {
    this.root.setAttribute("aria-live", on ? "off" : "polite");
  }
}

function entry(who, name, text) {
  const item = document.createElement("li");
  item.className = `said ${who}`;
  const speaker = document.createElement("span");
  speaker.className = "who";
  speaker.dataset.word = who;
  speaker.textContent = name;
  const words = document.createElement("span");
  words.className = "words";
  words.textContent = text;
  item.append(speaker, words);
  return item;
}
