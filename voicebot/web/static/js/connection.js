/** The socket to the desk: starts a session, keeps the order of what is sent, and comes back when the line drops. */
import { Outbox } from "./outbox.js";
import { packed, unpacked } from "./pcm.js";

const PING_MS = 5_000;
/** A line on which a ping is not answered for so long, nor anything else is said, is dead. */
const SILENCE_MS = 10_000;
const RESUME_MS = 60_000;
/** Of a clock that nobody sets: the one on the wall may jump. */
const now = () => performance.now();

/**
 * What to do after a close code (protocol.md, Rules).
 * @returns {"end"|"idle"|"refused"|"anew"|"full"|"again"}
 */
export function afterClose(code, reason = "") {
  if (reason === "slow_reader") return "again"; // the network was away, and the talk is kept
  const known = {
    1000: "end", 1008: "refused", 1009: "refused", 1013: "full", 4400: "refused", 4401: "anew", 4408: "idle",
  };
  return known[code] ?? "again";
}

/** Wait before the next attempt, ms: doubling, at most ten seconds. */
export const backoff = (attempt) => Math.min(10_000, 500 * 2 ** attempt);

/** Where the desk's socket is: beside this page. */
export function socketAddress() {
  const address = new URL("v1/talk", document.baseURI);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  address.search = "";
  return address;
}

export class Connection {
  /**
   * @param {URL} url
   * @param {(resume?: object) => object} startEvent
   * @param {{event: (event: object) => void, audio: (samples: Float32Array) => void,
   *   link: (state: string, why?: string) => void}} tell
   */
  constructor(url, startEvent, tell) {
    const page = Math.random().toString(36).slice(2, 8); // so that event ids differ from page to page
    Object.assign(this, { url, startEvent, tell, page, attempt: 0, sent: 0 });
    this.#forget(new Outbox());
    setInterval(() => this.#pulse(), 1000);
    addEventListener("online", () => this.retry());
  }

  #forget(outbox) {
    Object.assign(this, { outbox, session: null, resumed: false, eventSeq: 0, ackedEvent: 0, audioIn: null });
  }

  get ready() {
    return Boolean(this.created);
  }

  /** Connect unless that is done or under way. */
  open() {
    if (this.socket) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.session && now() - this.lostAt > RESUME_MS) return this.#anew();
    this.tell.link(this.away ?? "opening");
    const socket = new WebSocket(this.url);
    Object.assign(this, { socket, created: false, met: false, lastWord: now(), lastPing: now() });
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#now(this.startEvent(this.#resume()));
    socket.onmessage = ({ data }) => this.#message(data);
    socket.onclose = ({ code, reason }) => this.#closed(socket, code, reason);
  }

  #resume() {
    if (!this.session) return undefined;
    return { ...this.session, last_event_seq: this.eventSeq, last_audio_in_seq: this.outbox.arrived };
  }

  /** Try at once instead of waiting out the pause. */
  retry() {
    if (this.timer) this.open();
  }

  /** Send an event now, or in its turn as soon as there is a session. */
  send(event) {
    if (this.ready) this.#now(event);
    else this.outbox.hold(event);
  }

  /** Send 40 ms of sound in its turn. @param {Int16Array} pcm */
  sendAudio(pcm) {
    if (this.ready) this.#put(this.outbox.numbered(pcm));
    else this.outbox.hold(pcm);
  }

  #now(event) {
    const named = { event_id: `${this.page}-${++this.sent}`, ...event };
    this.outbox.note(named);
    this.#put({ event: named });
  }

  #put({ event, seq, pcm }) {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(event ? JSON.stringify(event) : packed(seq, pcm));
  }

  #message(data) {
    Object.assign(this, { lastWord: now(), met: true });
    if (typeof data !== "string") return this.#sound(unpacked(data));
    const event = JSON.parse(data);
    if (event.seq > this.eventSeq + 1 && this.created && !this.resumed) return this.#broken();
    this.eventSeq = Math.max(this.eventSeq, event.seq ?? 0);
    this.#own[event.type]?.(event);
    this.tell.event(event);
  }

  #sound({ seq, samples }) {
    if (this.audioIn !== null && seq !== this.audioIn + 1 && !this.resumed) return this.#broken();
    this.audioIn = seq;
    this.tell.audio(samples);
  }

  /** A number is missing: nothing is guessed, the line is made anew (protocol.md, Rules). */
  #broken() {
    this.#drop("sequence gap");
  }

  /** Give up the line without waiting for the other side to agree. */
  #drop(why) {
    const { socket } = this;
    socket.close(4000, why);
    this.#closed(socket, 4000);
  }

  /** Events that are about the line itself. */
  #own = {
    "session.queue": () => this.tell.link("queued"),
    "session.created": (event) => this.#begun(event),
    ping: () => this.#now({ type: "pong" }),
    ack: ({ audio_seq, client_event_id }) => this.outbox.acknowledge(audio_seq, client_event_id),
  };

  #begun({ session_id, resume_token }) {
    this.resumed = this.session?.session_id === session_id;
    this.session = { session_id, token: resume_token };
    Object.assign(this, { attempt: 0, away: null, created: true });
    this.tell.link("open", this.resumed ? "resumed" : "new");
    this.outbox.unheard.forEach((item) => this.#put(item));
    this.outbox.release().forEach((item) => (item instanceof Int16Array ? this.sendAudio(item) : this.#now(item)));
  }

  /** Every second: tell what has arrived, ask whether the desk is there, notice when it is not. */
  #pulse() {
    if (!this.ready) return this.#answered();
    if (this.eventSeq > this.ackedEvent) this.#now({ type: "ack", event_seq: (this.ackedEvent = this.eventSeq) });
    const unanswered = this.lastPing > this.lastWord;
    if (unanswered && now() - this.lastPing > SILENCE_MS) return this.#drop("silence");
    if (unanswered || now() - this.lastPing < PING_MS) return;
    this.lastPing = now();
    this.#now({ type: "ping" });
  }

  /** A line that is being opened, and on which nothing at all is said for so long, is given up. */
  #answered() {
    if (this.socket && !this.met && now() - this.lastWord > SILENCE_MS) this.#drop("silence");
  }

  #closed(socket, code, reason = "") {
    if (socket !== this.socket) return;
    if (this.ready) this.lostAt = now();
    Object.assign(this, { socket: null, created: false });
    const next = afterClose(code, reason);
    if (next === "anew") return this.#anew();
    if (next === "again") return this.#later("lost");
    if (next === "full") return this.#later("queued");
    this.#over(next);
  }

  /** The desk no longer knows this talk. */
  #anew() {
    this.#forget(this.outbox.renewed());
    this.open();
  }

  #over(why) {
    this.#forget(new Outbox());
    this.away = null;
    this.tell.link("off", why);
  }

  #later(away) {
    this.away = away;
    this.timer = setTimeout(() => this.open(), backoff(this.attempt++) * (0.75 + Math.random() / 2));
    this.tell.link(away);
  }

  /** The person is done: the desk wipes what it knows. */
  end() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.#now({ type: "session.end" });
    const { socket } = this;
    Object.assign(this, { socket: null, created: false });
    socket?.close(1000);
    this.#over("end");
  }
}
