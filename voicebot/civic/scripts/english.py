"""English words as they are compared: small letters, numbers in figures, however they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["english_words"]

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "oh": 0,
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_SIGNS = {"%": "percent", "₩": "won", "$": "dollar"}
_PART = re.compile(r"[a-z]+|\d+|[%₩$]")


def english_words(words: Sequence[str]) -> list[str]:
    """Each word as it is compared; a number of several words stands at the first, the others are empty."""
    parts = [_parts(word) for word in words]
    read: list[str] = []
    at = 0
    while at < len(parts):
        size, number = _number(parts[at:])
        read += [number, *[""] * (size - 1)] if size else ["".join(parts[at])]
        at += size or 1
    return read


def _parts(word: str) -> list[str]:
    plain = word.lower().replace(",", "").replace("'", "")
    return [_SIGNS.get(part, part) for part in _PART.findall(plain)]


def _number(parts: Sequence[Sequence[str]]) -> tuple[int, str]:
    """How many words a spoken number takes, and its figures; none where none begins."""
    total = current = size = 0
    last = ""
    for word in parts:
        spoken = [part for part in word if part in _VALUES or (size and part in _SCALES)]
        if not word or len(spoken) != len(word) or (size and not _goes_on(last, word[0])):
            break
        for part in word:
            if part in _SCALES:
                current = max(1, current) * _SCALES[part]
                if _SCALES[part] > 100:
                    total, current = total + current, 0
            else:
                current += _VALUES[part]
            last = part
        size += 1
    return size, str(total + current) if size else ""


def _goes_on(last: str, word: str) -> bool:
    """Twenty five is one number, five six are two."""
    return word in _SCALES or last in _SCALES or (last in _TENS and 0 < _VALUES.get(word, 0) < 10)
