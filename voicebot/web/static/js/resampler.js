/**
 * Streaming change of sample rate: a windowed sinc over an exact rational step, so that nothing drifts and
 * whatever the slower rate cannot carry is filtered out first (no aliasing).
 */

/** Zero crossings of the sinc kept on each side: more is steeper and dearer. */
const CROSSINGS = 24;
/** Pass band as a share of the lower Nyquist frequency; the stop band begins at about 1.0. */
const ROLL_OFF = 0.9;
/** Kaiser window shape: about 80 dB of attenuation. */
const BETA = 8;

export class Resampler {
  /**
   * @param {number} from rate of what comes in, Hz
   * @param {number} to rate of what goes out, Hz
   */
  constructor(from, to) {
    const divisor = greatestCommonDivisor(Math.round(from), Math.round(to));
    this.up = Math.round(to) / divisor;
    this.down = Math.round(from) / divisor;
    const cutoff = Math.min(1, to / from) * ROLL_OFF;
    this.half = Math.ceil(CROSSINGS / cutoff);
    this.phases = Array.from({ length: this.up }, (_, p) => taps(p / this.up, cutoff, this.half));
    this.held = new Float32Array(this.half); // silence before the first sample
    this.at = this.half; // where the next output lies in `held`, whole samples
    this.phase = 0; // … and the rest, in 1/up of a sample
  }

  /** Whatever can be said of the output once `samples` (mono, −1…1) have come. @returns {Float32Array} */
  push(samples) {
    if (this.up === this.down) return Float32Array.from(samples);
    const input = joined(this.held, samples);
    const output = new Float32Array(this.#count(input.length));
    for (let i = 0; i < output.length; i++) {
      output[i] = convolved(input, this.at - this.half + 1, this.phases[this.phase]);
      this.phase += this.down;
      this.at += Math.floor(this.phase / this.up);
      this.phase %= this.up;
    }
    const keep = Math.max(0, this.at - this.half + 1);
    this.held = input.slice(keep);
    this.at -= keep;
    return output;
  }

  /** How many outputs have all the input that they need. */
  #count(length) {
    const room = length - this.half - this.at; // whole samples the position may still move
    return room <= 0 ? 0 : Math.ceil((room * this.up - this.phase) / this.down);
  }
}

/** Weights of the 2 · half samples around a point that lies `fraction` after a sample; they add up to 1. */
function taps(fraction, cutoff, half) {
  const weights = Float32Array.from({ length: 2 * half }, (_, i) => {
    const distance = i - half + 1 - fraction;
    return sinc(distance * cutoff) * kaiser(distance / half);
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}

function convolved(input, start, weights) {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += input[start + k] * weights[k];
  return sum;
}

const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const kaiser = (x) => (Math.abs(x) > 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA));

/** Modified Bessel function of the first kind, order zero, by its power series. */
function bessel(x) {
  let sum = 1;
  for (let k = 1, term = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const greatestCommonDivisor = (a, b) => (b === 0 ? a : greatestCommonDivisor(b, a % b));

function joined(a, b) {
  const all = new Float32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
