"""Silence before and after a recorded voice, found over the noise of the room it was recorded in.

`voicebot.speak.finish` trims what the engine makes, which is silent between words; a recording never is, so
that here the room's own level decides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicebot.audio.condition import BLOCK_S, block_levels
from voicebot.audio.sound import Audio

__all__ = ["LEAD_S", "TAIL_S", "Trimmed", "trim_silence"]

LEAD_S, TAIL_S = 0.15, 0.25
"""Seconds left before and after the voice: soft beginnings and endings lie below what is found."""
_OVER_ROOM_DB = 9.0
_UNDER_VOICE_DB = 40.0
_NEAR_VOICE_DB = 15.0
"""A room that is louder than this below the voice is not told apart: then little is trimmed."""
_FAINTEST_DB = -75.0
"""Nothing below is a voice."""
_SHORTEST = 5
"""Blocks in a row that are a sound of somebody; a click is shorter."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What is left.

    Attributes:
        audio: from a little before the voice to a little after it; nothing where there is none.
        start: seconds that were cut before it.
        end: seconds that were cut after it.
    """

    audio: Audio
    start: float
    end: float


def trim_silence(audio: Audio) -> Trimmed:
    """Cut silence, hum and clicks before and after the voice; what lies between stays as it is."""
    heard = _sounding(block_levels(audio))
    if not len(heard):
        return Trimmed(Audio.silence(0, audio.rate), audio.duration, 0.0)
    start = max(0.0, float(heard[0]) * BLOCK_S - LEAD_S)
    end = min(audio.duration, float(heard[-1] + 1) * BLOCK_S + TAIL_S)
    return Trimmed(audio.cut(start, end), start, audio.duration - end)


def _sounding(levels: NDArray[np.float64]) -> NDArray[np.intp]:
    """The blocks in which somebody is heard, without those of clicks."""
    if not len(levels):
        return np.zeros(0, np.intp)
    room, voice = np.percentile(levels, [10, 95])
    least = max(float(room) + _OVER_ROOM_DB, float(levels.max()) - _UNDER_VOICE_DB)
    over = levels >= max(_FAINTEST_DB, min(least, float(voice) - _NEAR_VOICE_DB))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], over, [False]])))
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if end - begin < _SHORTEST:
            over[begin:end] = False
    return np.flatnonzero(over)
