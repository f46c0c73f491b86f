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
import { drawn } from "./picture.js";
import { watchDevices } from "./plugging.js";
import { inTheDesksVoice } from "./say-aloud.js";
import { Signs } from "./signs.js";
import { Speaker } from "./speaker.js";
import { startEvent, updateEvent } from "./start.js";
import { State } from "./state.js";
import { bindTalkButton } from "./talk-button.js";
import { Talk } from "./talk.js";
import { Transcript } from "./transcript.js";
import { lineNews, microphoneTrouble } from "./trouble.js";
import { View } from "./view.js";
import { Words } from "./words.js";

const named = document.querySelectorAll("[id]");
const elements = Object.fromEntries(Array.from(named, (e) => [e.id.replaceAll("-", "_"), e]));
const settings = loadSettings(new URLSearchParams(location.search).get("lang"));
const words = new Words(settings.language, { phone: document.body.dataset.phone });
const { channel } = document.body.dataset;

const picture = (place) => drawn(elements.talk_icon.dataset.sprite, place);
const aloud = (...said) => inTheDesksVoice(speaker)(...said);
const messages = new Messages(elements, words, () => settings.sound, picture, aloud);
const captions = new Captions(elements.captions);
const history = new History(elements.history, (key) => words.say(key));
const speaker = new Speaker({ report, position, change: soundChanged }, settings.sound);
const signs = new Signs(speaker, () => settings.shake);
const view = new View(elements, { words, settings, messages, signs });
const state = new State((...now) => view.show(...now));

const connection = new Connection(socketAddress(), (resume) => startEvent({ ...settings, channel }, resume), {
  event: (event) => handle(event),
  audio: (samples) => speaker.player?.take(samples),
  link: (link, why) => news(link, why),
});
const microphone = new Microphone((pcm) => connection.sendAudio(pcm), (level) => view.level(level), microphoneLost);
const trouble = (reason) => microphoneTrouble({ reason, messages, words, signs, question: elements.question });
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
  view, captions, choices, history, messages, words, state, speaker, signs, connection, complaint, photos, links,
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
  talk.unplugged();
  trouble(reason);
}

/** Who wants large captions looks at nothing else meanwhile: they stay in sight. */
function position(...where) {
  choices.follow(captions.follow(...where));
  if (settings.large) captions.place?.scrollIntoView({ block: "nearest" });
}

function microphoneBack() {
  messages.clear("alert", true);
  messages.infoAloud({ title: words.say("plugged"), names: ["plugged"] });
}

function speakerChanged(there) {
  if (there) messages.clear("alert", true);
  if (there) return messages.infoAloud({ title: words.say("audible"), names: ["audible"] });
  signs.give("error");
  return messages.alert({ title: words.say("inaudible"), help: words.say("inaudible_help"), standing: true });
}

/** A wish has changed: keep it, show it, and let the desk know from the next sentence. */
function changed(changes) {
  Object.assign(settings, changes);
  saveSettings(settings);
  Object.assign(words, { language: settings.language });
  speaker.sound = settings.sound;
  history.quiet = settings.sound;
  document.documentElement.dataset.captions = settings.large ? "large" : "usual";
  view.translate();
  view.show(state.facts, state.phase, state.phase);
  if (draft.form.asking) draft.draw();
  filed.draw();
  if (changes.language) mine.refresh();
  if ("one_by_one" in changes && connection.ready) talk.command(settings.one_by_one ? "one_by_one" : "all_at_once");
  const update = updateEvent(changes);
  if (update && connection.ready) connection.send(update);
}

new Transcript(elements, words, messages);
watchDevices({ talk, microphone: microphoneBack, speaker: speakerChanged });
bindTalkButton(elements.talk, talk, settings);
bindControls({
  elements, talk, settings, changed, choices, history, messages, words, state, view, speaker, microphone, complaint,
});
addEventListener("pagehide", () => talk.finish());
changed({});
mine.refresh();
