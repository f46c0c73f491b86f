/** How the screen looks for this caller: size of the letters, colours, how low the buttons lie, whether it is hidden. */

const ZOOMS = [1, 2, 4];
const COLOURS = ["light", "dark", "contrast"];

export class Look {
  /** @param {HTMLElement} root @param {HTMLElement} cover what hides the screen @param {boolean} low as it is hung */
  constructor(root, cover, low) {
    Object.assign(this, { root, cover, usual: low });
    this.reset();
  }

  /** As it was before the caller came. */
  reset() {
    Object.assign(this, { zoom: 1, colours: COLOURS[0], low: this.usual, covered: false });
    this.#draw();
  }

  /** @returns {string} the name of what is said */
  bigger() {
    this.zoom = after(ZOOMS, this.zoom);
    this.#draw();
    return `text_${this.zoom}`;
  }

  recolour() {
    this.colours = after(COLOURS, this.colours);
    this.#draw();
    return this.colours;
  }

  lower() {
    this.low = !this.low;
    this.#draw();
    return this.low ? "lowered" : "raised";
  }

  hide() {
    this.covered = !this.covered;
    this.#draw();
    return this.covered ? "covered" : "uncovered";
  }

  #draw() {
    const { root, cover } = this;
    root.style.setProperty("--zoom", this.zoom);
    Object.assign(root.dataset, { zoom: this.zoom, colours: this.colours, low: this.low });
    cover.hidden = !this.covered;
  }
}

const after = (all, one) => all[(all.indexOf(one) + 1) % all.length];
