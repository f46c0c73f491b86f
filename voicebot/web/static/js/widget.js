/**
 * The desk on another site: `<script src="https://desk.example.go.kr/widget.js" async></script><voice-desk></voice-desk>`.
 *
 * Attributes: lang (ko or en), label (of the button), open. Methods: show(), hide(), ask(text).
 * Events: voice-desk-ready, voice-desk-phase ({detail: {phase}}), voice-desk-closed. See docs/pages.md.
 */
(() => {
  const DESK = new URL(document.currentScript.src);
  const BASE = DESK.pathname.replace(/\/widget\.js$/, "");
  const LABELS = { ko: ["말로 물어보기", "말로 묻는 창구", "닫기"], en: ["Ask aloud", "Voice desk", "Close"] };
  const LOOK = `
    :host { all: initial; position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483000; font-family: system-ui, sans-serif; }
    :host([hidden]) { display: none; }
    button { font: 700 1.125rem/1.3 system-ui, sans-serif; min-height: 3.25rem; padding: 0.6rem 1.3rem; border: 2px solid #fff;
      border-radius: 2rem; background: #0b4f5c; color: #fff; cursor: pointer; box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 30%); }
    button:focus-visible { outline: 4px solid #ffd60a; outline-offset: 2px; box-shadow: 0 0 0 8px #000; }
    section { display: grid; grid-template-rows: auto minmax(0, 1fr); width: min(26rem, calc(100vw - 2rem));
      height: min(44rem, calc(100vh - 2rem)); border: 2px solid #0b4f5c; border-radius: 1rem; overflow: hidden;
      background: #f4f7f6; box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 35%); }
    section button { justify-self: end; min-height: 2.75rem; margin: 0.3rem; border-radius: 0.7rem; box-shadow: none; }
    iframe { width: 100%; height: 100%; border: 0; }
    [hidden] { display: none; }
    @media (prefers-color-scheme: dark) { section { background: #0e1a1f; } }
  `;

  class VoiceDesk extends HTMLElement {
    static observedAttributes = ["lang", "label", "open"];
    #root = this.attachShadow({ mode: "open" });
    #frame;
    #waiting = [];
    #ready = false;
    #hear = (event) => this.#heard(event);

    connectedCallback() {
      const style = new CSSStyleSheet();
      style.replaceSync(LOOK);
      this.#root.adoptedStyleSheets = [style];
      const make = (name, parts) => Object.assign(document.createElement(name), parts);
      this.opener = make("button", { type: "button", onclick: () => this.show() });
      this.closer = make("button", { type: "button", onclick: () => this.hide() });
      this.panel = make("section", { hidden: true });
      this.panel.append(this.closer);
      this.#root.replaceChildren(this.opener, this.panel);
      addEventListener("message", this.#hear);
      this.attributeChangedCallback();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      this.#drop();
    }

    attributeChangedCallback(name) {
      if (!this.opener) return;
      const [label, title, close] = LABELS[this.#language];
      this.opener.textContent = this.getAttribute("label") || label;
      this.closer.textContent = close;
      this.panel.setAttribute("aria-label", title);
      if (name === "lang" && this.#frame) this.#drop();
      if (this.hasAttribute("open")) this.#open(title);
      else this.#close();
    }

    show() {
      this.setAttribute("open", "");
    }

    hide() {
      this.removeAttribute("open");
    }

    /** @param {string} text asked in writing, as soon as the desk is there */
    ask(text) {
      this.show();
      this.#tell({ type: "ask", text: `${text}` });
    }

    get #language() {
      return this.getAttribute("lang")?.startsWith("en") ? "en" : "ko";
    }

    /** The frame is made when it is first wanted: until then the desk is asked for nothing. */
    #open(title) {
      if (!this.#frame) {
        this.#frame = document.createElement("iframe");
        Object.assign(this.#frame, { title, allow: `microphone ${DESK.origin}; autoplay ${DESK.origin}`, referrerPolicy: "origin" });
        this.#frame.src = `${DESK.origin}${BASE}/embed?lang=${this.#language}`;
        this.panel.append(this.#frame);
      }
      const focused = this.#root.activeElement === this.opener;
      this.panel.hidden = false;
      this.opener.hidden = true;
      if (focused) this.#frame.focus();
    }

    #close() {
      const open = !this.panel.hidden;
      this.panel.hidden = true;
      this.opener.hidden = false;
      this.#drop();
      if (!open) return;
      this.opener.focus();
      this.dispatchEvent(new CustomEvent("voice-desk-closed"));
    }

    /** A closed desk neither hears nor speaks. */
    #drop() {
      this.#frame?.remove();
      this.#frame = undefined;
      this.#ready = false;
      this.#waiting = [];
    }

    #tell(what) {
      if (!this.#ready) return void this.#waiting.push(what);
      this.#frame.contentWindow.postMessage({ source: "voice-desk", ...what }, DESK.origin);
    }

    #heard({ origin, source, data }) {
      if (origin !== DESK.origin || source !== this.#frame?.contentWindow || data?.source !== "voice-desk") return;
      if (data.type === "close") this.hide();
      if (data.type === "phase") this.dispatchEvent(new CustomEvent("voice-desk-phase", { detail: { phase: `${data.phase}` } }));
      if (data.type !== "ready") return;
      this.#ready = true;
      for (const what of this.#waiting.splice(0)) this.#tell(what);
      this.dispatchEvent(new CustomEvent("voice-desk-ready"));
    }
  }

  if (!customElements.get("voice-desk")) customElements.define("voice-desk", VoiceDesk);
})();
