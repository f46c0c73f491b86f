"""Which number was said, given the rows of digits that the sound may be and what numbers there are.

An ear for digits (`voicebot.hear.digit_ear`) gives several rows, nearly alike. A telephone number has a
shape, a receipt a check digit, and nobody means the number that was just refused: so the rows are weighed
again by how readily each is a number. Even then every other one has a digit wrong, said by strangers: whoever
takes such a number asks about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from voicebot.text.hangul import is_syllable
from voicebot.text.spoken_digits import DigitRow
from voicebot.understand.dictation import spelt

__all__ = ["likeliest", "number_in"]

_WEIGHT = 8.0
"""Natural-log probability that a letter of likelihood (`slots.numbering.LIKELY`) is worth."""
_WRITTEN = 2.0
"""What the recogniser wrote in figures, too, is worth so much more."""
_DROPPED = 2.0
"""What a digit costs that is taken for part of a word."""
_ALONE = 3
"""Digits in a row that are no chance hit among words."""
_PUTS_RIGHT = re.compile(r"아니\w*|아뇨|가운데\w*|중간\w*|\w*\s?자리\w*|앞\w*|뒤\w*|번호\w*|틀\w+|잘못\w*")
"""Words that are said of digits and are none."""
_MUCH = 0.5
"""Of what was said, at least so much is digits where somebody only says digits."""


def likeliest(rows: Sequence[DigitRow], text: str, fits: Callable[[str], float]) -> str | None:
    """The digits that were said to somebody who waits for some; nothing where other words were.

    Args:
        rows: what the sound may be, likeliest first.
        text: what the recogniser wrote.
        fits: how readily digits are taken for the number, 0 to about 0.7; less than 0 for never.
    """
    dictated = (row for row in rows if _is_dictated(row, text))
    found = (part for row in dictated for part in _parts(row) if fits(part.digits) >= 0)
    return _best(found, text, fits)


def number_in(rows: Sequence[DigitRow], text: str, whole: Callable[[str], bool]) -> str | None:
    """The whole number in free speech; nothing where there is none."""
    return _best((part for row in rows for part in _parts(row) if whole(part.digits)), text, lambda _: 0.0)


def _best(found: Iterable[DigitRow], text: str, fits: Callable[[str], float]) -> str | None:
    written = "".join(char for char in text if char.isdecimal())

    def worth(one: DigitRow) -> float:
        return one.score + _WEIGHT * fits(one.digits) + _WRITTEN * (one.digits == written)

    best = max(found, key=worth, default=None)
    return best.digits if best else None


def _parts(row: DigitRow) -> Iterable[DigitRow]:
    """The row without the words in it, and without digits at its ends that words may have been taken for."""
    groups = row.digits.split()
    for start in range(len(groups)):
        for end in range(start + 1, len(groups) + 1):
            dropped = sum(map(len, (*groups[:start], *groups[end:])))
            yield DigitRow("".join(groups[start:end]), row.score - _DROPPED * dropped)


def _is_dictated(row: DigitRow, text: str) -> bool:
    """Whether digits are what was said, and not a syllable among words that sounds like one."""
    longest = max(map(len, row.digits.split()), default=0)
    digits, said = len(row.digits.replace(" ", "")), sum(map(is_syllable, spelt(text)))
    besides = sum(map(is_syllable, _PUTS_RIGHT.sub("", spelt(text))))
    return (longest >= _ALONE and longest <= 2 * besides) or digits >= _MUCH * said
