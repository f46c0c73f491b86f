/** What is said when the microphone or the line fails: what happened, and what to do. */

/** @param {{reason: string, messages, words, signs, question: HTMLElement}} what */
export function microphoneTrouble({ reason, messages, words, signs, question }) {
  signs.give("error");
  messages.alert({
    title: words.say(reason),
    help: words.say(`${reason}_help`),
    names: [reason, `${reason}_help`],
    standing: reason === "unplugged",
    action: { label: words.say("type_instead"), run: () => question.focus() },
  });
}

/** @returns {(link: string, why?: string) => void} what to do when the state of the line changes */
export function lineNews({ messages, words, speaker, state, microphone }) {
  const lost = () => {
    if (state.facts.link === "lost") return;
    messages.alert({ title: words.say("lost_help"), names: ["lost_help"] });
  };
  const open = (why) => {
    const wasLost = state.facts.link === "lost";
    messages.clear("info");
    if (!wasLost) return;
    messages.clear("alert");
    speaker.player?.clear(false);
    messages.status(words.say("back"));
    state.set({ answering: false });
    if (why === "new") messages.infoAloud({ title: words.say("anew"), names: ["anew"] });
  };
  const off = (why) => {
    microphone.close();
    speaker.player?.clear(false);
    state.set({ mic: "off", listening: false, voice: false, thinking: false, answering: false });
    if (why === "idle") messages.infoAloud({ title: words.say("idle"), names: ["idle"] });
    if (why === "refused" && !messages.shown("alert")) messages.alert({ title: words.say("refused_link") });
  };
  return (link, why) => {
    ({ lost, open, off })[link]?.(why);
    state.set({ link, ...(link === "lost" && { voice: false }) });
  };
}
