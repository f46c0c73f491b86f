/** What is plugged in: whether there is anything to hear with or to speak into, and when that changes. */

const all = async () => (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
const has = async (kind) => (await all()).some((device) => device.kind === kind);

/** Browsers that cannot choose a loudspeaker do not tell of any; then nobody knows that there is none. */
const tellsOfSpeakers = () => "setSinkId" in (window.AudioContext ?? HTMLMediaElement).prototype;

export const hasMicrophone = () => has("audioinput");
export const lacksSpeaker = async () => tellsOfSpeakers() && (await all()).length > 0 && !(await has("audiooutput"));

/** @param {() => void} act what to do when something is plugged in or out */
export function onPlugged(act) {
  navigator.mediaDevices?.addEventListener?.("devicechange", act);
}
