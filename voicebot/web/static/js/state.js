/** What is going on, as a handful of facts, and the one word that the page shows for it. */

/**
 * link: off | opening | open | lost | queued; mic: off | asking | on; listening: sound goes to the desk;
 * voice: the desk hears a voice; thinking: a turn has ended and no answer sounds yet;
 * presumed: … but the desk has not said so yet;
 * answering: sentences of a reply are still to come; playing, paused: the desk's voice;
 * blocked: the browser holds the sound back until a press.
 */
export const AT_REST = {
  link: "off", mic: "off", listening: false, voice: false, thinking: false, presumed: false,
  answering: false, playing: false, paused: false, blocked: false,
};

/** @returns {"lost"|"queued"|"opening"|"blocked"|"speaking"|"thinking"|"listening"|"ready"} */
export function phase(facts) {
  const signs = [
    ["lost", facts.link === "lost"],
    ["queued", facts.link === "queued"],
    ["opening", facts.link === "opening" || facts.mic === "asking"],
    ["blocked", facts.playing && facts.blocked],
    ["speaking", (facts.playing || facts.answering) && !facts.paused],
    ["thinking", facts.thinking],
    ["listening", facts.listening],
  ];
  return signs.find(([, holds]) => holds)?.[0] ?? "ready";
}

/** Facts that tell whoever watches when they change. */
export class State {
  /** @param {(facts: object, phase: string, before: string) => void} onChange */
  constructor(onChange) {
    this.facts = { ...AT_REST };
    this.onChange = onChange;
  }

  get phase() {
    return phase(this.facts);
  }

  set(changes) {
    const before = this.phase;
    Object.assign(this.facts, changes);
    this.onChange(this.facts, this.phase, before);
  }
}
