/** Everything that can be chosen, each with a number, a picture and a word. */
import { Choices, part } from "../choices.js";
import { drawn } from "../picture.js";
import { symbolOf } from "../pictures.js";

export class Tiles extends Choices {
  /** The same choices again leave the buttons, and who stands on one, where they are. */
  show(choices, calls = []) {
    const alike = ({ id, label, picture }, other) => id === other.id && label === other.label && picture === other.picture;
    const same = choices.length === this.choices.length && choices.every((c, i) => alike(c, this.choices[i]));
    if (!same || !choices.length) super.show(choices, calls);
  }

  item(choice) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "tile" });
    Object.assign(button.dataset, choice.say ? { say: choice.say } : { choice: choice.id });
    if (choice.pressed !== undefined) button.setAttribute("aria-pressed", `${choice.pressed}`);
    button.append(...this.#parts(choice));
    button.addEventListener("click", () => this.onChoose(choice));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  #parts({ number, picture, label }) {
    const badge = number === undefined ? [] : [part("number", `${number}`)];
    return [...badge, ...(picture === null ? [] : [drawn(this.sprite, symbolOf(picture), "picture")]), words(label)];
  }

  /** A kiosk cannot dial, and leads to no other page: a number or a place is there to be read. */
  call({ label, picture = "phone" }) {
    const item = document.createElement("li");
    item.className = "tile told";
    item.append(drawn(this.sprite, picture, "picture"), words(label));
    return item;
  }
}

/** A word without a Hangul letter in it is written larger, to be as high; and it is read in its own language. */
function words(label) {
  const element = part("label", label);
  const hangul = /\p{Script=Hangul}/u.test(label);
  element.classList.toggle("latin", !hangul);
  if (hangul || /[A-Za-z]{2}/.test(label)) element.lang = hangul ? "ko" : "en";
  return element;
}
