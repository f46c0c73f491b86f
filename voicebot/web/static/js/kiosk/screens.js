/** What each screen shows and says, and how everything that a talk has left on it goes away. */
import { offers } from "./panels.js";
import { panelOf } from "./stage.js";

/** Panels that say by themselves what they offer, where the caller opens them; of the others the desk speaks. */
const SPEAKING = ["sound", "look", "help", "number"];

/** @param {object} page root, elements, panel, prompts, messages, settings, and later kiosk */
export function drawing(page) {
  const { root, elements, panel, prompts, messages } = page;
  return (screen, before, said) => {
    root.dataset.screen = screen;
    const shown = offers(screen, prompts.label);
    elements.panel.hidden = !shown.length;
    elements.panel_words.textContent = said ?? prompts.text(panelOf(screen));
    panel.show(shown);
    if (screen === before) return;
    messages.clear("info");
    const speaks = SPEAKING.includes(panelOf(screen)) && said === undefined;
    if (speaks) page.kiosk.hush();
    messages.status(elements.panel_words.textContent);
    if (shown.length) elements.panel_words.focus();
    if (speaks) prompts.say(panelOf(screen));
  };
}

/** @param {object} page elements, captions, lists (of tiles), draft, filed, messages, view, look, prompts, settings */
export function clearing(page) {
  return () => {
    page.captions.show({ reply_id: null, sentences: [] });
    page.lists.forEach((list) => list.show([]));
    page.draft.hide();
    page.filed.hide();
    ["alert", "info"].forEach((place) => page.messages.clear(place));
    page.view.reset();
    page.look.reset();
    page.prompts.volume = 1;
    page.settings.one_by_one = false;
    if (page.settings.language !== "ko") page.kiosk.speak("ko", false);
  };
}
