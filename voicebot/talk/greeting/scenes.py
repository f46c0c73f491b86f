"""Moments and weathers of a year that stand for all others, by what may be greeted with in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.greetings import OWN, WEATHER
from voicebot.civic.moment import Moment, day_of, moment_of
from voicebot.civic.weather.report import Report
from voicebot.talk.greeting.topics import feels_now, topics
from voicebot.talk.greeting.weathers import WEATHERS, report_of

__all__ = ["Sample", "samples"]

_WEEKDAYS = (0, 2, 4, 5, 6)
_WHOLE = (1, 4, 7, 10)
"""Months of which each of those is looked at; of the others a Wednesday stands for the rest."""
_FROM = 10
"""The day of a month from which its ordinary days are looked for."""
_SPECIAL = ("unknown", "clear")
"""Weathers of days that are greeted for themselves: what such a greeting says is not to depend on it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A moment in a weather.

    Attributes:
        weather: its name among `WEATHERS`.
        feels: ℃ as it feels; nothing while the weather is not known.
        warns: whether there is weather to beware of.
    """

    moment: Moment
    weather: str
    feels: float | None
    warns: bool

    @property
    def report(self) -> Report | None:
        """The weather."""
        return report_of(self.weather, self.moment.at)


@lru_cache(maxsize=8)
def samples(year: int, calendar: OfficeCalendar) -> Mapping[str, Sequence[Sample]]:
    """Every topic with the samples in which it may come up; a second of computing, once a year and calendar.

    Args:
        year: whose days they are.
        calendar: of the office.
    """
    found: dict[str, list[Sample]] = {}
    for sample, named in _all(year, calendar):
        for topic in named:
            found.setdefault(topic, []).append(sample)
    return found


def _all(year: int, calendar: OfficeCalendar) -> Iterator[tuple[Sample, tuple[str, ...]]]:
    special, plain = _days(year, calendar)
    for day in (*special, *plain):
        names = _SPECIAL if day in special else _weathers(day.month)
        for hour in range(24):
            moment = moment_of(dt.datetime.combine(day, dt.time(hour), calendar.zone), calendar)
            yield from (_sample(moment, name) for name in names)


def _weathers(month: int) -> list[str]:
    return [name for name, weather in WEATHERS.items() if weather is None or month in weather.months]


def _sample(moment: Moment, name: str) -> tuple[Sample, tuple[str, ...]]:
    report = report_of(name, moment.at)
    named = tuple(topic for step in topics(moment, report) for topic in step)
    warns = not set(WEATHER).isdisjoint(named)
    return Sample(moment, name, feels_now(report), warns), (*OWN, *named)


def _days(year: int, calendar: OfficeCalendar) -> tuple[set[dt.date], list[dt.date]]:
    """Days that are greeted for themselves, and ordinary ones that stand for all others."""
    every = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    special = {day for day in every if (known := day_of(day, calendar)).occasion or known.term}
    kinds: dict[tuple[int, int], dt.date] = {}
    for day in every:
        wanted = day.weekday() in (_WEEKDAYS if day.month in _WHOLE else (2,))
        if wanted and day.day >= _FROM and day not in special:
            kinds.setdefault((day.month, day.weekday()), day)
    return special, sorted(kinds.values())
