"""A year of days off, and what another one would change. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from voicebot.civic.calendar import OfficeCalendar, office_calendar
from voicebot.civic.complaints.deadline import Period, count
from voicebot.civic.district import District
from voicebot.civic.overlay.days_off import CHAPTER, DayOff, content_of
from voicebot.civic.overlay.district import district_over
from voicebot.store.ledger import Content, Lines

__all__ = ["KINDS", "Due", "Kind", "ListedDay", "days_of", "dues", "kind_of", "line_of", "with_day"]

Kind = Literal["public", "office", "works", "none"]
"""Everybody rests; only the office does; it works although it is a holiday; all is as the calendar has it."""
KINDS: tuple[Kind, ...] = get_args(Kind)
_SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day of the list.

    Attributes:
        name: what the holiday is called.
        kind: what officers made of it; empty where it is as the calendar has it.
        works: whether the office works.
    """

    date: dt.date
    name: str
    kind: str
    works: bool


@dataclass(frozen=True, slots=True)
class Due:
    """When an answer would be due, before and after."""

    period: Period
    filed: dt.date
    before: dt.datetime
    after: dt.datetime


def days_of(year: int, calendar: OfficeCalendar, own: Iterable[DayOff]) -> Iterator[ListedDay]:
    """Every day of a year that is a holiday, or off, or worked all the same."""
    kinds = {day.date: day for day in own}
    for n in range(366):
        date = dt.date(year, 1, 1) + dt.timedelta(days=n)
        name, one, works = calendar.holiday(date) or "", kinds.get(date), calendar.works(date)
        off = date.weekday() in calendar.weekdays and not works
        if date.year == year and (name or one or off):
            yield ListedDay(date, (one.name if one else "") or name, kind_of(one) if one else "", works)


def kind_of(day: DayOff) -> Kind:
    """What officers made of a day."""
    if day.works:
        return "works"
    return "public" if day.public else "office"


def line_of(date: dt.date, kind: Kind, name: str) -> Content | None:
    """The line of the ledger by which a day becomes this."""
    if kind == "none":
        return None
    return content_of(DayOff(date, kind == "works", name, kind == "public"))


def with_day(
    filed: District, lines: Mapping[str, Lines], date: dt.date, line: Content | None
) -> OfficeCalendar:
    """The calendar as it would be."""
    own = {key: one for key, one in lines[CHAPTER].items() if key != date.isoformat()}
    if line is not None:
        own[date.isoformat()] = line
    return office_calendar(district_over(filed, {**lines, CHAPTER: own}))


def dues(
    periods: Iterable[Period], before: OfficeCalendar, after: OfficeCalendar, date: dt.date, now: dt.datetime
) -> list[Due]:
    """When what is filed now would be answered; of a day far ahead, what is filed just before it."""
    at = now
    if date - now.date() > _SOON:
        working = (date - dt.timedelta(days=n) for n in range(1, 30))
        day = next((day for day in working if before.works(day)), date)
        at = dt.datetime.combine(day, dt.time(10), before.zone)
    return [Due(one, at.date(), count(one, at, before), count(one, at, after)) for one in periods]
