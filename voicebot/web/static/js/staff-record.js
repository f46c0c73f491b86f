// Records in the browser for a form that takes a recording: what was said becomes the file of its input.

const WISHES = { audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false } };

for (const box of document.querySelectorAll("[data-recorder]")) new Recorder(box);

function Recorder(box) {
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  const player = box.querySelector("audio");
  const input = document.getElementById(box.dataset.recorder);
  let recorder = null;

  button.addEventListener("click", () => (recorder ? recorder.stop() : begin()));

  async function begin() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(WISHES);
      record(stream);
    } catch {
      status.textContent = box.dataset.refused;
    }
  }

  function record(stream) {
    const parts = [];
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 128_000 });
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    recorder.addEventListener("stop", () => {
      stream.getTracks().forEach((track) => track.stop());
      keep(new Blob(parts, { type: recorder.mimeType }));
      recorder = null;
    });
    recorder.start();
    say(box.dataset.end, box.dataset.now);
  }

  function keep(sound) {
    const ending = sound.type.includes("mp4") ? "m4a" : sound.type.includes("ogg") ? "ogg" : "webm";
    const files = new DataTransfer();
    files.items.add(new File([sound], `recording.${ending}`, { type: sound.type }));
    input.files = files.files;
    URL.revokeObjectURL(player.src);
    player.src = URL.createObjectURL(sound);
    player.hidden = false;
    say(box.dataset.start, box.dataset.done);
  }

  function say(label, told) {
    button.textContent = label;
    status.textContent = told;
  }
}
