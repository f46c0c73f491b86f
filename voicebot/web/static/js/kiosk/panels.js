/** The panels: what each offers, in the order of its numbers. The name is a label, the picture a symbol. */

const OFFERS = {
  sound: [["louder"], ["softer"], ["slower"], ["faster"], ["hush"], ["back"]],
  look: [["bigger"], ["colours"], ["lower"], ["cover"], ["language", "globe"], ["back"]],
  wait_look: [["bigger"], ["colours"], ["lower"], ["language", "globe"], ["back"]],
  help: [["call", "bell"], ["person", "phone"], ["how", "question"], ["singly", "steps"], ["danger", "sos"], ["back"]],
  wait_help: [["call", "bell"], ["back"]],
  warn: [["stay", "yes"], ["finish", "end"]],
  over: [["start", "mic"]],
};
/** As on a telephone; a press is a digit for the desk. */
const PAD = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** @param {string} screen @param {(name: string) => string} label @returns {object[]} what its tiles show */
export function offers(screen, label) {
  if (screen === "number") return [...PAD.map(digit), closing(label)];
  return (OFFERS[screen] ?? []).map(([name, picture = name], i) => ({
    id: name, number: i + 1, label: label(name), picture, say: `label.${name}`,
  }));
}

const digit = (key) => ({ id: `key-${key}`, label: key, picture: null, say: NAMES[key] ?? `digit.${key}`, key });
const NAMES = { "*": "label.star", "#": "label.hash" };
const closing = (label) => ({ id: "back", label: label("back"), picture: "back", say: "label.back" });
