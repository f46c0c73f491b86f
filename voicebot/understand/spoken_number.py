"""Which number was said, given the rows of digits that the sound may be and what numbers there are.

An ear for digits (`voicebot.hear.digit_ear`) gives several rows, nearly alike. A telephone number has a
shape, a receipt a check digit, and nobody means the number that was just refused: so the rows are weighed
again by how readily each is a number. Where one is clearly ahead it is sure; else it has to be asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from voicebot.text.hangul import is_syllable
from voicebot.text.spoken_digits import DigitRow
from voicebot.understand.dictation import spelt

__all__ = ["SURE", "Number", "likeliest", "number_in"]

_WEIGHT = 8.0
"""Natural-log probability that a letter of likelihood (`slots.numbering.LIKELY`) is worth."""
SURE = 4.0
"""How far the best number has to be ahead of the second: no number of the development set was wrong then."""
_WRITTEN = 2.0
"""Ahead by so much is what the recogniser wrote in figures, too."""
_ALONE = 3
"""Digits in a row that are no chance hit among words."""
_MUCH = 0.5
"""Of what was said, at least so much is digits where somebody only says digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that were said.

    Attributes:
        sure: whether they need not be asked about.
    """

    digits: str
    sure: bool


def likeliest(rows: Sequence[DigitRow], text: str, fits: Callable[[str], float]) -> Number | None:
    """The digits that were said to somebody who waits for some; nothing where other words were.

    Args:
        rows: what the sound may be, likeliest first.
        text: what the recogniser wrote.
        fits: how readily digits are taken for the number, 0 to about 0.7; less than 0 for never.
    """
    weighed = _weighed(((row.digits, row.score) for row in rows if _is_dictated(row, text)), text, fits)
    return _best(weighed)


def number_in(rows: Sequence[DigitRow], text: str, whole: Callable[[str], bool]) -> Number | None:
    """The whole number at the end of free speech; nothing where there is none."""
    ends = ((end, row.score) for row in rows for end in _ends(row.digits) if whole(end))
    return _best(_weighed(ends, text, lambda _: 0.0))


def _weighed(found: Iterable[tuple[str, float]], text: str, fits: Callable[[str], float]) -> dict[str, float]:
    """Numbers and what speaks for each."""
    written = "".join(char for char in text if char.isdecimal())
    weighed: dict[str, float] = {}
    for row, score in found:
        digits = row.replace(" ", "")
        fit = fits(digits)
        worth = score + _WEIGHT * fit + _WRITTEN * (digits == written)
        if fit >= 0 and worth > weighed.get(digits, worth - 1):
            weighed[digits] = worth
    return weighed


def _best(weighed: dict[str, float]) -> Number | None:
    if not weighed:
        return None
    first, *others = sorted(weighed, key=lambda digits: -weighed[digits])
    ahead = weighed[first] - max((weighed[other] for other in others), default=weighed[first] - SURE)
    return Number(first, ahead >= SURE)


def _is_dictated(row: DigitRow, text: str) -> bool:
    """Whether digits are what was said, and not a syllable among words that sounds like one."""
    longest = max(map(len, row.digits.split()), default=0)
    said = sum(map(is_syllable, spelt(text)))
    return longest >= _ALONE or len(row.digits.replace(" ", "")) >= _MUCH * said


def _ends(digits: str) -> Iterable[str]:
    parts = digits.split()
    return ("".join(parts[at:]) for at in range(len(parts)))
