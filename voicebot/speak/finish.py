"""What every synthesised sentence gets before it is heard: silence cut to a margin, a common loudness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.audio.sound import Samples

__all__ = ["LEAD_S", "PAUSE_S", "TAIL_S", "Pause", "even_out", "moved", "trim", "widen"]

LEAD_S = 0.06
TAIL_S = 0.12
PAUSE_S = 0.25
"""Silence at a comma, such as those between groups of digits (product.md)."""
_BLOCK_S = 0.01
_QUIET = 10 ** (-42 / 20)  # below the loudest block; Kokoro's own hiss lies near -60 dB
_SPEECH = 10 ** (-25 / 20)  # below the loudest block; what is quieter is pause and does not count as speech
_PAUSE = 10 ** (-35 / 20)  # below the loudest block; breath and echo between words are quieter
_NEAR = 33  # blocks
_LEVEL = 10 ** (-21 / 20)  # root mean square of the spoken part: loud, with room for its peaks
_PEAK = 10 ** (-1 / 20)


def trim(audio: Audio, lead: float = LEAD_S, tail: float = TAIL_S) -> tuple[Audio, float]:
    """Cut the silence before and after speech down to a margin.

    Args:
        audio: any sound; silence stays as it is.
        lead: seconds left before the speech.
        tail: seconds left after it.

    Returns:
        The sound, and how many seconds were cut from its start.
    """
    loud = np.flatnonzero((blocks := _blocks(audio)) > blocks.max(initial=0.0) * _QUIET)
    if not len(loud):
        return audio, 0.0
    start = max(0.0, loud[0] * _BLOCK_S - lead)
    return audio.cut(start, (loud[-1] + 1) * _BLOCK_S + tail), float(start)


def even_out(audio: Audio) -> Audio:
    """Bring the spoken part to the desk's level; peaks stay 1 dB under full scale."""
    blocks = _blocks(audio)
    spoken = blocks[blocks > blocks.max(initial=0.0) * _SPEECH]
    if not len(spoken):
        return audio
    gain = _LEVEL / float(np.sqrt(np.mean(np.square(spoken))))
    peak = float(np.abs(audio.samples).max())
    return Audio((audio.samples * min(gain, _PEAK / peak)).astype(np.float32), audio.rate)


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence that was found, in seconds of the sound as it was.

    Attributes:
        start: where it begins.
        end: where speech goes on.
        grown: how much was added to it.
    """

    start: float
    end: float
    grown: float


def widen(audio: Audio, commas: list[float], pause: float = PAUSE_S) -> tuple[Audio, list[Pause]]:
    """Make the silence at each comma at least so long.

    Args:
        audio: speech.
        commas: seconds at which the model places them; the silence lies there or just after.
        pause: seconds of silence wanted.

    Returns:
        The sound, and the silence of each comma, empty where the voice made none.
    """
    quiet = (blocks := _blocks(audio)) < blocks.max(initial=0.0) * _PAUSE
    pauses: list[Pause] = []
    for comma in commas:
        found = _pause(*_silence(quiet, round(comma / _BLOCK_S)), pause)
        again = bool(pauses) and found.start <= pauses[-1].end  # two commas, one silence
        pauses.append(replace(found, grown=0.0) if again else found)
    middles = [(found.start + found.end) / 2 for found in pauses if found.grown]
    gaps = [Audio.silence(found.grown, audio.rate) for found in pauses if found.grown]
    sounds = [audio.cut(a, b) for a, b in pairwise([0.0, *middles, audio.duration])]
    rest = [sound for pair in zip(gaps, sounds[1:], strict=True) for sound in pair]
    return Audio.join([sounds[0], *rest]), pauses


def moved(second: float, pauses: list[Pause]) -> float:
    """Where a word begins in the widened sound.

    Args:
        second: where the model begins it, which may be before the silence of a comma is over.
        pauses: those of the commas before the word.
    """
    ends = [found.end for found in pauses]
    return max(second, *ends, 0.0) + sum(found.grown for found in pauses)


def _pause(start: int, length: int, wanted: float) -> Pause:
    begin, end = start * _BLOCK_S, (start + length) * _BLOCK_S
    return Pause(begin, end, max(0.0, wanted - (end - begin))) if length else Pause(begin, begin, 0.0)


def _silence(quiet: NDArray[np.bool_], mark: int) -> tuple[int, int]:
    """First block and length of the longest silence that touches the third of a second after a mark."""
    best = (mark, 0)
    at = mark
    while at < min(mark + _NEAR, len(quiet)):
        end = at
        while end < len(quiet) and quiet[end]:
            end += 1
        if at == mark:
            while at > 0 and quiet[at] and quiet[at - 1]:
                at -= 1
        best = max(best, (at, end - at), key=lambda run: run[1])
        at = max(end, at) + 1
    return best


def _blocks(audio: Audio) -> Samples:
    """Root mean square of each hundredth of a second."""
    size = round(_BLOCK_S * audio.rate)
    whole = audio.samples[: len(audio.samples) // size * size].reshape(-1, size)
    levels: Samples = np.sqrt(np.mean(np.square(whole), axis=1)).astype(np.float32)
    return levels
