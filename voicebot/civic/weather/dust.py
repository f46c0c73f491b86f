"""Grades of dust: the worse of the two counts."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum

from voicebot.civic.weather.report import Air

__all__ = ["Grade", "grade"]


class Grade(IntEnum):
    """좋음, 보통, 나쁨, 매우 나쁨."""

    GOOD = 0
    FAIR = 1
    BAD = 2
    VERY_BAD = 3


_PM10 = (30, 80, 150)
_PM25 = (15, 35, 75)
"""The last figure of each grade, µg/m³ (easylaw, civic.md D)."""


def grade(air: Air) -> Grade | None:
    """How bad the air is; nothing when neither kind of dust is known."""
    pairs = ((air.pm10, _PM10), (air.pm25, _PM25))
    grades = [Grade(bisect_left(last, round(value))) for value, last in pairs if value is not None]
    return max(grades, default=None)
