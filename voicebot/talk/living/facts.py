"""What answers go by: values only, so that every answer is a pure function of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.moment import Moment
from voicebot.civic.sun import Place
from voicebot.civic.weather.report import Report
from voicebot.talk.living.words import words
from voicebot.understand.living import Day

__all__ = ["Facts"]

_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Facts:
    """The moment, the weather if it may be mentioned, and the place.

    Attributes:
        language: of the answers.
    """

    moment: Moment
    calendar: OfficeCalendar
    report: Report | None
    place: Place
    language: str

    @property
    def today(self) -> dt.date:
        """The district's date."""
        return self.moment.day.date

    def dates(self, day: Day) -> list[tuple[Day, dt.date]]:
        """The days that are meant, with their names; a weekend is two, on Sunday the rest of it."""
        today = self.today
        if day is Day.WEEKEND:
            both = [(Day.SATURDAY, self._next(_SATURDAY)), (Day.SUNDAY, self._next(_SUNDAY))]
            return [pair for pair in both if pair[1] - today < dt.timedelta(days=7 - today.weekday())]
        ahead = {Day.TOMORROW: 1, Day.AFTER_TOMORROW: 2}.get(day, 0)
        named = {Day.SATURDAY: self._next(_SATURDAY), Day.SUNDAY: self._next(_SUNDAY)}
        return [(Day.TODAY if day is Day.NOW else day, named.get(day, today + dt.timedelta(days=ahead)))]

    def _next(self, weekday: int) -> dt.date:
        return self.today + dt.timedelta(days=(weekday - self.today.weekday()) % 7)

    def named(self, day: Day) -> str:
        """How a day begins a sentence."""
        return words(self.language).line(f"day_{day}")

    def say(self, name: str, **fields: object) -> tuple[str, ...]:
        """Sentences of this room."""
        return words(self.language)(name, **fields)
