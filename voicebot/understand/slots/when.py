"""When something happened, or since when it has been so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from voicebot.understand.slots.days import Days, back, unit_around
from voicebot.understand.slots.moments import Mode, Moment
from voicebot.understand.slots.span import Span, last_said, taken_back

__all__ = ["When", "find_when"]

Fault = Literal["future", "impossible"]
_BETWEEN = re.compile(r"(?:에도|에|의|날|쯤|경|,)?\s{0,2}")
_ORDER: tuple[Mode, ...] = ("every", "since")
_RANK: dict[Mode, int] = {"since": 2, "every": 0, "at": 1}


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was said, and the days it can mean.

    Attributes:
        words: exactly as said.
        span: where in the utterance.
        mode: ``at`` it happened, ``since`` when it has been so, or ``every`` so often.
        first: the first day it can mean; nothing where that cannot be known (요즘, 비 온 뒤로).
        last: the last day it can mean; with ``since``, the last day on which it can have begun.
        fault: ``future`` for a day that is still to come (``first`` and ``last`` say which), ``impossible``
            for one that no calendar has; the caller is asked again.
        aside: times that the speaker took back ("어제 아니").
    """

    words: str
    span: Span
    mode: Mode = "at"
    first: dt.date | None = None
    last: dt.date | None = None
    fault: Fault | None = None
    aside: tuple[Span, ...] = ()


def find_when(text: str, now: dt.datetime, found: Sequence[Moment]) -> When | None:
    """The time that an utterance tells, or nothing.

    Of several, the one that says since when and which day; of two the second of which takes the first
    back ("어제 아니 그저께"), the second.

    Args:
        text: the utterance.
        now: the district's clock.
        found: the words for a time in it, in order, none overlapping.
    """
    told = [_joined(text, group, now.date()) for group in _neighbours(text, found)]
    best = max(last_said(text, told), key=_worth, default=None)
    return replace(best, aside=taken_back(text, told)) if best else None


def _worth(when: When) -> tuple[bool, int]:
    return when.first is not None or when.fault is not None, _RANK[when.mode]


def _neighbours(text: str, found: Iterable[Moment]) -> list[list[Moment]]:
    groups: list[list[Moment]] = []
    for moment in found:
        if groups and _BETWEEN.fullmatch(text, groups[-1][-1].span.end, moment.span.start):
            groups[-1].append(moment)
        else:
            groups.append([moment])
    return groups


def _joined(text: str, group: list[Moment], today: dt.date) -> When:
    span = Span(group[0].span.start, group[-1].span.end)
    days = _days(group, today)
    impossible = days is None and any(moment.dated and moment.weekday is None for moment in group)
    fault: Fault | None = "impossible" if impossible else "future" if days and days.first > today else None
    days = days.until(today) if days else None
    first, last = (days.first, days.last) if days else (None, None)
    return When(span.of(text), span, _mode(group), first, last, fault)


def _mode(group: list[Moment]) -> Mode:
    """밤 여덟 시부터 after 매일 is a time of day; 어제 … 부터 is since then."""
    if any(moment.mode == "since" and moment.days for moment in group):
        return "since"
    modes = [moment.mode for moment in group]
    return next((mode for mode in _ORDER if mode in modes), "at")


def _days(group: list[Moment], today: dt.date) -> Days | None:
    """The narrowest of the days that neighbours name; a weekday picks one of a week, or the last one past."""
    named = [moment.days for moment in group if moment.days]
    base = min(named, key=lambda days: days.last - days.first, default=None)
    weekday = next((moment.weekday for moment in group if moment.weekday is not None), None)
    if weekday is None:
        return base
    if base and base.last - base.first == dt.timedelta(days=6):
        return unit_around(base.first + dt.timedelta(days=weekday), "day")
    return back(today, (today.weekday() - weekday) % 7, "day")
