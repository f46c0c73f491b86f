/** Numbered choices as big buttons, the number keys pick them too; and telephones to press. */
import { symbolOf } from "./pictures.js";
import { drawn } from "./picture.js";

export class Choices {
  /**
   * @param {HTMLElement} section with an `ol` in it; it names the sprite of the pictures
   * @param {HTMLElement} next takes the focus when the button that had it goes away
   * @param {(choice: object) => void} onChoose
   */
  constructor(section, next, onChoose) {
    Object.assign(this, { section, next, list: section.querySelector("ol"), onChoose, choices: [] });
    this.sprite = section.dataset.sprite;
  }

  /**
   * @param {{id: string, number: number, label: string, picture?: string}[]} choices
   * @param {{number: string, label: string}[]} calls
   */
  show(choices, calls = []) {
    this.choices = choices;
    if (this.section.contains(document.activeElement)) this.next.focus({ preventScroll: true });
    this.section.hidden = choices.length + calls.length === 0;
    this.list.replaceChildren(...choices.map((choice) => this.item(choice)), ...calls.map((call) => this.call(call)));
  }

  /** How a choice looks; other pages have their own. */
  item(choice) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "choice";
    button.append(part("number", `${choice.number}`), drawn(this.sprite, symbolOf(choice.picture), "choice-picture"), part("label", choice.label));
    button.addEventListener("click", () => this.onChoose(choice));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  /** A telephone: pressed, it is dialled. */
  call({ number, label }) {
    const link = document.createElement("a");
    link.className = "choice call";
    link.href = `tel:${number}`;
    link.append(part("label", label));
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  /** The choice that is being read out stands out. @param {string} [sentence] */
  follow(sentence) {
    this.choices.forEach((choice, i) => {
      this.list.children[i].firstElementChild.classList.toggle("now", choice.sentence === sentence);
    });
  }

  /** A number key anywhere but in a text box. @returns {boolean} whether there is such a choice */
  key(digit) {
    const choice = this.choices.find((c) => `${c.number}` === digit);
    if (choice) this.onChoose(choice);
    return Boolean(choice);
  }
}

export function part(name, text) {
  const element = document.createElement("span");
  element.className = `choice-${name}`;
  element.textContent = text;
  return element;
}
