"""When the office works: weekdays, hours with their break, public holidays and the district's exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

from voicebot.civic.district import District

__all__ = ["OfficeCalendar", "Span", "office_calendar"]

Span = tuple[datetime, datetime]
"""From and until, both with a time zone."""


@dataclass(frozen=True)
class OfficeCalendar:
    """The working time of one office.

    Attributes:
        zone: the office's clock.
        weekdays: days of the week it works on, Monday is 0.
        shifts: from and until in a working day, in order; two when there is a break at noon.
        closed: days off that the public calendar does not know, such as a holiday declared at short notice.
        working: public holidays on which the office works all the same.
        called: names of days off on which everybody rests, such as a holiday declared at short notice.
    """

    zone: ZoneInfo
    weekdays: tuple[int, ...]
    shifts: tuple[tuple[time, time], ...]
    closed: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    called: tuple[tuple[date, str], ...] = ()
    _public: holidays.HolidayBase = field(
        default_factory=lambda: holidays.country_holidays("KR", language="ko"), compare=False, repr=False
    )

    def works(self, day: date) -> bool:
        """Whether the office works on this day."""
        if day in self.closed or day.weekday() not in self.weekdays:
            return False
        return day in self.working or day not in self._public

    def holiday(self, day: date) -> str | None:
        """What the public holiday of this day is called, in Korean."""
        return dict(self.called).get(day) or self._public.get(day)

    def local(self, moment: datetime) -> datetime:
        """A moment on the office's clock."""
        return moment.astimezone(self.zone)

    def state(self, moment: datetime) -> Literal["open", "resting", "closed"]:
        """Whether the office is open, at its noon break, or closed."""
        local = self.local(moment)
        now = local.time()
        if not self.works(local.date()) or not self.shifts[0][0] <= now < self.shifts[-1][1]:
            return "closed"
        return "open" if any(begins <= now < ends for begins, ends in self.shifts) else "resting"

    def opening(self, moment: datetime) -> datetime:
        """When the office next works: the moment itself while it is open."""
        return next(self.spans(moment))[0]

    def closing(self, day: date) -> datetime:
        """When the office closes on a working day."""
        return datetime.combine(day, self.shifts[-1][1], self.zone)

    def spans(self, since: datetime) -> Iterator[Span]:
        """Working time from a moment on, without end."""
        since = self.local(since)
        day = since.date()
        while True:
            if self.works(day):
                for begins, ends in self.shifts:
                    begin = max(since, datetime.combine(day, begins, self.zone))
                    end = datetime.combine(day, ends, self.zone)
                    if begin < end:
                        yield begin, end
            day += timedelta(days=1)


def office_calendar(district: District) -> OfficeCalendar:
    """The calendar of a district's office."""
    hours = district.hours
    shifts: tuple[tuple[time, time], ...] = ((hours.opens, hours.closes),)
    if hours.rest:
        shifts = ((hours.opens, hours.rest[0]), (hours.rest[1], hours.closes))
    return OfficeCalendar(
        district.zone, hours.weekdays, shifts, frozenset(hours.closed), frozenset(hours.working), hours.called
    )
