"""A PulseAudio of one's own with two null sinks: what is played into `ear` the handset hears."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from voicebot.audio import Audio
from voicebot.audio.resample import resample

RATE = 48000
NEEDED = ("pulseaudio", "pactl", "pacat", "parec")


class Sinks:
    """The microphone's side and the loudspeaker's side of a device."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = f"unix:{folder / 'native'}"
        self.environment = {**os.environ, "PULSE_SERVER": self.server, "HOME": str(folder)}

    def control(self, *words: str) -> str:
        """Run ``pactl``."""
        done = subprocess.run(
            ["pactl", *words], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def plug_in(self) -> None:
        """Both sides are there."""
        for name in ("ear", "mouth"):
            sink = f"sink_name={name}"
            self.control("load-module", "module-null-sink", sink, f"rate={RATE}", "channels=1")

    def unplug(self) -> None:
        """Neither is."""
        self.control("unload-module", "module-null-sink")

    def play(self, sound: Audio) -> None:
        """Speak into the handset's microphone, to the end."""
        pcm = resample(sound, RATE).to_pcm16()
        command = ["pacat", "--device=ear", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw"]
        subprocess.run(command, env=self.environment, input=pcm, check=True)

    @contextmanager
    def recording(self) -> Iterator[list[bytes]]:
        """What the handset plays meanwhile; complete when the block has ended."""
        command = [
            "parec", "--device=mouth.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw",
            "--latency-msec=50",
        ]  # fmt: skip
        path = self.folder / f"heard-{time.monotonic_ns()}"
        with path.open("wb") as written:
            process = subprocess.Popen(command, env=self.environment, stdout=written)
            kept: list[bytes] = []
            try:
                yield kept
            finally:
                process.terminate()
                process.wait(10)
        kept.append(path.read_bytes())


def share_of_tone(recorded: bytes, hertz: float) -> float:
    """Seconds of a recording in which a tone is heard."""
    sound = np.frombuffer(recorded[: len(recorded) // 2 * 2], "<i2").astype(np.float32) / 32768
    size = RATE // 50
    frames = sound[: len(sound) // size * size].reshape(-1, size)
    wave = np.exp(-2j * np.pi * hertz * np.arange(size) / RATE)
    level = np.abs(frames @ wave) / size
    return float((level > 0.03).sum() * size / RATE)


@contextmanager
def null_sinks(folder: Path) -> Iterator[Sinks]:
    """Start it, and stop it; skips where PulseAudio is not installed."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: apt install pulseaudio pulseaudio-utils")
    sinks = Sinks(folder)
    door = f"module-native-protocol-unix socket={folder / 'native'} auth-anonymous=1"
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    command += ["--disable-shm=yes", "-L", door]
    environment = {**sinks.environment, "XDG_RUNTIME_DIR": str(folder)}
    with (folder / "pulse.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _until_there(sinks)
            yield sinks
        finally:
            process.terminate()
            process.wait(10)


def _until_there(sinks: Sinks, patience_s: float = 20.0) -> None:
    end = time.monotonic() + patience_s
    while True:
        try:
            sinks.plug_in()
            return
        except subprocess.CalledProcessError:
            pass
        if time.monotonic() > end:
            pytest.skip("PulseAudio does not start: " + (sinks.folder / "pulse.log").read_text()[-500:])
        time.sleep(0.1)
