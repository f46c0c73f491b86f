"""When a phrase is said and what is wrong with it, in words for officers. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voicebot.civic.greetings import Phrase
from voicebot.civic.overlay.greetings import Spoken
from voicebot.civic.overlay.laying import Row
from voicebot.civic.weather.report import Sky, Wet
from voicebot.staff.greeting_form import CHANNELS
from voicebot.talk.greeting.doubts import Doubt
from voicebot.talk.greeting.weathers import WEATHERS
from voicebot.talk.living.words import clock, date

__all__ = ["Line", "doubted", "line_of", "options", "when_said"]

Say = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase in the list.

    Attributes:
        when: each condition, in words.
        state: ``on``, ``off``, ``later``, ``over``.
        doubts: what is wrong with it.
    """

    row: Row[Spoken]
    when: tuple[str, ...]
    state: str
    doubts: tuple[str, ...] = ()


def options(say: Say) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in the forms, with its words."""
    return {
        "months": [(f"{month}", say["greet_month"].format(month=month)) for month in range(1, 13)],
        "weekdays": [(f"{day}", say[f"weekday_{day}"]) for day in range(7)],
        "channels": [(one, say[f"greet_channel_{one}"]) for one in CHANNELS],
        "office": [
            ("", say["greet_any"]),
            *((one, say[f"greet_office_{one}"]) for one in ("open", "resting", "closed")),
        ],
        "returning": [
            ("", say["greet_any"]), ("true", say["greet_returning"]), ("false", say["greet_first"]),
        ],
        "weathers": [(name, say[f"weather_{name.replace(' ', '_')}"]) for name in WEATHERS],
        "skies": [("", say["greet_as_chosen"]), *((one.value, say[f"greet_sky_{one.value}"]) for one in Sky)],
        "wets": [("", say["greet_as_chosen"]), *((one.value, say[f"greet_wet_{one.value}"]) for one in Wet)],
    }  # fmt: skip


def line_of(row: Row[Spoken], found: list[Doubt], today: dt.date, say: Say, language: str) -> Line:
    """A phrase with what is to be known of it."""
    phrase = row.value.phrase
    told = tuple(doubted(one, say, language) for one in found)
    return Line(row, tuple(when_said(phrase, say)), _state(row, today), told)


def _state(row: Row[Spoken], today: dt.date) -> str:
    phrase = row.value.phrase
    if row.off:
        return "off"
    if phrase.since and today < phrase.since:
        return "later"
    return "over" if phrase.until and phrase.until < today else "on"


def when_said(phrase: Phrase, say: Say) -> list[str]:
    """Each condition of a phrase."""
    returning = {True: say["greet_returning"], False: say["greet_first"], None: ""}[phrase.returning]
    return [one for one in (*_times(phrase, say), *_places(phrase, say), returning) if one]


def _times(phrase: Phrase, say: Say) -> Iterator[str]:
    if phrase.since or phrase.until:
        yield say["greet_days"].format(since=phrase.since or "", until=phrase.until or "")
    if phrase.hours:
        yield say["greet_hours"].format(begins=phrase.hours[0], ends=phrase.hours[1])
    yield ", ".join(say["greet_month"].format(month=month) for month in phrase.months)
    yield ", ".join(say[f"weekday_{day}"] for day in phrase.weekdays)


def _places(phrase: Phrase, say: Say) -> Iterator[str]:
    if phrase.feels:
        yield say["greet_feels"].format(least=f"{phrase.feels[0]:g}", most=f"{phrase.feels[1]:g}")
    if phrase.office:
        yield say[f"greet_office_{phrase.office}"]
    yield ", ".join(say[f"greet_channel_{one}"] for one in phrase.channels if one != "test")
    if phrase.mood:
        yield say["greet_calm"]


def doubted(doubt: Doubt, say: Say, language: str) -> str:
    """What is wrong, in a sentence."""
    about = dict(doubt.about)
    if isinstance(at := about.get("at"), dt.datetime):
        about["at"] = f"{date(at.date(), language)} {clock(at, language)}"
        about["weather"] = say[f"weather_{str(about['weather']).replace(' ', '_')}"]
    return say[f"greet_doubt_{doubt.code}"].format_map(about)
