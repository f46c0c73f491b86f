"""What callers should hear at a moment, read from the store."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from voicebot.civic.entry import Entry
from voicebot.civic.faq import Faq
from voicebot.civic.publishing.edition import merged
from voicebot.civic.publishing.texts import as_entry
from voicebot.civic.publishing.timeline import Decision, Key, next_change, spoken_at
from voicebot.errors import EntryError
from voicebot.store.entries import Entries
from voicebot.telemetry.logs import log

__all__ = ["Spoken", "spoken"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """An edition, and when it changes by itself.

    Attributes:
        edition: every entry that is spoken.
        until: when a text begins or ends; never, when empty.
    """

    edition: Faq
    until: dt.datetime | None


async def spoken(entries: Entries, first: Faq, now: dt.datetime) -> Spoken:
    """The district's files with what the store has published over them."""
    rows = await entries.decisions()
    decisions = [
        Decision(step.id, (language, entry), step.revision, step.begins_at, step.ends_at)
        for step, language, entry in rows
        if step.begins_at
    ]
    numbers = spoken_at(decisions, now)
    fields = await entries.fields({key: number for key, number in numbers.items() if number is not None})
    edition = await asyncio.to_thread(_edition, first, dict.fromkeys(numbers), fields)
    return Spoken(edition, next_change(decisions, now))


def _edition(first: Faq, over: dict[Key, Entry | None], fields: Mapping[Key, Mapping[str, Any]]) -> Faq:
    return merged(first, over | {key: _entry(key, found) for key, found in fields.items()})


def _entry(key: Key, fields: Mapping[str, Any]) -> Entry | None:
    """The entry of a published text; one that an older desk allowed and this one does not is not spoken."""
    try:
        return as_entry(key, fields)
    except EntryError:
        log.error("entry unreadable", entry=key[1], language=key[0])
        return None
