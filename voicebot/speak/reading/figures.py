"""Figures that are not a plain number and a counter: 2만 5천, 1/2, 3:1, 325-1, 1.2.3, 3·1절."""

from __future__ import annotations

import re

from voicebot.speak.reading.amounts import lead_in
from voicebot.speak.reading.numerals import digits, figures, sino

__all__ = ["read_figures"]

_COUNTED = "원|명|개|건|가구|권"
_MIXED = re.compile(
    r"(?<![0-9.,])(?:[0-9][0-9,]*\s?"
    r"(?:[천백십]?(?:[만억]|조(?=\s?[원0-9]))|[천백십](?=\s?(?:[0-9만억조원명개]|여)))\s?)+"
    rf"(?:[0-9][0-9,]*(?=\s?(?:{_COUNTED})))?"
)
_PART = re.compile(r"([0-9][0-9,]*)\s?([천백십]?[만억조]?)")
_FRACTION = re.compile(r"(?<![0-9./])([0-9]{1,4})\s?/\s?([0-9]{1,4})(?![0-9./])")
_RATIO = re.compile(r"(?<![0-9])([0-9]{1,3})\s?(?:대|:)\s?([0-9]{1,3})(?![0-9:])")
_LOT = re.compile(r"(?<![0-9])([0-9]+)-([0-9]+)")
_DOTTED = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+){2,}")
_TIMES = re.compile(r"(?<=[0-9])\s?[×xX*]\s?(?=[0-9])")
_ANNIVERSARY = re.compile(
    r"(?<![0-9.])([0-9]{1,2})(?:[·ㆍ]([0-9]{1,2})(?![0-9])"
    r"|\.([0-9]{1,2})(?=\s?(?:절|광복절|운동|혁명|민주화|만세)))"
)


def read_figures(text: str) -> str:
    """Read mixed numbers, fractions, ratios and anniversaries; lots and products keep their figures."""
    text = _MIXED.sub(_mixed, text)
    text = _ANNIVERSARY.sub(_anniversary, text)
    text = _FRACTION.sub(lambda m: f"{sino(int(m[2]))}분의 {sino(int(m[1]))}", text)
    text = _RATIO.sub(lambda m: f"{sino(int(m[1]))} 대 {sino(int(m[2]))}", text)
    text = _LOT.sub(r"\1 다시 \2", text)
    text = _TIMES.sub(" 곱하기 ", text)
    return _DOTTED.sub(lambda m: " 점 ".join(map(figures, m[0].split("."))), text)


def _mixed(match: re.Match[str]) -> str:
    """2만 5천 → 이만 오천."""
    words = [_part(part[1], part[2]) for part in _PART.finditer(match[0])]
    counted = match.string.startswith(tuple(_COUNTED.split("|")), match.end())
    return lead_in(match) + " ".join(words) + (" " if counted or match[0].endswith(" ") else "")


def _part(written: str, unit: str) -> str:
    bare = written == "1" and unit[:1] in ("천", "백", "십", "만")
    return ("" if bare else figures(written)) + unit


def _anniversary(match: re.Match[str]) -> str:
    """6·25 육이오, 4·19 사일구, 6·10 육십."""
    month, written = int(match[1]), match[2] or match[3]
    one_by_one = month < 10 and not written.endswith("0")
    return sino(month) + (digits(written) if one_by_one else sino(int(written)))
