/** The microphone's end of the audio thread: mono at the device's rate in, 40 ms of PCM16 at 16 kHz out. */
import { toPcm16 } from "./pcm.js";
import { Resampler } from "./resampler.js";

const RATE = 16000;
const FRAME = RATE * 0.04;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(sampleRate, RATE);
    this.frame = new Float32Array(FRAME);
    this.filled = 0;
  }

  process([channels]) {
    if (channels.length) this.resampler.push(mixed(channels)).forEach((sample) => this.#take(sample));
    return true;
  }

  #take(sample) {
    this.frame[this.filled++] = sample;
    if (this.filled < FRAME) return;
    this.filled = 0;
    const level = Math.sqrt(this.frame.reduce((sum, s) => sum + s * s, 0) / FRAME);
    const pcm = toPcm16(this.frame);
    this.port.postMessage({ pcm, level }, [pcm.buffer]);
  }
}

function mixed(channels) {
  if (channels.length === 1) return channels[0];
  return channels[0].map((_, i) => channels.reduce((sum, c) => sum + c[i], 0) / channels.length);
}

registerProcessor("capture", Capture);
