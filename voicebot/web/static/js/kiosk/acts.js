/** What every button, key and number does, by its name: one table, so that no way of pressing can do more. */

const COMMANDS = { louder: 1.25, softer: 0.8, slower: 1, faster: 1 };

/** @param {object} kiosk @returns {Record<string, () => void>} */
export function acts(kiosk) {
  const { talk, look, prompts, view, go, say } = kiosk;
  const wish = (name) => () => {
    prompts.stop();
    view.home(name === "start_over");
    talk.command(name);
  };
  const paced = ([name, factor]) => [name, () => {
    prompts.volume = Math.min(2, Math.max(0.25, prompts.volume * factor));
    wish(name)();
  }];
  const answer = (word) => () => kiosk.ask(kiosk.words.say(word));
  const opening = (name) => [name, () => go(name)];
  const looking = ([name, change]) => [name, () => say(change())];
  return {
    ...Object.fromEntries(["sound", "look", "help", "number"].map(opening)),
    ...Object.fromEntries(Object.entries(COMMANDS).map(paced)),
    ...Object.fromEntries([
      ["bigger", () => look.bigger()], ["colours", () => look.recolour()], ["lower", () => look.lower()],
      ["cover", () => look.hide()],
    ].map(looking)),
    start: () => kiosk.start(),
    talk: () => kiosk.press(),
    home: () => { go("home"); wish("start_over")(); },
    repeat: wish("repeat"),
    hush: () => kiosk.hush(),
    more: wish("more"),
    next: wish("more"),
    prev: wish("back"),
    singly: () => {
      kiosk.settings.one_by_one = !kiosk.settings.one_by_one;
      wish(kiosk.settings.one_by_one ? "one_by_one" : "all_at_once")();
    },
    how: () => { go("close"); wish("help")(); },
    person: () => { go("close"); wish("person")(); },
    danger: () => { go("close"); answer("ask_danger")(); },
    yes: answer("answer_yes"),
    no: answer("answer_no"),
    back: () => kiosk.back(),
    language: () => kiosk.speak(kiosk.words.next),
    call: () => kiosk.ring(),
    stay: () => kiosk.stay(),
    finish: () => kiosk.end(),
    end: () => kiosk.end(),
  };
}
