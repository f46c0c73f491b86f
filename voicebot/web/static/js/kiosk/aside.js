/** Who opens a panel or changes the look before any talk, and goes away: the first screen comes back by itself. */

/** Nothing is lost by it, so that it is not announced. */
const ASIDE_MS = 60_000;

export class Aside {
  /** @param {object} kiosk */
  constructor(kiosk) {
    this.kiosk = kiosk;
  }

  /** Something was touched or pressed; a talk has the desk's own clock, its last screen another. */
  touched() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#tidy(), ASIDE_MS);
  }

  #tidy() {
    const { kiosk } = this;
    if (kiosk.talking || kiosk.screen === "over") return;
    kiosk.prompts.stop();
    kiosk.clear();
    kiosk.go("close");
    kiosk.next();
  }
}
