"""What is known of a moment without looking out: hour, day, season, feast, whether the office is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.terms import term

__all__ = ["OCCASIONS", "Day", "Moment", "Part", "Season", "day_of", "moment_of", "within"]


class Part(StrEnum):
    """Parts of a day, as people call them."""

    DAWN = "dawn"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Season(StrEnum):
    """Three months each, from March on."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


_BEGINS = (
    (4, Part.DAWN), (6, Part.MORNING), (11, Part.MIDDAY), (14, Part.AFTERNOON), (18, Part.EVENING),
    (22, Part.NIGHT),
)  # fmt: skip
_SEASONS = (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)

OCCASIONS = {
    "seollal": "설날",
    "chuseok": "추석",
    "before_seollal": "설을 앞둔 날",
    "before_chuseok": "추석을 앞둔 날",
    "new_year": "새해 첫날",
    "parents_day": "어버이날",
    "seniors_day": "노인의 날",
    "children_day": "어린이날",
    "christmas": "성탄절",
    "year_end": "한 해의 마지막 날",
    "memorial_day": "현충일",
    "holiday": "다른 공휴일",
}
"""Days that are greeted for themselves."""

_FIXED = {
    (1, 1): "new_year", (5, 5): "children_day", (5, 8): "parents_day", (6, 6): "memorial_day",
    (10, 2): "seniors_day", (12, 25): "christmas", (12, 31): "year_end",
}  # fmt: skip
_LUNAR = {"설날": "seollal", "추석": "chuseok"}
_AHEAD = 3
"""Days before a feast on which people are getting ready for it."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day.

    Attributes:
        date: by the district's clock.
        season: by the month.
        term: the 절기 that falls on it.
        holiday: what the public holiday is called, in Korean.
        occasion: one of `OCCASIONS`.
        works: whether the office works.
    """

    date: dt.date
    season: Season
    term: str | None
    holiday: str | None
    occasion: str | None
    works: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment.

    Attributes:
        at: by the district's clock.
        day: of it.
        part: of the day.
        office: open, at lunch, or closed.
    """

    at: dt.datetime
    day: Day
    part: Part
    office: Literal["open", "resting", "closed"]


def part_of(hour: int) -> Part:
    """The part of the day that an hour belongs to."""
    return next((part for begins, part in reversed(_BEGINS) if hour >= begins), Part.NIGHT)


@lru_cache(maxsize=1024)
def day_of(date: dt.date, calendar: OfficeCalendar) -> Day:
    """What is known of a day."""
    return Day(
        date,
        _SEASONS[date.month % 12 // 3],
        term(date, calendar.zone),
        calendar.holiday(date),
        _occasion(date, calendar),
        calendar.works(date),
    )


def moment_of(at: dt.datetime, calendar: OfficeCalendar) -> Moment:
    """What is known of a moment."""
    local = calendar.local(at)
    return Moment(local, day_of(local.date(), calendar), part_of(local.hour), calendar.state(local))


def _occasion(date: dt.date, calendar: OfficeCalendar) -> str | None:
    holiday = calendar.holiday(date) or ""
    for name, occasion in _LUNAR.items():
        if name in holiday:
            return occasion
        if any(name in (calendar.holiday(date + dt.timedelta(days=n)) or "") for n in range(1, _AHEAD + 1)):
            return f"before_{occasion}"
    fixed = _FIXED.get((date.month, date.day))
    return fixed or ("holiday" if holiday else None)


def within(hour: int, begins: int, ends: int) -> bool:
    """Whether an hour lies between two, past midnight too (22 to 6); the last is not in it."""
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends
