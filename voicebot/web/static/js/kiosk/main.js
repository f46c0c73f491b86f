/** The kiosk, put together. */
import { Captions } from "../captions.js";
import { Connection, socketAddress } from "../connection.js";
import { deskEvents } from "../desk-events.js";
import { Draft } from "../draft.js";
import { Filed } from "../filed.js";
import { Messages } from "../messages.js";
import { Microphone } from "../microphone.js";
import { Mine } from "../mine.js";
import { drawn } from "../picture.js";
import { watchDevices } from "../plugging.js";
import { Signs } from "../signs.js";
import { Speaker } from "../speaker.js";
import { startEvent } from "../start.js";
import { State } from "../state.js";
import { Talk } from "../talk.js";
import { lineNews } from "../trouble.js";
import { watch } from "../watch.js";
import { Words } from "../words.js";
import { acts as actsOf } from "./acts.js";
import { Aside } from "./aside.js";
import { Deaf } from "./deaf.js";
import { Focus } from "./focus.js";
import { bindInput } from "./input.js";
import { Kiosk } from "./kiosk.js";
import { Look } from "./look.js";
import { Prompts } from "./prompts.js";
import { clearing, drawing } from "./screens.js";
import { fit } from "./size.js";
import { Tiles } from "./tiles.js";
import { View } from "./view.js";

/** What officers have changed is there within five seconds. */
const MENU_MS = 4000;

const named = document.querySelectorAll("[id]");
const elements = Object.fromEntries(Array.from(named, (e) => [e.id.replaceAll("-", "_"), e]));
const { phone, diagonal, duplex, hungHigh, handset, keys } = document.body.dataset;
const root = Object.assign(elements, { root: document.documentElement }).root;
const settings = { language: "ko", mode: "auto", rate: 0.9, sound: true, channel: "kiosk", handset };
const full = duplex === "full";

fit(root, localStorage, diagonal);
const words = new Words(settings.language, { phone });
const prompts = new Prompts(new URL("kiosk/", document.baseURI), () => (speaker.still ? null : (speaker.context ?? null)), prompting);
const sayText = (text) => prompts.say(prompts.named(text));
const picture = (place) => drawn(elements.talk_icon.dataset.sprite, place, "picture");
const messages = new Messages(elements, words, () => true, picture, sayText);
const captions = new Captions(elements.captions);
const speaker = new Speaker({ report, position, change: soundChanged }, true);
const signs = new Signs(speaker, () => true);
const look = new Look(root, elements.cover, hungHigh === "true");
const state = new State((...now) => view.show(...now));

const connection = new Connection(socketAddress(), begin, {
  event: (event) => heard(event),
  audio: (samples) => speaker.player?.take(samples),
  link: (link, why) => {
    news(link, why);
    kiosk.line(link, why);
  },
});
const microphone = new Microphone((pcm) => connection.sendAudio(pcm), (level) => view.level(level), unplugged);
const talk = new Talk({ connection, microphone, speaker, state, settings, onTrouble: noMicrophone });
const tiles = (section, act) => new Tiles(section, elements.reply, act);
const choices = tiles(elements.choices, (choice) => kiosk.choose(choice));
const home = tiles(elements.home, ({ ask }) => kiosk.ask(ask));
const answers = tiles(elements.answers, ({ id }) => acts[id]());
const panel = tiles(elements.panel, ({ id, key }) => (key ? kiosk.key(key) : acts[id]()));
const draft = new Draft(elements.draft, words, (text) => kiosk.ask(text));
const filed = new Filed(elements.filed, words, true);
const places = tiles(elements.links, () => {});
const place = ({ label, detail }) => ({ label: `${label}. ${detail}`, picture: "map" });
const topic = (t) => ({ ...t, id: `topic-${t.number}` });
const view = new View(elements, { words, prompts, messages, signs, answers });
const quiet = { add() {}, clear() {}, show() {}, hide() {} };
const handle = deskEvents({
  view, captions, choices, history: quiet, messages, words, state, speaker, signs, connection, photos: quiet,
  complaint: { draft, filed, mine: new Mine(null, words) }, links: { show: (all) => places.show([], all.map(place)) },
});
const news = lineNews({ messages, words, speaker, state, microphone });
const page = {
  root, elements, panel, prompts, messages, captions, draft, filed, view, look, settings,
  connection, microphone, speaker, state, talk, words, lists: [choices, answers, places],
  topics: () => {
    home.show(prompts.book.topics.map(topic));
    view.home(view.first);
  },
};
const deaf = new Deaf(elements.deaf, () => connection.ready && !speaker.player?.playing, () => prompts.say("microphone"));
const clear = clearing(page);
const kiosk = new Kiosk({ ...page, draw: drawing(page), clear: () => (deaf.forget(), clear()) });
page.kiosk = kiosk;
const acts = actsOf(kiosk);

