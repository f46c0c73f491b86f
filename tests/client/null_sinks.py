"""Two null sinks for a test, which is skipped where there is no PulseAudio; and how long a tone is heard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest

from voicebot.bench.kiosk.sinks import RATE, Sinks
from voicebot.bench.kiosk.sinks import null_sinks as made_sinks
from voicebot.errors import EngineError

__all__ = ["RATE", "Sinks", "null_sinks", "share_of_tone"]


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
    with ExitStack() as stack:
        try:
            sinks = stack.enter_context(made_sinks(folder))
        except EngineError as error:
            pytest.skip(error.message)
        yield sinks
