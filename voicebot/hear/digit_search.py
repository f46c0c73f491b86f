"""Finds the likeliest rows of digits, given what may be heard in each frame.

Prefix beam search over connectionist temporal classification (Graves et al. 2006, Hannun et al. 2014): all
the ways in which a row may be spread over the frames count together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from voicebot.text.spoken_digits import DigitRow

__all__ = ["likeliest_rows"]

_SYMBOLS = "_0123456789*"
"""Columns: silence, the digits, anything else."""
_OTHER = "*"
_BEAM = 24
_FAINTEST = -7.0
"""What is less likely than this in a frame was not said in it."""
_NEVER = -math.inf


def likeliest_rows(chances: NDArray[np.float32], most: int) -> tuple[DigitRow, ...]:
    """Rows of digits, likeliest first; empty where the likeliest has none.

    Args:
        chances: natural-log probabilities, shape (frames, 12): silence, 0–9, anything else.
        most: rows.
    """
    beams: dict[str, tuple[float, float]] = {"": (0.0, _NEVER)}
    for frame in chances.tolist():
        beams = _kept(_after(beams, frame))
    rows: dict[str, float] = defaultdict(lambda: _NEVER)
    for heard, ends in beams.items():
        row = " ".join(part for part in heard.split(_OTHER) if part)
        rows[row] = _either(rows[row], _either(*ends))
    found = sorted((DigitRow(*row) for row in rows.items()), key=lambda row: -row.score)
    return tuple(row for row in found if row.digits)[:most] if found[0].digits else ()


def _after(beams: dict[str, tuple[float, float]], frame: list[float]) -> dict[str, tuple[float, float]]:
    """Every row one frame later, with its probability of ending in silence and in a symbol."""
    heard = [at for at in range(1, len(_SYMBOLS)) if frame[at] >= _FAINTEST]
    following: dict[str, list[float]] = defaultdict(lambda: [_NEVER, _NEVER])
    for row, (silent, sounding) in beams.items():
        both = _either(silent, sounding)
        same = following[row]
        same[0] = _either(same[0], both + frame[0])
        for at, longer, before in _longer(row, heard, silent, both):
            way = following[longer]
            way[1] = _either(way[1], before + frame[at])
            if row[-1:] == _SYMBOLS[at]:
                same[1] = _either(same[1], sounding + frame[at])
    return {row: (ways[0], ways[1]) for row, ways in following.items()}


def _longer(row: str, heard: list[int], silent: float, both: float) -> Iterator[tuple[int, str, float]]:
    """Rows with one symbol more; a symbol said twice has silence between, anything else is one."""
    for at in heard:
        symbol = _SYMBOLS[at]
        again = row[-1:] == symbol
        yield at, row if again and symbol == _OTHER else row + symbol, silent if again else both


def _kept(beams: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The likeliest."""
    best = sorted(beams, key=lambda row: -_either(*beams[row]))[:_BEAM]
    return {row: beams[row] for row in best}


def _either(one: float, other: float) -> float:
    """Natural log of the sum of two probabilities."""
    high, low = (one, other) if one >= other else (other, one)
    return high if low == _NEVER else high + math.log1p(math.exp(low - high))
