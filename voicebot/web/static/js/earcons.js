/** Soft tones that say what the desk is doing, for whoever does not look. */

/**
 * Notes: [frequency Hz, start s, length s]. Rising: your turn. One low bell: heard. Falling: something is wrong.
 * One high note: at rest. Two alike: wait. Three rising: done.
 */
const TONES = {
  listening: [[523, 0, 0.14], [784, 0.12, 0.22]],
  heard: [[587, 0, 0.2]],
  error: [[392, 0, 0.2], [294, 0.18, 0.32]],
  ready: [[659, 0, 0.12]],
  wait: [[494, 0, 0.12], [494, 0.22, 0.12]],
  done: [[523, 0, 0.12], [659, 0.11, 0.12], [784, 0.22, 0.26]],
};
const LOUDNESS = 0.12;
const ATTACK_S = 0.02;

/** @param {AudioContext} context @param {string} name of the tones */
export function chime(context, name) {
  if (context.state !== "running") return;
  TONES[name].forEach(([frequency, start, length]) => note(context, frequency, context.currentTime + start, length));
}

function note(context, frequency, start, length) {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + ATTACK_S);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
}
