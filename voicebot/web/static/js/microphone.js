/** The microphone: opened once, then let through only while it is the person's turn. */

/** Frames kept on the page until the gate opens: 400 ms, so that the start of "네" is not lost. */
const PRE_ROLL = 10;
const WISHES = { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 } };

/** Why there is no microphone. `reason` is a key of the page's words: insecure, refused, missing, busy. */
export class MicrophoneError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

export class Microphone {
  /**
   * @param {(pcm: Int16Array) => void} onFrame 40 ms of 16 kHz PCM16, only while the gate is open
   * @param {(level: number) => void} onLevel loudness of each frame, 0…1
   * @param {(reason: string) => void} onLost the device went away
   */
  constructor(onFrame, onLevel, onLost) {
    Object.assign(this, { onFrame, onLevel, onLost, preRoll: [], letting: false, stream: null, opening: null });
  }

  /** Ask for the microphone; at once when it is open. @throws {MicrophoneError} */
  open() {
    if (this.stream) return Promise.resolve();
    this.opening ??= this.#open().finally(() => (this.opening = null));
    return this.opening;
  }

  async #open() {
    if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode) throw new MicrophoneError("insecure");
    const context = new AudioContext();
    try {
      const stream = await navigator.mediaDevices.getUserMedia(WISHES);
      await this.#connect(context, stream);
    } catch (error) {
      await context.close();
      throw new MicrophoneError(reasonOf(error));
    }
  }

  async #connect(context, stream) {
    await context.audioWorklet.addModule(new URL("capture-worklet.js", import.meta.url));
    const node = new AudioWorkletNode(context, "capture", { numberOfOutputs: 1 });
    node.port.onmessage = ({ data }) => this.#frame(data);
    // The node writes silence; without a way to the loudspeaker some browsers never run it.
    context.createMediaStreamSource(stream).connect(node).connect(context.destination);
    stream.getAudioTracks()[0].addEventListener("ended", () => this.#lost());
    Object.assign(this, { stream, context });
    await context.resume();
  }

  #frame({ pcm, level }) {
    this.onLevel(this.letting ? level : 0);
    if (this.letting) return this.onFrame(pcm);
    this.preRoll.push(pcm);
    if (this.preRoll.length > PRE_ROLL) this.preRoll.shift();
  }

  /** Let sound through, beginning with the pre-roll. */
  start() {
    if (this.letting) return;
    this.letting = true;
    this.preRoll.splice(0).forEach((pcm) => this.onFrame(pcm));
  }

  /** Let no sound through; the device stays open for the next turn. */
  stop() {
    this.letting = false;
    this.preRoll = [];
    this.onLevel(0);
  }

  /** Give the device back; the browser's recording sign goes out. */
  close() {
    this.stop();
    this.stream?.getTracks().forEach((track) => track.stop());
    this.context?.close();
    this.stream = this.context = null;
  }

  /** A context put to sleep by the system wakes on the person's next action. */
  wake() {
    if (this.context?.state === "suspended") this.context.resume();
  }

  #lost() {
    this.close();
    this.onLost("unplugged");
  }
}

/** @param {Error} error what getUserMedia threw */
export function reasonOf(error) {
  const reasons = {
    NotAllowedError: "refused",
    SecurityError: "refused",
    NotFoundError: "missing",
    OverconstrainedError: "missing",
  };
  return reasons[error.name] ?? "busy";
}
