/** What the desk says, and what the page does about it: a handler an event (protocol.md, "Desk → client"). */

/**
 * @param {{view, captions, choices, history, messages, words, state, speaker, signs, connection, links, complaint,
 *   photos}} page
 */
export function deskEvents(page) {
  const { view, captions, choices, history, messages, words, state, connection, links } = page;
  const { draft, filed, mine } = page.complaint;
  const player = () => page.speaker.player;

  const line = {
    "session.created": ({ desk }) => {
      view.desk(desk);
      for (const watch of mine.watches) connection.send(watch);
    },
    "session.queue": ({ say }) => messages.infoAloud({ title: say }),
    notice: ({ kind, say }) => kind === "forgotten" ? forget() : messages.infoAloud({ title: say, action: kind === "timeout_soon" ? stay() : undefined }),
    error: ({ say }) => {
      state.set({ thinking: false, answering: false });
      page.signs.give("error");
      messages.alert({ title: say });
    },
  };
  const hearing = {
    "input_audio_buffer.speech_started": () => state.set({ voice: true }),
    "input_audio_buffer.speech_stopped": () => state.set({ voice: false }),
    "turn.ended": () => state.set({ thinking: true, presumed: false, voice: false }),
    "turn.reopened": () => state.set({ thinking: false, answering: false, voice: true }),
    "input_audio_transcription.delta": ({ text }) => view.heard(text, false),
    "input_audio_transcription.completed": ({ text }) => {
      view.heard(text, true);
      history.add("you", text);
    },
  };
  let interim = false; // "one moment, please": the page goes on waiting
  const speaking = {
    "response.created": (reply) => {
      interim = reply.interim;
      messages.clear("info");
      messages.clear("alert");
      captions.show(reply);
      view.reply(reply);
      choices.show(reply.choices ?? [], reply.calls ?? []);
      links.show(reply.links ?? []);
      if (!interim) history.add("desk", reply.sentences.join(" "));
    },
    "response.audio.started": ({ reply_id, sentence }) => {
      state.set({ thinking: false, presumed: false, answering: true });
      player()?.begin(reply_id, sentence);
    },
    "response.audio.marks": ({ reply_id, sentence, marks }) => captions.mark(reply_id, sentence, marks),
    "response.audio.done": ({ status }) => player()?.finish(status),
    "output_audio.pause": () => player()?.pause(),
    "output_audio.resume": () => {
      player()?.resume();
      state.set({ thinking: false });
    },
    "output_audio.clear": () => {
      player()?.clear();
      state.set({ answering: false });
    },
    "response.done": () => state.set({ thinking: interim, answering: false }),
  };
  const complaints = {
    "complaint.draft": ({ form }) => draft.show(form),
    "complaint.readback": ({ summary }) => draft.readback(summary),
    "complaint.filed": (event) => {
      draft.hide();
      page.signs.give("done");
      filed.show(event);
      mine.add(event);
    },
    "complaint.joined": ({ receipt }) => {
      draft.hide();
      messages.info({ title: words.say("receipt", { receipt }) });
    },
    "complaint.photos": (now) => page.photos.show(now),
    // The desk itself says it, when nothing else is being said.
    "complaint.status": (event) => {
      messages.info({ title: event.say });
      filed.changed(event);
      mine.changed(event);
    },
  };

  /** The desk has forgotten what was said; so does the page. */
  const forget = () => {
    history.clear();
    choices.show([]);
    draft.hide();
    view.heard("", true);
  };
  const stay = () => ({
    label: words.say("stay"),
    run: () => {
      connection.send({ type: "command", name: "wait" });
      messages.clear("info");
    },
  });
  const handlers = { ...line, ...hearing, ...speaking, ...complaints };
  return (event) => handlers[event.type]?.(event);
}
