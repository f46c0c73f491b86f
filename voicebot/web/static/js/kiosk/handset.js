/** Where the sound goes: to the handset while it is off its hook, where the machine does not switch by itself. */

/** @param {AudioContext} context @param {string} name part of the output's name; "" leaves it to the machine */
export async function toHandset(context, name) {
  if (!name || !context?.setSinkId) return;
  const all = await navigator.mediaDevices.enumerateDevices();
  const found = all.find((d) => d.kind === "audiooutput" && d.label.includes(name));
  if (found) await context.setSinkId(found.deviceId);
}

/** @param {AudioContext} context */
export async function toLoudspeaker(context) {
  if (context?.setSinkId && context.sinkId) await context.setSinkId("");
}
