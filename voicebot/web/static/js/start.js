/** The first frame of a connection (protocol.md, `session.start`). */

/**
 * @param {{language: string, mode: string, rate: number, channel: string, one_by_one?: boolean}} settings
 * @param {object} [resume] where a broken connection left off
 */
export function startEvent(settings, resume) {
  return {
    type: "session.start",
    protocol: 1,
    language: settings.language,
    channel: settings.channel,
    audio: { in: { format: "pcm16", rate: 16000 }, out: { format: "pcm16", rate: 24000 } },
    ...turn(settings),
    speech: { rate: settings.rate, volume: 1.0, captions: true, one_by_one: settings.one_by_one ?? false },
    ...(resume && { resume }),
  };
}

/** What the desk must be told when a wish changes; the pace of speech goes by `command`. */
export function updateEvent(changes) {
  const parts = { ...(changes.language && { language: changes.language }), ...(changes.mode && turn(changes)) };
  return Object.keys(parts).length ? { type: "session.update", ...parts } : null;
}

const turn = ({ mode }) => ({ turn: { mode, patience: 1.0 } });
