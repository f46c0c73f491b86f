/** What is to be looked at beside an answer: places, each with a link to a map where its position is known. */

export class Links {
  /** @param {HTMLElement} section with a `ul` in it */
  constructor(section) {
    Object.assign(this, { section, list: section.querySelector("ul") });
  }

  /** @param {{label: string, detail: string, url?: string}[]} links */
  show(links) {
    this.section.hidden = links.length === 0;
    this.list.replaceChildren(...links.map(item));
  }
}

function item({ label, detail, url }) {
  const element = document.createElement("li");
  const name = document.createElement(url ? "a" : "b");
  name.textContent = label;
  if (url) Object.assign(name, { href: url, target: "_blank", rel: "noopener noreferrer" });
  const more = document.createElement("span");
  more.className = "hint";
  more.textContent = detail;
  element.append(name, more);
  return element;
}
