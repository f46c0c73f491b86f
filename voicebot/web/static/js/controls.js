/** Everything else that can be pressed: commands, typing, settings, keys. */
import { paced } from "./settings.js";
import { canShake } from "./signs.js";

const COMMANDS = ["repeat", "slower", "faster", "louder", "softer", "stop", "more", "back"];
const SWITCHES = ["sound", "digits", "one_by_one", "large", "shake"];

export function bindControls(page) {
  bindCommands(page);
  bindTyping(page);
  bindSettings(page);
  bindKeys(page);
  bindSight(page);
}

function bindCommands({ elements, talk, settings, changed, history, messages, words }) {
  for (const name of COMMANDS) {
    elements[name].addEventListener("click", () => {
      const direction = { slower: -1, faster: 1 }[name];
      talk.command(name);
      if (direction) changed({ rate: paced(settings.rate, direction) });
      if (!settings.sound) messages.status(words.say(`did_${name}`));
    });
  }
  for (const name of ["yes", "no"]) {
    elements[name].addEventListener("click", () => {
      history.add("you", words.say(`answer_${name}`));
      talk.ask(words.say(`answer_${name}`));
    });
  }
  elements.done.addEventListener("click", () => talk.done());
  elements.mic_off.addEventListener("click", () => talk.micOff());
}

function bindTyping({ elements, talk, history, messages, words, view }) {
  const ask = (text) => {
    history.add("you", text);
    view.heard("", true);
    view.typed = true;
    talk.ask(text);
  };
  elements.typing.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = elements.question.value.trim();
    elements.typing_problem.textContent = text ? "" : words.say("empty");
    elements.question.setAttribute("aria-invalid", `${!text}`);
    if (!text) return elements.question.focus();
    elements.question.value = "";
    ask(text);
  });
  for (const example of elements.examples.querySelectorAll("button")) {
    example.addEventListener("click", () => {
      ask(example.textContent);
      elements.talk.focus();
    });
  }
}

function bindSettings({ elements, talk, settings, changed, choices, history, messages, words, view, state, complaint }) {
  for (const radio of elements.modes.querySelectorAll("input")) {
    radio.checked = radio.value === settings.mode;
    radio.addEventListener("change", () => {
      if (state.facts.listening) talk.micOff();
      changed({ mode: radio.value });
    });
  }
  for (const name of SWITCHES) {
    elements[name].checked = settings[name];
    elements[name].addEventListener("change", () => changed({ [name]: elements[name].checked }));
  }
  elements.shake_option.hidden = !canShake();
  elements.language.addEventListener("click", () => {
    const language = words.next;
    const address = new URL(location.href);
    address.searchParams.set("lang", language);
    window.history.replaceState(null, "", address);
    changed({ language });
  });
  elements.finish.addEventListener("click", () => {
    talk.finish();
    history.clear();
    choices.show([]);
    complaint.draft.hide();
    complaint.filed.hide();
    view.reset();
    messages.info({ title: words.say("finished") });
  });
}

/** Escape silences the desk; digits pick a choice unless the person has turned that off (WCAG 2.1.4). */
function bindKeys({ talk, settings, choices, state, speaker, microphone }) {
  document.addEventListener("keydown", (event) => {
    speaker.wakeIfMade();
    microphone.wake();
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && ["speaking", "thinking"].includes(state.phase)) talk.interrupt();
    if (settings.digits && /^[1-9]$/.test(event.key) && !isTextBox(event.target)) choices.key(event.key);
  });
  document.addEventListener("pointerdown", () => {
    speaker.wakeIfMade();
    microphone.wake();
  });
}

const isTextBox = (element) => element.matches("input:not([type=radio]):not([type=checkbox]), textarea");

/** The desk does not listen to a page that is out of sight. */
function bindSight({ talk, settings, messages, words }) {
  let left = false;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") left = talk.leave();
    else if (left) {
      left = false;
      messages.info({ title: words.say("hidden") });
      if (settings.mode === "auto") talk.listen();
    }
  });
}
