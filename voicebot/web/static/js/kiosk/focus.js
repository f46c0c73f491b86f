/** Moving over everything that can be pressed, one after the other: looking is not yet pressing. */

export class Focus {
  /** @param {HTMLElement} root @param {(element: HTMLElement) => void} onLook */
  constructor(root, onLook) {
    Object.assign(this, { root, onLook });
  }

  get items() {
    return [...this.root.querySelectorAll("button")].filter((e) => !e.disabled && e.checkVisibility());
  }

  /** @param {1 | -1} step to the next or the one before; round at the ends */
  move(step) {
    const { items } = this;
    const at = items.indexOf(document.activeElement);
    const from = at < 0 && step < 0 ? 0 : at;
    const item = items.at((from + step + items.length) % items.length);
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.onLook(item);
  }

  /** Press what is looked at. @returns {boolean} whether there was something */
  press() {
    const item = this.items.find((e) => e === document.activeElement);
    item?.click();
    return Boolean(item);
  }
}
