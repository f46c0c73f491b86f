/** One caller after the other at the same screen: how a talk begins, is kept alive, ends, and leaves nothing. */
import { AT_REST } from "../state.js";
import { toHandset, toLoudspeaker } from "./handset.js";
import { hung, lifted } from "./hook.js";
import { next, talking } from "./stage.js";
import { wipe, wipeNow } from "./wipe.js";

/** The last screen is seen and heard for so long, then the next caller's is there. */
const REST_MS = 8000;
/** Without a line for so long the talk is over; the desk has let it go too. */
const LOST_MS = 60_000;

export class Kiosk {
  /**
   * @param {object} parts connection, microphone, speaker, state, talk, messages, words, prompts, look, view, draw,
   *   clear, settings; `draw(screen, before)` shows a screen, `clear()` takes away what a talk has left on it
   */
  constructor(parts) {
    Object.assign(this, parts, { screen: "wait", byHandset: false, leaving: false });
  }

  get talking() {
    return talking(this.screen);
  }

  /** @param {string} event of the stage @param {string} [words] what the new screen says, where the desk knows */
  go = (event, words) => {
    const before = this.screen;
    this.screen = next(before, event);
    if (this.screen !== before) this.draw(this.screen, before, words);
  };

  /** Say one of the page's own sentences; the desk is silent meanwhile. */
  say = (name) => {
    this.hush();
    if (this.prompts.text(name)) this.messages.info({ title: this.prompts.text(name) });
    return this.prompts.say(name);
  };

  /** Somebody is there: by touch, handset, key or a sensor. */
  async start() {
    if (this.talking) return;
    clearTimeout(this.rest);
    this.speaker.wake();
    this.prompts.stop();
    this.go("start");
    this.view.home(true);
    this.connection.open();
    await this.talk.listen();
  }

  press() {
    this.prompts.stop();
    this.talk.press();
  }

  hush() {
    this.prompts.stop();
    if (["speaking", "thinking"].includes(this.state.phase)) this.talk.interrupt();
  }

  ask(text) {
    this.prompts.stop();
    this.view.home(false);
    this.talk.ask(text);
  }

  choose(choice) {
    this.prompts.stop();
    this.talk.choose(choice);
  }

  /** A key of the keypad: to the desk. */
  key(key) {
    this.hush();
    this.view.home(false);
    this.connection.send({ type: "input_key", key });
  }

  /** A key or a touch that means only "I am here". */
  stay() {
    this.connection.send({ type: "command", name: "wait" });
    this.go("stay");
  }

  /** One step back: out of a panel, or to what was said before. */
  back() {
    if (["warn", "wait", "over"].includes(this.screen)) return this.screen === "warn" ? this.stay() : undefined;
    if (this.screen !== "talk") return this.go("close");
    this.talk.command("back");
  }

  /** The other language, from the next sentence. @param {boolean} [aloud] say so */
  async speak(language, aloud = true) {
    const there = await this.prompts.load(language).then(() => true, () => false);
    if (!there) return this.say("offline");
    Object.assign(this.settings, { language });
    Object.assign(this.words, { language });
    this.view.translate();
    this.topics();
    this.draw(this.screen, this.screen);
    if (this.connection.ready) this.connection.send({ type: "session.update", language });
    if (aloud) this.say("language");
  }

  /** Ring: here for whoever is near, and at the staff's own place if it has one. */
  async ring() {
    this.hush();
    this.speaker.wake();
    for (const at of [0, 700, 1400]) setTimeout(() => this.speaker.chime("listening"), at);
    const answer = await fetch(new URL("kiosk/help", document.baseURI), { method: "POST" }).catch(() => null);
    const told = answer?.ok && (await answer.json()).called;
    this.say(told ? "called" : "rung");
  }

  lifted() {
    const means = lifted(this);
    this.byHandset ||= means === "start";
    if (means === "start") this.start();
    toHandset(this.speaker.context, this.settings.handset);
  }

  hung() {
    const means = hung({ talking: this.talking, covered: this.look.covered, byHandset: this.byHandset });
    toLoudspeaker(this.speaker.context);
    if (means === "end") this.end();
  }

  /** The caller is done, or gone: the desk wipes, then this device. */
  async end(why = "over") {
    if (!this.talking || this.leaving) return;
    this.leaving = true;
    clearTimeout(this.away);
    this.prompts.stop();
    this.talk.finish();
    this.clear();
    Object.assign(this, { byHandset: false });
    this.go("end");
    this.state.set({ ...AT_REST });
    this.leaving = false;
    this.rest = setTimeout(() => this.next(), REST_MS);
    this.prompts.say(why);
    await wipe(); // last: the next caller may begin meanwhile, and her talk is left alone
  }

  /** The page itself is left: the desk wipes, and nothing is drawn or said any more. */
  abandon() {
    this.leaving = true;
    this.talk.finish();
    this.leaving = false;
    wipeNow();
  }

  /** Ready for somebody else, in a document that has never heard of the last; without a line, in this one. */
  async next() {
    this.go("rest");
    const there = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
    if (there?.ok && this.screen === "wait") location.replace(location.pathname);
  }

  /** What the line does. */
  line(link, why) {
    clearTimeout(this.away);
    if (link === "lost") this.away = setTimeout(() => this.end("offline"), LOST_MS);
    if (link === "lost" && !this.connection.session) this.messages.alert({ title: this.prompts.text("offline") });
    if (link === "off" && this.talking) this.end(why === "idle" ? "desk.ended" : "over");
  }
}