/** The first event of every talk; the last caller's volume and pace are not in it. */
function begin(resume) {
  return { ...startEvent(settings, resume), ...(full && { full_duplex: true }) };
}

function report(what) {
  if (connection.ready || what.state === "finished") connection.send({ type: "playback", ...what });
}

function position(...where) {
  choices.follow(captions.follow(...where));
  captions.place?.scrollIntoView({ block: "nearest" });
}

function soundChanged() {
  const { player } = speaker;
  if (player && !player.playing) captions.rest();
  deaf.tell();
  state.set({ playing: player?.playing ?? false, paused: player?.paused ?? false, blocked: speaker.blocked });
}

/** Without echo cancelling the microphone is shut while the page itself speaks. */
function prompting(sounding) {
  if (full || !state.facts.listening) return;
  if (sounding) microphone.stop();
  else microphone.start();
}

function noMicrophone() {
  state.set({ mic: "off", listening: false, voice: false });
  signs.give("error");
  deaf.now();
}

function unplugged() {
  talk.unplugged();
  noMicrophone();
}

function plugged() {
  deaf.forget();
  kiosk.say("plugged");
}

/** What cannot be heard is written; the bell and the keys still work. */
function speakerChanged(there) {
  if (there) messages.clear("alert", true);
  else messages.alert({ title: prompts.text("inaudible"), standing: true });
  if (there && kiosk.talking) kiosk.say("audible");
}

/** What the desk says: first what it means to the screen, then as on every page. */
function heard(event) {
  const { type, kind, say } = event;
  if (type === "response.audio.started") prompts.stop();
  if (type === "turn.ended") view.home(false);
  if (type === "input_audio_buffer.speech_started" && kiosk.screen === "warn") kiosk.go("stay");
  if (type === "notice" && kind === "timeout_soon") return kiosk.go("warn", say);
  if (type === "notice" && kind === "ended") return undefined;
  if (type === "complaint.draft" && event.form.asking === "phone") kiosk.go("number", prompts.text("number"));
  return handle(event);
}

for (const button of document.querySelectorAll("[data-act]")) {
  button.addEventListener("click", () => acts[button.dataset.act]());
}
const focus = new Focus(document.body, (element) => {
  const { choice, say } = element.dataset;
  kiosk.hush();
  if (choice) connection.send({ type: "input_choice", choice_id: choice, preview: true });
  else prompts.say(say);
});
bindInput({
  kiosk, aside: new Aside(kiosk), acts, focus, prompts, panel, home, cover: elements.cover, own: JSON.parse(keys).keys,
});
addEventListener("pagehide", () => kiosk.abandon());
await prompts.load(settings.language);
page.topics();
watch(() => new URL(`kiosk/menu/${settings.language}`, document.baseURI), MENU_MS, (menu) => {
  prompts.renew(menu);
  page.topics();
});
watchDevices({ talk, microphone: plugged, speaker: speakerChanged });
root.dataset.ready = "true";
