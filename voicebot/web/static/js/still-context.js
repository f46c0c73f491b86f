/** Stands in for an audio context where there is no sound device: time goes on, so that captions keep their step. */

const silent = () => ({
  gain: { value: 1 }, buffer: null, connect: (next) => next, start() {}, stop() {}, copyToChannel() {},
});

export class StillContext {
  constructor() {
    Object.assign(this, { state: "running", destination: {}, outputLatency: 0, passed: 0, since: performance.now() });
  }

  /** Seconds, those while it was held left out. */
  get currentTime() {
    const running = this.state === "running" ? performance.now() - this.since : 0;
    return (this.passed + running) / 1000;
  }

  createGain = silent;
  createBuffer = silent;
  createBufferSource = silent;

  async suspend() {
    this.passed = this.currentTime * 1000;
    this.state = "suspended";
  }

  async resume() {
    if (this.state === "running") return;
    Object.assign(this, { state: "running", since: performance.now() });
  }
}
