"""By when an answer is due, counted as the law counts it; pure.

Sources: the Act on handling civil complaints (민원 처리에 관한 법률) §19 and §21, its Decree §14–§20, and the
Decree of the Administrative Procedures Act (행정절차법 시행령) §11 for what is left out while the resident is
asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Self

from voicebot.civic.calendar import OfficeCalendar, Span

__all__ = ["IMMEDIATE", "WORKING_DAY_H", "Period", "count"]

WORKING_DAY_H = 8
"""Working hours that count as a day (Act §19)."""


@dataclass(frozen=True, slots=True)
class Period:
    """How long the office has.

    Attributes:
        length: working days or working hours.
        unit: which of the two; five days or fewer are counted in hours.
    """

    length: int
    unit: Literal["days", "hours"]

    @classmethod
    def of_days(cls, days: int) -> Self:
        """A period that the law gives in days; up to five are counted in hours."""
        return cls(days * WORKING_DAY_H, "hours") if days <= 5 else cls(days, "days")


IMMEDIATE = Period(3, "hours")
"""즉시: within three working hours (Decree §19)."""


def count(
    period: Period,
    since: datetime,
    calendar: OfficeCalendar,
    *,
    extra: int = 0,
    pauses: Sequence[Span] = (),
) -> datetime:
    """When the period ends.

    Days: the first day counts, Saturdays, Sundays and holidays do not; a pause leaves out the days on which
    it begins and ends too. Hours: working hours from the moment on, pauses to the minute.

    Args:
        period: what the law gives.
        since: when it came in, with a time zone.
        calendar: when the office works.
        extra: by how many of its units it was extended.
        pauses: times in which the resident was being asked for more.

    Returns:
        On the office's clock: for days, when the office closes on the last of them.
    """
    total = period.length + extra
    if period.unit == "days":
        return calendar.closing(_day(calendar.local(since).date(), total, calendar, pauses))
    return _moment(since, timedelta(hours=total), calendar, pauses)


def _day(day: date, left: int, calendar: OfficeCalendar, pauses: Sequence[Span]) -> date:
    asked = [(calendar.local(begin).date(), calendar.local(end).date()) for begin, end in pauses]
    while True:
        if calendar.works(day) and not any(first <= day <= last for first, last in asked):
            left -= 1
        if left <= 0:
            return day
        day += timedelta(days=1)


def _moment(since: datetime, left: timedelta, calendar: OfficeCalendar, pauses: Sequence[Span]) -> datetime:
    for span in calendar.spans(since):
        for begin, end in _without(span, pauses):
            if left <= end - begin:
                return begin + left
            left -= end - begin
    raise AssertionError("working time has no end")


def _without(span: Span, pauses: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span, in order."""
    begin, end = span
    for pause, resume in sorted(pauses):
        if begin < pause < end:
            yield begin, pause
        if pause < end and resume > begin:
            begin = min(resume, end)
    if begin < end:
        yield begin, end
