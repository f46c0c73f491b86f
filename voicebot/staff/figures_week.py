"""A week of the district's calendar, from Monday; pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self

__all__ = ["Week"]

_FIRST = dt.date(2000, 1, 3)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven days, as ISO 8601 counts them.

    Attributes:
        monday: its first day.
    """

    monday: dt.date

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """The week of a day."""
        return cls(day - dt.timedelta(days=day.weekday()))

    @classmethod
    def asked(cls, text: str, today: dt.date) -> Self:
        """The week of the day that was asked for (ISO 8601); this week for what is none or is to come."""
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            day = today
        return cls.of(min(max(day, _FIRST), today))

    @property
    def sunday(self) -> dt.date:
        """Its last day."""
        return self.monday + dt.timedelta(days=6)

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Monday to Sunday."""
        return tuple(self.monday + dt.timedelta(days=number) for number in range(7))

    def later(self, weeks: int) -> Week:
        """So many weeks on; before it where negative."""
        return Week(self.monday + dt.timedelta(weeks=weeks))

    def begins(self, zone: dt.tzinfo) -> dt.datetime:
        """Its first moment on a clock."""
        return dt.datetime.combine(self.monday, dt.time(), zone)
