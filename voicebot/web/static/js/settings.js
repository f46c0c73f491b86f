/** What this device remembers of a person's wishes: nothing that was said, and nothing leaves the device. */

import { LANGUAGES } from "./words.js";

const KEY = "voicebot.settings";
const DEFAULTS = {
  language: "ko", mode: "auto", rate: 0.9, sound: true, digits: true, one_by_one: false, large: false, shake: true,
};
const yesOrNo = (v) => typeof v === "boolean";
const ALLOWED = {
  language: (v) => LANGUAGES.includes(v),
  mode: (v) => ["auto", "hold", "press"].includes(v),
  rate: (v) => typeof v === "number" && v >= 0.7 && v <= 1.5,
  sound: yesOrNo,
  digits: yesOrNo,
  one_by_one: yesOrNo,
  large: yesOrNo,
  shake: yesOrNo,
};

/** The slowest and the fastest the desk speaks, and one step of the buttons (product.md). */
export const PACE = { slowest: 0.7, fastest: 1.5, step: 0.1 };

/** @param {string | null} language what the address asks for, which wins */
export function loadSettings(language) {
  const kept = Object.entries(read()).filter(([key, value]) => ALLOWED[key]?.(value));
  const settings = { ...DEFAULTS, ...Object.fromEntries(kept) };
  return ALLOWED.language(language) ? { ...settings, language } : settings;
}

export function saveSettings(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A private window may refuse; the wishes then last as long as the page.
  }
}

function read() {
  try {
    return Object(JSON.parse(localStorage.getItem(KEY)));
  } catch {
    return {};
  }
}

/** The rate after one press of slower (−1) or faster (+1). */
export function paced(rate, direction) {
  const next = Math.round((rate + direction * PACE.step) * 10) / 10;
  return Math.min(PACE.fastest, Math.max(PACE.slowest, next));
}
