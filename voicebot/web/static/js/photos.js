/** The button that adds a photo to the complaint that is being told: shown only while one can be added. */

export class Photos {
  /**
   * @param {{photo_add: HTMLButtonElement, photo_file: HTMLInputElement, talk: HTMLElement}} elements
   * @param {{connection, messages, words}} page
   */
  constructor(elements, page) {
    Object.assign(this, page, { button: elements.photo_add, file: elements.photo_file, talk: elements.talk });
    this.button.addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.#chosen());
  }

  /** The desk says whether a photo can be added now. */
  show({ wanted }) {
    if (!wanted && this.button === document.activeElement) this.talk.focus();
    this.button.hidden = !wanted;
  }

  hide() {
    this.show({ wanted: false });
  }

  async #chosen() {
    const [photo] = this.file.files;
    this.file.value = "";
    if (!photo) return;
    this.button.disabled = true;
    this.messages.info({ title: this.words.say("photo_sending") });
    try {
      await this.#send(photo);
    } catch {
      this.messages.alert({ title: this.words.say("photo_failed") });
    } finally {
      this.button.disabled = false;
    }
  }

  async #send(photo) {
    const { session_id, token } = this.connection.session;
    const headers = { Authorization: `Bearer ${token}`, "Accept-Language": this.words.language };
    const address = new URL(`v1/talk/${session_id}/photos`, document.baseURI);
    const response = await fetch(address, { method: "POST", headers, body: photo });
    const { say, title } = await response.json();
    this.messages.clear("info");
    if (response.ok) this.messages.info({ title: say });
    else this.messages.alert({ title });
  }
}
