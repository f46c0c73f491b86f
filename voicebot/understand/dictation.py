"""A number that is dictated digit by digit, found in what a recogniser wrote for it: "고밍건 칠사 밀류가" is 010 7316.

Digits are short, run into one another (삼일육 is said 사밀륙) and mean nothing that would help the recogniser, which
writes words that sound alike. So each reading is taken as a row of letters and cut into names of digits at the
least cost, in several ways; which of them it was, the number itself tells: a telephone number has a shape, a
receipt a check digit. What is far from any row of digits is none.
"""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from voicebot.text.hangul import decompose, is_syllable
from voicebot.understand.letters import letters_apart

__all__ = ["dictated_digits", "spelt"]

_NAMES = {
    "0": "공 영", "1": "일 하나", "2": "이 둘", "3": "삼 셋", "4": "사 넷", "5": "오 다섯", "6": "육 륙 뉵 여섯", "7": "칠 일곱",
    "8": "팔 여덟", "9": "구 아홉",
}  # fmt: skip
_FILLERS = (
    "요", "이요", "이어", "여", "이여", "예요", "이에요", "이고요", "구요", "입니다", "번", "번은", "에", "다시", "그리고", "음", "어", "아",
    "네", "그다음",
)  # fmt: skip
_SILENT = "ㅇ"

_TAILS = ("이요", "이어", "이여", "이에요", "예요", "요", "어", "여")
_FILLER = 0.15
"""Letters that a filler costs."""
_NO_TWO = 0.9
"""Of the 이 that closes what was said (…칠육이요): rather an ending than a two."""
_SKIPPED = 0.7
"""Of a letter that belongs to nothing."""
_REACH = 2
"""Letters by which a name may be longer than it is written."""
_KEPT = 16
"""Ways that are followed at once."""
_FURTHEST = 0.45
"""Letters of cost a digit; what costs more is no number."""
_WITHIN = 0.6
"""Letters of cost by which a number that is whole may be worse than one that is not."""
_DOUBT = 0.1
"""Of each reading after the first."""
_MOST = 26
"""Digits looked at."""


class Said(Protocol):
    """One reading of what was said."""

    @property
    def text(self) -> str:
        """The words."""
        ...


def dictated_digits(readings: Sequence[Said], whole: Callable[[str], bool]) -> str | None:
    """The digits that were dictated, or nothing where the words are no digits.

    Args:
        readings: what the recogniser wrote, best first.
        whole: whether digits complete a number, with those that were known before.
    """
    ways: dict[str, float] = {}
    for rank, reading in enumerate(readings):
        for digits, cost in _ways(reading.text):
            ways[digits] = min(ways.get(digits, 99.0), cost + _DOUBT * rank)
    near = sorted((cost, digits) for digits, cost in ways.items() if cost <= _FURTHEST * len(digits))
    if not near:
        return None
    best = near[0][0]
    if not best:  # written as digits: what is not whole goes on
        return near[0][1]
    return next((digits for cost, digits in near if cost <= best + _WITHIN and whole(digits)), near[0][1])


def spelt(text: str) -> str:
    """Figures as the digits that are said: 010 is 공일공."""
    return re.sub(r"\d", lambda digit: _NAMES[digit.group()].split()[0], text)


def _ways(text: str) -> Iterator[tuple[str, float]]:
    """Rows of digits that the text may be, with their costs in letters, the cheapest first."""
    row = _letters(spelt(text))
    if not 0 < len(row) <= 4 * _MOST:
        return
    table: list[dict[str, float]] = [{} for _ in range(len(row) + 1)]
    table[0][""] = 0.0
    for at in range(len(row)):
        kept = sorted(table[at].items(), key=lambda way: way[1])[:_KEPT]
        for end, digit, cost in _steps(row, at):
            for digits, before in kept:
                longer = digits + digit
                table[end][longer] = min(table[end].get(longer, 99.0), before + cost)
    yield from (
        (digits, cost) for digits, cost in sorted(table[-1].items(), key=lambda way: way[1]) if digits
    )


def _steps(row: str, at: int) -> Iterator[tuple[int, str, float]]:
    """What may come next: a name of a digit, a filler, or a letter that is nothing."""
    closes = row[at:] in _CLOSING
    if closes:
        yield len(row), "", 0.0
    yield at + 1, "", _SKIPPED
    for name, digit in _WORDS.items():
        for size in range(max(1, len(name) - 1), len(name) + _REACH + 1):
            if at + size <= len(row):
                cost = letters_apart(row[at : at + size], name)
                if cost < _SKIPPED * size:
                    yield at + size, digit, cost + _NO_TWO * closes
    for filler in _SPARE:
        if row.startswith(filler, at):
            yield at + len(filler), "", _FILLER


def _letters(text: str) -> str:
    """Hangul as the letters that are heard."""
    syllables = (decompose(char) for char in text if is_syllable(char))
    return "".join((onset if onset != _SILENT else "") + vowel + coda for onset, vowel, coda in syllables)


_WORDS = {_letters(name): digit for digit, names in _NAMES.items() for name in names.split()}
_CLOSING = frozenset(_letters(tail) for tail in _TAILS)
_SPARE = tuple(_letters(filler) for filler in _FILLERS)
