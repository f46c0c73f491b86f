/** No microphone: that stays on the screen, and is said once nothing else is. */

export class Deaf {
  /** @param {HTMLElement} notice @param {() => boolean} quiet nothing is being said @param {() => void} say */
  constructor(notice, quiet, say) {
    Object.assign(this, { notice, quiet, say, untold: false });
  }

  now() {
    this.notice.hidden = false;
    this.untold = true;
    this.tell();
  }

  /** Say it, when it is time. */
  tell() {
    if (!this.untold || !this.quiet()) return;
    this.untold = false;
    this.say();
  }

  /** The next caller may be heard. */
  forget() {
    this.notice.hidden = true;
    this.untold = false;
  }
}
