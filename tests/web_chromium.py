"""The browser of the measurements, and a sound for its microphone."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from voicebot.bench.chromium import FAKE_MICROPHONE, chromium, hears, installed

__all__ = ["FAKE_MICROPHONE", "chromium", "hears", "installed", "write_sine"]


def write_sine(path: Path, hertz: float, seconds: float = 2.0, rate: int = 48000) -> Path:
    """A mono WAV file with a sine that fits a whole number of times, so that it loops without a click."""
    time_s = np.arange(round(seconds * rate)) / rate
    pcm = (0.4 * 32767 * np.sin(2 * np.pi * hertz * time_s)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm.tobytes())
    return path
