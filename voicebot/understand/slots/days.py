"""Stretches of days, and which of them a word for a day, week, month or year means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

__all__ = ["Days", "Unit", "back", "nearest_day", "nearest_month_day", "unit_around"]

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included."""

    first: dt.date
    last: dt.date

    def until(self, today: dt.date) -> Days:
        """Without the days that are still to come, unless all of them are."""
        return Days(self.first, min(self.last, today)) if self.first <= today else self


def _month(year: int, month: int) -> Days:
    """A month; months count on beyond 12 and below 1."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return Days(dt.date(year, month, 1), following - dt.timedelta(days=1))


def unit_around(day: dt.date, unit: Unit) -> Days:
    """The day itself, its week (Monday to Sunday), its month or its year."""
    if unit == "day":
        return Days(day, day)
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return Days(monday, monday + dt.timedelta(days=6))
    if unit == "month":
        return _month(day.year, day.month)
    return Days(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


def back(today: dt.date, count: int, unit: Unit) -> Days | None:
    """The day, calendar week, month or year that lies ``count`` before today (after it when negative).

    "3일 전" is one day; "2주 전" is a week, since nobody who says it means the Thursday. Nothing for what no
    calendar holds.
    """
    try:
        if unit in ("day", "week"):
            return unit_around(today - dt.timedelta(days=count * (7 if unit == "week" else 1)), unit)
        month = today.month - count if unit == "month" else today.month
        year = today.year - count if unit == "year" else today.year
        days = _month(year, month)
        return days if unit == "month" else unit_around(days.first, "year")
    except (OverflowError, ValueError):
        return None


_SOON = dt.timedelta(days=31)
"""How far ahead somebody can mean a day to come who says no year; farther ahead it is last year's."""


def nearest_month_day(today: dt.date, month: int, day: int) -> Days | None:
    """The last date of that name, or the next one if it is nearer and at most a month away.

    In January "12월 28일" is last year's; in November "12월 5일" is to come and "3월 1일" is past. Nothing
    for the 30th of February.
    """
    dates = [date for year in (-1, 0, 1) if (date := _date(today.year + year, month, day))]
    meant = [date for date in dates if date - today <= _SOON]
    best = min(meant, key=lambda date: abs(date - today), default=None)
    return Days(best, best) if best else None


def nearest_day(today: dt.date, day: int) -> Days | None:
    """The day of that number that lies nearest to today, in this month, the last or the next."""
    months = [_month(today.year, today.month + step).first for step in (-1, 0, 1)]
    dates = [date for first in months if (date := _date(first.year, first.month, day))]
    best = min(dates, key=lambda date: abs(date - today), default=None)
    return Days(best, best) if best else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
