/** The wire's sound: PCM16 little-endian mono behind a 4-byte little-endian number (protocol.md, "Audio"). */

/** −1…1 to PCM16; what is louder is clipped. @returns {Int16Array} */
export function toPcm16(samples) {
  return Int16Array.from(samples, (s) => Math.round(Math.max(-1, Math.min(1, s)) * 32767));
}

/** One binary frame. @param {number} seq @param {Int16Array} pcm @returns {ArrayBuffer} */
export function packed(seq, pcm) {
  const frame = new DataView(new ArrayBuffer(4 + 2 * pcm.length));
  frame.setUint32(0, seq, true);
  pcm.forEach((value, i) => frame.setInt16(4 + 2 * i, value, true));
  return frame.buffer;
}

/** What a binary frame holds. @returns {{seq: number, samples: Float32Array}} samples −1…1 */
export function unpacked(buffer) {
  const frame = new DataView(buffer);
  const samples = new Float32Array((buffer.byteLength - 4) >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = frame.getInt16(4 + 2 * i, true) / 32768;
  return { seq: frame.getUint32(0, true), samples };
}
