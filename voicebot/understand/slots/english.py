"""Place and time as English tells them: "near Gajeong station", "since last night", "three days ago"."""

# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from voicebot.understand.slots.days import Days, Unit, back, unit_around
from voicebot.understand.slots.moments import Mode
from voicebot.understand.slots.span import Span, tidy
from voicebot.understand.slots.spot import Place
from voicebot.understand.slots.when import When

__all__ = ["find_place_en", "find_when_en"]

_NAMES = "zero one two three four five six seven eight nine ten"
_NUMBERS = {word: number for number, word in enumerate(_NAMES.split())}
_NUMBERS |= {"a": 1, "an": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS: dict[str, Unit] = {"day": "day", "night": "day", "week": "week", "month": "month", "year": "year"}
_DAYS_AGO = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "just now": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": 1,
    "last night": 1,
    "the day before yesterday": 2,
    "tomorrow": -1,
}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_SINCE = r"(?P<since>since |ever since |from )?"
_WHEN = re.compile(
    rf"\b(?:{_SINCE}(?:(?P<day>the day before yesterday|{'|'.join(_DAYS_AGO)}){_PART}"
    rf"|(?P<which>last |this |next |on )?(?P<weekday>{'|'.join(_WEEKDAYS)}){_PART}"
    r"|(?P<rel>last|this|next) (?P<relunit>week|month|year))"
    rf"|{_COUNT} (?P<unit>day|week|month|year)s? ago|for (?:about |over |more than )?(?P<long>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<longunit>day|night|week|month|year)s?"
    r"|(?P<every>every (?:night|day|morning|evening|week|weekend)))\b",
    re.IGNORECASE,
)  # fmt: skip
_PREPOSITION = r"(?:in front of|next to|across from|across the street from|opposite|behind|beside|near|close to|around|outside|inside|between|by|at|on the corner of|at the corner of|under|in|on)"
_PLACE = re.compile(
    rf"\b(?P<relation>{_PREPOSITION}) (?P<rest>(?:the |my |our |a )?[^,.;!?\n]{{2,60}}?)(?= (?:is|are|was|were|has|have|had|since|for|every|yesterday|today|last|this|next|it|there|because|and|but|so|my|please|does|do|keeps?|smells?|from)\b|[,.;!?\n]|$)",
    re.IGNORECASE,
)  # fmt: skip
_NO_PLACE = re.compile(
    r"(?:the )?(?:morning|afternoon|evening|night|middle of|moment|time|all|least|last|first|fire|danger|monday|tuesday|wednesday|thursday|friday|saturday|sunday|way|phone|\d+$|trouble|fact|korean|english|need|weekend|front|this (?:number|phone)|my (?:phone|number))\b.*",
    re.IGNORECASE,
)  # fmt: skip
_HERE = re.compile(
    r"\b(?:right here|over here|here|where i am|my (?:current )?location|this spot)\b", re.IGNORECASE
)
_BARE = re.compile(r"in|on|by|around|under|between", re.IGNORECASE)
_STREET = re.compile(
    r"\b\d{1,4}(?:-\d{1,3})?[, ]+[A-Za-z]+(?:-?(?:ro|gil|daero|dong))\b|\b[A-Za-z]+(?:-?(?:ro|gil|daero))[, ]+\d{1,4}\b",
    re.IGNORECASE,
)
_DONG = re.compile(r"\b[A-Z][a-z]+[- ]?(?:\d )?dong\b", re.IGNORECASE)


def find_when_en(text: str, now: dt.datetime) -> When | None:
    """The first time that is told, or nothing; see `When`."""
    found = _WHEN.search(text)
    if not found:
        return None
    span = tidy(text, *found.span())
    days = _days(found, now.date())
    future = bool(days and days.first > now.date())
    days = days.until(now.date()) if days else None
    first, last = (days.first, days.last) if days else (None, None)
    return When(span.of(text), span, _mode(found), first, last, "future" if future else None)


def _mode(found: re.Match[str]) -> Mode:
    return "every" if found["every"] else "since" if found["since"] or found["long"] else "at"


def _days(found: re.Match[str], today: dt.date) -> Days | None:
    ways: tuple[tuple[str, Callable[[], Days | None]], ...] = (
        ("day", lambda: back(today, _DAYS_AGO[found["day"].lower()], "day")),
        ("weekday", lambda: _weekday(found, today)),
        ("rel", lambda: back(today, {"last": 1, "this": 0, "next": -1}[found["rel"].lower()], _UNITS[found["relunit"].lower()])),
        ("count", lambda: back(today, _number(found["count"]), _UNITS[found["unit"].lower()])),
        ("long", lambda: back(today, _number(found["long"]), _UNITS[found["longunit"].lower()])),
    )  # fmt: skip
    return next((days() for group, days in ways if found[group]), None)


def _weekday(found: re.Match[str], today: dt.date) -> Days | None:
    day = _WEEKDAYS.index(found["weekday"].lower())
    which = (found["which"] or "").strip().lower()
    if which == "next":
        monday = unit_around(today, "week").last + dt.timedelta(days=1)
        return unit_around(monday + dt.timedelta(days=day), "day")
    gone = (today.weekday() - day) % 7 or (7 if which == "last" else 0)
    return back(today, gone, "day")


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else _NUMBERS[said.lower()]


def find_place_en(text: str, taken: Sequence[Span] = ()) -> Place | None:
    """What follows at, near, in front of and the like, a street address, a dong, or here; or nothing.

    Args:
        text: the utterance.
        taken: spans of a time and a telephone.
    """
    free = [span for found in _PLACE.finditer(text) if (span := _told(text, found, taken))]
    address = _free(_STREET.search(text), taken)
    if address and not any(span.meets(address) for span in free):
        return _place(text, address, exact=True)
    if free:
        return _place(text, free[0], exact=bool(_STREET.search(free[0].of(text))))
    dong = _free(_DONG.search(text), taken)
    if dong:
        return Place(dong.of(text), dong.of(text), (dong,), "area")
    here = _free(_HERE.search(text), taken)
    return Place(here.of(text), here.of(text), (here,), "here") if here else None


def _free(found: re.Match[str] | None, taken: Sequence[Span]) -> Span | None:
    span = Span(*found.span()) if found else None
    return span if span and not any(span.meets(other) for other in taken) else None


def _told(text: str, found: re.Match[str], taken: Sequence[Span]) -> Span | None:
    """Without the preposition where it says nothing of its own (at the market, in the park)."""
    if _NO_PLACE.fullmatch(found["rest"]) or _HERE.fullmatch(found["rest"]):
        return None
    plain = found["relation"].lower() in ("at", "in", "on")
    if _BARE.fullmatch(found["relation"]) and not re.match(r"(?:the|my|our|a)\s|[A-Z]", found["rest"]):
        return None
    span = tidy(text, found.start("rest") if plain else found.start(), found.end())
    return None if any(span.meets(other) for other in taken) else span


def _place(text: str, span: Span, *, exact: bool) -> Place:
    words = span.of(text)
    return Place(words, " ".join(words.split()), (span,), "exact" if exact else "described")
