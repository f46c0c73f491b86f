"""A place, and when it is open."""

from __future__ import annotations

import datetime as dt
import re
from math import cos, hypot, radians
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["KIND_WORDS", "Kind", "Opening", "Place", "metres", "opening_of"]

Kind = Literal["heat_shelter", "cold_shelter", "toilet", "pharmacy", "senior_centre"]

KIND_WORDS: dict[Kind, tuple[str, ...]] = {
    "cold_shelter": ("한파", "한파쉼터"),
    "heat_shelter": ("쉼터", "무더위"),
    "toilet": ("화장실",),
    "pharmacy": ("약국",),
    "senior_centre": ("경로당", "노인정"),
}
"""Words in a file's name or head by which its kind is known."""

_METRES_A_DEGREE = 111_200.0
Hours = tuple[dt.time, dt.time]


class Opening(BaseModel):
    """When a place is open; hours that are not known are empty.

    Attributes:
        always: day and night.
        weekday: from and until.
        saturday: the same; likewise empty when it is closed, see `shut`.
        holiday: Sundays and public holidays.
        shut: days on which it is known to be closed.
        text: as the data says it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    always: bool = False
    weekday: Hours | None = None
    saturday: Hours | None = None
    holiday: Hours | None = None
    shut: tuple[Literal["saturday", "holiday"], ...] = ()
    text: str = ""

    def is_open(self, at: dt.datetime, *, holiday: bool) -> bool | None:
        """Whether it is open at a local moment; nothing when that is not known."""
        if self.always:
            return True
        kind: Literal["weekday", "saturday", "holiday"] = "weekday"
        if holiday or at.weekday() == 6:
            kind = "holiday"
        elif at.weekday() == 5:
            kind = "saturday"
        hours = {"weekday": self.weekday, "saturday": self.saturday, "holiday": self.holiday}[kind]
        if hours is None:
            return False if kind in self.shut else None
        begins, ends = hours
        now = at.time().replace(tzinfo=None)
        return begins <= now < ends if begins < ends else now >= begins or now < ends


class Place(BaseModel):
    """One place.

    Attributes:
        name: as people know it.
        address: to be said or shown.
        lat: degrees north; nothing when it is not known.
        lon: degrees east.
        phone: to ask before going.
        opening: when it is open.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1)]
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    phone: str = ""
    opening: Opening = Opening()


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two places, in degrees, lie apart as the crow flies; good within a district."""
    north = (one[0] - other[0]) * _METRES_A_DEGREE
    east = (one[1] - other[1]) * _METRES_A_DEGREE * cos(radians(other[0]))
    return hypot(north, east)


_CLOCK = r"(?P<{0}h>\d{{1,2}})\s*(?:[:시]\s*(?P<{0}m>\d{{2}})?\s*분?)?"
_SPAN = re.compile(rf"{_CLOCK.format('a')}\s*(?:부터)?\s*[~∼～-]\s*{_CLOCK.format('b')}")
_ALWAYS = re.compile(r"24\s*시간|상시|항시|연중\s*개방|00:00\s*[~∼～-]\s*24:00")


def opening_of(text: str, *, weekends: bool | None = None) -> Opening:
    """Hours as data writes them: ``09:00~18:00``, ``9시~18시``, ``24시간``, ``평일 09:00-18:00``.

    Args:
        text: of the column.
        weekends: whether it is open on Saturdays, Sundays and holidays too, where the data says.
    """
    text = " ".join(text.split())
    if _ALWAYS.search(text):
        return Opening(always=True, text=text)
    found = _SPAN.search(text)
    hours = hours_of(found) if found else None
    shut: tuple[Literal["saturday", "holiday"], ...] = ("saturday", "holiday") if weekends is False else ()
    if hours is None:
        return Opening(shut=shut, text=text)
    every_day = weekends is True or (weekends is None and "평일" not in text)
    rest = hours if every_day else None
    return Opening(weekday=hours, saturday=rest, holiday=rest, shut=shut, text=text)


def hours_of(found: re.Match[str]) -> Hours | None:
    """From and until; nothing for a clock that does not exist."""
    begins, ends = (_clock(found[f"{side}h"], found[f"{side}m"]) for side in "ab")
    return (begins, ends) if begins and ends else None


def _clock(hour: str, minute: str | None) -> dt.time | None:
    if int(hour) == 24:
        return dt.time(23, 59, 59)
    if int(hour) > 24 or int(minute or 0) > 59:
        return None
    return dt.time(int(hour), int(minute or 0))
