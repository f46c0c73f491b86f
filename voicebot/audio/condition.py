"""In what state a recording is: how loud the voice, how loud the room, how much was cut off at full scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicebot.audio.level import SILENCE_DB, peak_db
from voicebot.audio.sound import Audio

__all__ = ["BLOCK_S", "Condition", "block_levels", "examine"]

BLOCK_S = 0.01
"""Seconds of a block whose level is taken."""
_VOICE, _ROOM = 95, 10
"""Percentiles of the blocks' levels: of speech with pauses, the loud ones are voice, the soft ones room."""
_TOP = 0.999
"""Amplitude from which a sample stands at full scale; a file of 16 bits reaches 0.99997."""
_RUN = 3
"""Samples in a row at full scale that a voice does not make: the wave was cut off."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A recording, examined.

    Attributes:
        voice_db: level of the voice, dB of full scale; -120 for digital silence.
        room_db: level of what is heard in the pauses.
        peak_db: of the highest sample.
        clipped: share of the samples that were cut off, 0–1.
    """

    voice_db: float
    room_db: float
    peak_db: float
    clipped: float


def examine(audio: Audio) -> Condition:
    """Examine a recording as it came, before anything is done to it."""
    levels = block_levels(audio)
    voice, room = np.percentile(levels, [_VOICE, _ROOM]) if len(levels) else (SILENCE_DB, SILENCE_DB)
    return Condition(float(voice), float(room), peak_db(audio), _clipped(audio))


def block_levels(audio: Audio) -> NDArray[np.float64]:
    """Root-mean-square level of every block, dB of full scale; what does not fill a block is left out."""
    size = max(1, round(BLOCK_S * audio.rate))
    blocks = audio.samples[: len(audio.samples) // size * size].reshape(-1, size).astype(np.float64)
    power = np.mean(np.square(blocks), axis=1)
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (SILENCE_DB / 10))), np.float64)


def _clipped(audio: Audio) -> float:
    top = np.abs(audio.samples) >= _TOP
    edges = np.flatnonzero(np.diff(np.concatenate([[False], top, [False]])))
    runs = edges[1::2] - edges[::2]
    return float(runs[runs >= _RUN].sum() / max(1, len(top)))
