"""What stands after a number, and which numbers it takes."""

from __future__ import annotations

import re
from enum import Enum

from voicebot.speak.reading.tables import table

__all__ = ["COUNTERS", "POINTS", "SPEEDS", "SYMBOLS", "UNIT", "System"]


class System(Enum):
    """Which words a counter's numbers are read in."""

    NATIVE = "native"  # 세 명; above 99 Sino-Korean
    SINO = "sino"  # 삼 층
    HOURS = "hours"  # 두 시간, but 이십사 시간
    CLOCK = "clock"  # 두 시; 14 is 오후 두 시
    MONTH = "month"  # 유월
    ORDINAL = "ordinal"  # 첫 번째
    TIMES = "times"  # 일 번 창구, 하루 두 번
    PEOPLE = "people"  # 오 분 (minutes), 어르신 다섯 분
    DECADE = "decade"  # 차 두 대, 이십 대 청년


COUNTERS: dict[str, System] = {counter: System(kind) for counter, kind in table("counters").items()}
"""Hangul counters."""

SYMBOLS: dict[str, str] = table("units")
"""Unit symbols and how they are said."""


def _pattern(unit: str) -> str:
    """A counter of one syllable may be the start of another word: 81부터 counts no copies (부)."""
    other = table("not_before").get(unit)
    return re.escape(unit) + (f"(?![{other}])" if other else "")


UNIT = "|".join(_pattern(unit) for unit in sorted([*COUNTERS, *SYMBOLS], key=len, reverse=True))
"""A pattern of every counter and unit symbol, the longest first."""

SPEEDS = {"km/h": "시속", "m/s": "초속"}
"""What is said before a speed."""

POINTS = frozenset(
    {"년", "월", "일", "시", "분", "층", "동", "호", "요일", "주차", "차", "조", "항", "단계", "학년", "회차"}
)
"""Counters that name a point rather than an amount: ranges of them go 부터 … 까지, of others 에서."""
