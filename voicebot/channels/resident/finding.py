"""What a search finds: what the matcher thinks is meant, then what is called nearly so; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from voicebot.civic.entry import Entry
from voicebot.civic.events import Event, Events
from voicebot.text.jamo import to_sound
from voicebot.understand.meaning import Match, Zone

__all__ = ["Found", "called", "find"]

SLIP = 80.0
"""Per cent of equal sounds from which two names are taken for one: 여궈 for 여권 (86), not 여관 (71)."""
MOST = 10
"""Entries in one list."""


@dataclass(frozen=True, slots=True)
class Found:
    """Entries and events, the likeliest first."""

    entries: tuple[Entry, ...] = ()
    events: tuple[Event, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries or self.events)


def find(text: str, match: Match | None, known: Mapping[str, Entry], events: Events, language: str) -> Found:
    """What fits what somebody typed.

    Args:
        text: a word or a question.
        match: what the matcher makes of it; nothing while it is not there.
        known: entries by id, in the language.
        events: what happens in a life.
        language: ``ko`` or ``en``.
    """
    meant = match.offered if match and match.zone is not Zone.UNKNOWN else ()
    named = (one.id for one in known.values() if _like(text, _names(one)))
    ids = [name for name in dict.fromkeys((*meant, *named)) if name in known]
    fitting = (
        one for one in events.events if any(_like(word, _sought(one, language)) for word in text.split())
    )
    return Found(tuple(known[name] for name in ids[:MOST]), tuple(fitting))


def called(word: str, known: Mapping[str, Entry]) -> Entry | None:
    """The first entry that is called so, by its label or else by its topic."""
    wanted = to_sound(word)
    by_label = (one for one in known.values() if to_sound(one.label) == wanted)
    by_topic = (one for one in known.values() if to_sound(one.topic) == wanted)
    return next(by_label, None) or next(by_topic, None)


def _names(entry: Entry) -> Iterable[str]:
    return (entry.topic, entry.label, *entry.topic.split(), *entry.label.replace("·", " ").split())


def _sought(event: Event, language: str) -> tuple[str, ...]:
    return (event.name.in_(language), *event.words.in_(language))


def _fits(text: str, names: tuple[str, ...]) -> bool:
    return any(_like(word, names) for word in text.split())


def _like(text: str, names: Iterable[str]) -> bool:
    typed = to_sound(text)
    return bool(typed) and any(fuzz.ratio(typed, to_sound(name)) >= SLIP for name in names)
