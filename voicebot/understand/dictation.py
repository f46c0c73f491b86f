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

__all__ = ["NEAR", "dictated_digits", "spelt"]

_NAMES = {
    "0": "공 영", "1": "일 하나", "2": "이 둘", "3": "삼 셋", "4": "사 넷", "5": "오 다섯", "6": "육 여섯", "7": "칠 일곱",
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
_NO_TWO = 1.2
"""Of the 이 that closes what was said (…칠육이요): rather an ending than a two."""
_SKIPPED = 0.7
"""Of a letter that belongs to nothing."""
_REACH = 2
"""Letters by which a name may be longer than it is written."""
_KEPT = 16
"""Ways that are followed at once."""
NEAR = 0.25
"""Letters of cost a digit, where nothing else says that digits were said: a crowd's "오, 기다려" costs 0.4."""
_FURTHEST = 0.45
"""The same where digits were asked for; what costs more is no number."""
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


def dictated_digits(
    readings: Sequence[Said], likely: Callable[[str], float], furthest: float = _FURTHEST
) -> str | None:
    """The digits that were dictated, or nothing where the words are no digits.

    Args:
        readings: what the recogniser wrote, best first.
        likely: letters of cost by which digits may be worse than others, because they complete a number.
        furthest: letters of cost a digit.
    """
    ways: dict[str, float] = {}
    for rank, reading in enumerate(readings):
        for digits, cost in _ways(reading.text):
            ways[digits] = min(ways.get(digits, 99.0), cost + _DOUBT * rank)
    near = {digits: cost for digits, cost in ways.items() if cost <= furthest * len(digits)}
    if not near:
        return None
    best = min(near, key=near.__getitem__)
    if not near[best] and len(readings) == 1:  # written as digits, typed or said: they stand
        return best
    return min(near, key=lambda digits: near[digits] - likely(digits))


def spelt(text: str) -> str:
    """Figures as the digits that are said: 010 is 공일공."""
    return re.sub("[0-9]", lambda digit: _NAMES[digit.group()].split()[0], text)


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
    for name, (digit, rare) in _WORDS.items():
        for size in range(max(1, len(name) - 1), len(name) + _REACH + 1):
            if at + size <= len(row):
                cost = rare + letters_apart(row[at : at + size], name)
                if cost < _SKIPPED * size:
                    yield at + size, digit, cost + _NO_TWO * closes
    for filler in _SPARE:
        if row.startswith(filler, at):
            yield at + len(filler), "", _FILLER


def _letters(text: str) -> str:
    """Hangul as the letters that are heard."""
    syllables = (decompose(char) for char in text if is_syllable(char))
    return "".join((onset if onset != _SILENT else "") + vowel + coda for onset, vowel, coda in syllables)


_WORDS = {_letters(name): (digit, 0.0) for digit, names in _NAMES.items() for name in names.split()}
_WORDS |= {_letters(name): ("6", 0.1) for name in ("륙", "뉵")}
"""After a digit that ends in ㄹ (일, 칠, 팔) the letter is rather that one's."""
_CLOSING = frozenset(_letters(tail) for tail in _TAILS)
_SPARE = tuple(_letters(filler) for filler in _FILLERS)
