/** A microphone or a loudspeaker is plugged out or in: told once, and what was broken off goes on. */
import { hasMicrophone, lacksSpeaker, onPlugged } from "./devices.js";

/**
 * @param {{talk: import("./talk.js").Talk, microphone: () => void, speaker: (there: boolean) => void}} page what to do
 *   when the microphone that was missed is there again, and when the loudspeaker has come or gone
 */
export function watchDevices({ talk, microphone, speaker }) {
  let heard = true;
  const look = async () => {
    if (talk.missing && (await hasMicrophone())) {
      await talk.plugged();
      microphone();
    }
    const there = !(await lacksSpeaker());
    if (there !== heard) speaker((heard = there));
  };
  onPlugged(look);
  look();
}
