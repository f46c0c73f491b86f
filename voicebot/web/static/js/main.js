/** The page, put together. */
import { Captions } from "./captions.js";
import { Choices } from "./choices.js";
import { Connection, socketAddress } from "./connection.js";
import { bindControls } from "./controls.js";
import { deskEvents } from "./desk-events.js";
import { Draft } from "./draft.js";
import { Filed } from "./filed.js";
import { History } from "./history.js";
import { Links } from "./links.js";
import { Messages } from "./messages.js";
import { Photos } from "./photos.js";
import { Microphone } from "./microphone.js";
import { Mine } from "./mine.js";
import { loadSettings, saveSettings } from "./settings.js";
import { Speaker } from "./speaker.js";
import { startEvent, updateEvent } from "./start.js";
import { State } from "./state.js";
import { bindTalkButton } from "./talk-button.js";
import { Talk } from "./talk.js";
import { lineNews, microphoneTrouble } from "./trouble.js";
import { View } from "./view.js";
import { Words } from "./words.js";

const named = document.querySelectorAll("[id]");
const elements = Object.fromEntries(Array.from(named, (e) => [e.id.replaceAll("-", "_"), e]));
const settings = loadSettings(new URLSearchParams(location.search).get("lang"));
const words = new Words(settings.language, { phone: document.body.dataset.phone });
const { channel } = document.body.dataset;

const messages = new Messages(elements, words, () => settings.sound);
const captions = new Captions(elements.captions);
const history = new History(elements.history, (key) => words.say(key));
const position = (...where) => choices.follow(captions.follow(...where));
const speaker = new Speaker({ report, position, change: soundChanged }, settings.sound);
const view = new View(elements, { words, settings, messages, speaker });
const state = new State((...now) => view.show(...now));

const connection = new Connection(socketAddress(), (resume) => startEvent({ ...settings, channel }, resume), {
  event: (event) => handle(event),
  audio: (samples) => speaker.player?.take(samples),
  link: (link, why) => news(link, why),
});
const microphone = new Microphone((pcm) => connection.sendAudio(pcm), (level) => view.level(level), microphoneLost);
const trouble = (reason) => microphoneTrouble({ reason, messages, words, speaker, question: elements.question });
const talk = new Talk({ connection, microphone, speaker, state, settings, onTrouble: trouble });
const choices = new Choices(elements.choices, elements.reply, (choice) => {
  history.add("you", choice.label);
  talk.choose(choice);
});
const links = new Links(elements.links);
const draft = new Draft(elements.draft, words, (text) => {
  history.add("you", text);
  talk.ask(text);
});
const filed = new Filed(elements.filed, words, channel === "kiosk");
const mine = new Mine(elements.mine ?? null, words);
const complaint = { draft, filed, mine };
const photos = new Photos(elements, { connection, messages, words });
const handle = deskEvents({
  view, captions, choices, history, messages, words, state, speaker, connection, complaint, photos, links,
});
const news = lineNews({ messages, words, speaker, state, microphone });

/** What was heard is worth telling while the desk listens; a sentence heard to its end, later too. */
function report(what) {
  if (connection.ready || what.state === "finished") connection.send({ type: "playback", ...what });
}

function soundChanged() {
  const player = speaker.player;
  if (player && !player.playing) {
    captions.rest();
    choices.follow();
  }
  state.set({ playing: player?.playing ?? false, paused: player?.paused ?? false, blocked: speaker.blocked });
}

function microphoneLost(reason) {
  state.set({ mic: "off", listening: false, voice: false });
  trouble(reason);
}

/** A wish has changed: keep it, show it, and let the desk know from the next sentence. */
function changed(changes) {
  Object.assign(settings, changes);
  saveSettings(settings);
  Object.assign(words, { language: settings.language });
  speaker.sound = settings.sound;
  history.quiet = settings.sound;
  view.translate();
  view.show(state.facts, state.phase, state.phase);
  if (draft.form.asking) draft.draw();
  filed.draw();
  if (changes.language) mine.refresh();
  const update = updateEvent(changes);
  if (update && connection.ready) connection.send(update);
}

bindTalkButton(elements.talk, talk, settings);
bindControls({
  elements, talk, settings, changed, choices, history, messages, words, state, view, speaker, microphone, complaint,
});
addEventListener("pagehide", () => talk.finish());
changed({});
mine.refresh();
