/** Which screen is shown: from each of them, where every event leads. */

const PANELS = ["sound", "look", "help", "number"];
const opens = Object.fromEntries(PANELS.map((name) => [name, name]));
const panel = { ...opens, close: "talk", warn: "warn", end: "over", home: "talk" };

const WAYS = {
  wait: { start: "talk", look: "wait_look", help: "wait_help" },
  wait_look: { close: "wait", start: "talk", help: "wait_help" },
  wait_help: { close: "wait", start: "talk", look: "wait_look" },
  talk: { ...opens, warn: "warn", end: "over" },
  ...Object.fromEntries(PANELS.map((name) => [name, panel])),
  warn: { stay: "talk", end: "over", close: "talk" },
  over: { rest: "wait", start: "talk", help: "wait_help" },
};

/** @param {string} screen @param {string} event @returns {string} the next screen; the same where it means nothing */
export const next = (screen, event) => WAYS[screen]?.[event] ?? screen;

/** The panel that a screen shows over the talk, if it does. */
export const panelOf = (screen) => screen.replace("wait_", "");

/** Whether somebody is in a talk. */
export const talking = (screen) => screen === "talk" || screen === "warn" || PANELS.includes(screen);

export const SCREENS = Object.keys(WAYS);
