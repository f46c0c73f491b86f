/** Answers that this device remembers: what was put aside, and what was seen last. Nothing of it leaves the device. */

const KEY = "voicebot.topics";
const MOST = { starred: 12, seen: 4 };
const NONE = { starred: [], seen: [] };

/** @typedef {{id: string, label: string, picture: string, lang: string}} Topic */

/** @returns {{starred: Topic[], seen: Topic[]}} the newest first */
export function kept() {
  try {
    const found = Object(JSON.parse(localStorage.getItem(KEY)));
    return Object.fromEntries(Object.keys(NONE).map((list) => [list, (found[list] ?? []).filter(whole)]));
  } catch {
    return { ...NONE };
  }
}

/** @param {Topic} topic it was looked at */
export const seen = (topic) => put("seen", topic);

/** @param {Topic} topic */
export const star = (topic) => put("starred", topic);

/** @param {string} id */
export const unstar = (id) => store({ ...kept(), starred: without(kept().starred, id) });

/** @param {string} id */
export const starred = (id) => kept().starred.some((one) => one.id === id);

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // A private window may refuse; there is nothing to forget then.
  }
}

function put(list, topic) {
  const now = kept();
  store({ ...now, [list]: [topic, ...without(now[list], topic.id)].slice(0, MOST[list]) });
}

function store(topics) {
  try {
    localStorage.setItem(KEY, JSON.stringify(topics));
  } catch {
    // A private window may refuse; nothing is remembered then.
  }
}

const without = (topics, id) => topics.filter((one) => one.id !== id);
const whole = (one) => /^[a-z0-9-]+$/.test(one?.id) && /^[a-z-]+$/.test(one.picture) && typeof one.label === "string";
