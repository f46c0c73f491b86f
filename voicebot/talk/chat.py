"""Everyday talk: an approved answer that fits the hour and the weather, then an offer to help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from voicebot.civic.entry import Entry
from voicebot.civic.smalltalk import Topic, When
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import Option, Reply
from voicebot.talk.server_events import Choice, ReplyKind

__all__ = ["Skies", "facts", "small_talk"]

HOT, COLD, WINDY = 30.0, 0.0, 9.0
"""℃ that an older person suffers from; m/s at which umbrellas turn."""

_HOURS: tuple[tuple[int, When], ...] = (
    (5, "night"), (11, "morning"), (14, "noon"), (18, "afternoon"), (21, "evening"), (24, "night"),
)  # fmt: skip
_SEASONS: tuple[When, ...] = ("winter", "spring", "summer", "autumn")
_WET: dict[str, When] = {
    "drizzle": "rain", "rain": "rain", "shower": "rain", "thunder": "rain", "sleet": "snow", "snow": "snow",
}  # fmt: skip
_SKY: dict[str, When] = {"clear": "clear", "cloudy": "cloudy", "overcast": "cloudy"}


class Skies(Protocol):
    """The weather now, as far as it is known; what is not known is nothing, never invented."""

    @property
    def temperature(self) -> float:
        """℃."""
        ...

    @property
    def wind(self) -> float | None:
        """m/s."""
        ...

    @property
    def sky(self) -> str | None:
        """``clear``, ``cloudy``, ``overcast`` or ``fog``."""
        ...

    @property
    def wet(self) -> str | None:
        """``none``, ``drizzle``, ``rain``, ``shower``, ``sleet``, ``snow`` or ``thunder``."""
        ...


def facts(now: dt.datetime, skies: Skies | None, *, holiday: bool = False) -> frozenset[str]:
    """What holds at a moment, in the district's time; of the weather only what is known."""
    hour = next(name for until, name in _HOURS if now.hour < until)
    season = _SEASONS[now.month % 12 // 3]
    weekend = {"weekend"} if now.weekday() >= 5 else set()
    return frozenset({hour, season, *weekend, *({"holiday"} if holiday else ()), *_weather(skies)})


def _weather(skies: Skies | None) -> set[str]:
    if skies is None:
        return set()
    falls = _WET.get(skies.wet or "")
    found = {falls} if falls else {_SKY[skies.sky]} if skies.sky in _SKY else set()
    found |= {"hot"} if skies.temperature >= HOT else {"cold"} if skies.temperature <= COLD else set()
    return {*found, *({"windy"} if (skies.wind or 0.0) >= WINDY else ())}


def small_talk(  # noqa: PLR0913, PLR0917  (one call, in one place)
    topic: Topic,
    now: dt.datetime,
    known: frozenset[str],
    phrases: Phrases,
    turn: int,
    entry: Entry | None,
    desk: str,
) -> Reply:
    """What to say back, one or two sentences and an offer.

    Args:
        topic: what was said.
        now: the district's time.
        known: as `facts`.
        phrases: the desk's own sentences.
        turn: a number that grows, so that answers take turns.
        entry: where a yes to the topic's own offer leads, if there is that entry.
        desk: its name.
    """
    fitting = topic.fitting(known)
    saying = fitting[turn % len(fitting)]
    fields = {
        "time": clock(now, phrases),
        "date": _date(now, phrases),
        "weekday": _day(now, phrases),
        "desk": desk,
    }
    said = tuple(sentence.format(**fields) for sentence in saying.sentences)
    offer = (topic.offer,) if topic.offer and (entry or not topic.entry) else _offer(phrases, turn)
    if said and said[-1].endswith("?") and not topic.entry:
        offer = ()
    kind: ReplyKind = "safety" if topic.safety else "small_talk"
    options = (_option(entry, topic.offer),) if entry and topic.offer else ()
    return Reply(kind, (*said, *offer), options=options)


def _offer(phrases: Phrases, turn: int) -> Sequence[str]:
    offers = phrases("offers")
    return (offers[turn % len(offers)],)


def _option(entry: Entry, offer: str) -> Option:
    choice = Choice(
        id=f"choice-{entry.id}", number=1, label=entry.label, picture=entry.picture, sentence=offer
    )
    return Option(entry.id, choice)


def clock(now: dt.datetime, phrases: Phrases) -> str:
    """The time as people say it: "오후 3시 20분"."""
    half = phrases.line("morning_half" if now.hour < 12 else "afternoon_half")
    minute = now.minute
    return phrases.line(
        "clock", half=half, hour=(now.hour - 1) % 12 + 1, minute=minute, padded=f"{minute:02d}"
    )


def _date(now: dt.datetime, phrases: Phrases) -> str:
    return phrases.line("date", month=now.month, day=now.day, called=now.strftime("%B"))


def _day(now: dt.datetime, phrases: Phrases) -> str:
    return phrases("weekdays")[now.weekday()]
