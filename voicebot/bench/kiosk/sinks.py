"""A PulseAudio of one's own with two null sinks: what is played into `ear` is a device's microphone."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voicebot.audio import Audio
from voicebot.audio.resample import resample
from voicebot.errors import EngineError

__all__ = ["RATE", "Sinks", "null_sinks"]

RATE = 48000
_NEEDED = ("pulseaudio", "pactl", "pacat", "parec")
_PATIENCE_S = 20.0


class Sinks:
    """The microphone's side and the loudspeaker's side of a device.

    Attributes:
        folder: for its socket and its log.
        server: where it answers.
        environment: of a process that is to use it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = f"unix:{folder / 'native'}"
        self.environment = {**os.environ, "PULSE_SERVER": self.server, "HOME": str(folder)}

    def control(self, *words: str) -> str:
        """Run ``pactl``."""
        command = ["pactl", *words]
        done = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)  # noqa: S603
        return done.stdout.strip()

    def plug_in(self) -> None:
        """Both sides are there."""
        for name in ("ear", "mouth"):
            sink = f"sink_name={name}"
            self.control("load-module", "module-null-sink", sink, f"rate={RATE}", "channels=1")

    def as_device(self) -> None:
        """Make of what is played into `ear` a microphone, `mic`: a browser takes no monitor of a sink."""
        self.control("load-module", "module-remap-source", "master=ear.monitor", "source_name=mic")
        self.control("set-default-source", "mic")
        self.control("set-default-sink", "mouth")

    def unplug(self) -> None:
        """Neither is."""
        self.control("unload-module", "module-null-sink")

    def play(self, sound: Audio) -> None:
        """Speak into the device's microphone, to the end."""
        pcm = resample(sound, RATE).to_pcm16()
        command = ["pacat", "--device=ear", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw"]
        subprocess.run(command, env=self.environment, input=pcm, check=True)  # noqa: S603

    @contextmanager
    def recording(self) -> Iterator[list[bytes]]:
        """What the device plays meanwhile; complete when the block has ended."""
        command = [
            "parec", "--device=mouth.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw",
            "--latency-msec=50",
        ]  # fmt: skip
        path = self.folder / f"heard-{time.monotonic_ns()}"
        with path.open("wb") as written:
            process = subprocess.Popen(command, env=self.environment, stdout=written)  # noqa: S603
            kept: list[bytes] = []
            try:
                yield kept
            finally:
                process.terminate()
                process.wait(10)
        kept.append(path.read_bytes())


@contextmanager
def null_sinks(folder: Path) -> Iterator[Sinks]:
    """Start it, and stop it.

    Raises:
        EngineError: ``no_virtual_sound``: PulseAudio is not installed, or does not start.
    """
    missing = [name for name in _NEEDED if not shutil.which(name)]
    if missing:
        needs = f"Needs {', '.join(missing)}: apt install pulseaudio pulseaudio-utils"
        raise EngineError("no_virtual_sound", needs)
    sinks = Sinks(folder)
    door = f"module-native-protocol-unix socket={folder / 'native'} auth-anonymous=1"
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    command += ["--disable-shm=yes", "-L", door]
    environment = {**sinks.environment, "XDG_RUNTIME_DIR": str(folder)}
    with (folder / "pulse.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603
        try:
            _until_there(sinks)
            yield sinks
        finally:
            process.terminate()
            process.wait(10)


def _until_there(sinks: Sinks) -> None:
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            sinks.plug_in()
            return
        except subprocess.CalledProcessError:
            pass
        if time.monotonic() > end:
            log = (sinks.folder / "pulse.log").read_text()[-500:]
            raise EngineError("no_virtual_sound", f"PulseAudio does not start: {log}")
        time.sleep(0.1)
