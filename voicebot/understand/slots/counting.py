"""Small numbers as they are said in dates and addresses: 3, 삼, 세, 이십오, 열두."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re

from voicebot.text.numerals import DIGIT_WORDS

__all__ = ["COUNT", "SINO", "to_number"]

_NATIVE = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
}  # fmt: skip
_PLACES = {"십": 10, "백": 100, "천": 1000}

SINO = r"(?:[일삼사오육칠팔구십백천]|이(?!에요|예요|요|고|구요|야|라|거든|지|네)){1,9}"
"""A Sino-Korean number below ten thousand."""
COUNT = rf"(?:\d{{1,4}}|열\s?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)|다섯|여섯|일곱|여덟|아홉|한|두|세|석|네|넉|열|{SINO})"
"""A number before a counter, in digits or in either kind of numeral."""


def to_number(said: str) -> int | None:
    """The value of a `COUNT` or `SINO`, or nothing for what is no number: ``"이십오"`` → 25."""
    bare = re.sub(r"\s", "", said)
    if bare.isdecimal():
        return int(bare)
    if bare in _NATIVE:
        return _NATIVE[bare]
    if bare.startswith("열"):
        return 10 + _NATIVE.get(bare[1:], 0)
    return _sino(bare) if re.fullmatch(SINO, bare) else None


def _sino(said: str) -> int:
    total, digit = 0, 0
    for char in said:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = digit * 10 + int(DIGIT_WORDS[char])
    return total + digit
