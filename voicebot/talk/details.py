"""One thing about an entry: what its officer wrote of it, or that nothing was, and whom to ask."""

from __future__ import annotations

import datetime as dt

from voicebot.civic.entry import HEDGES, Entry, has_figure
from voicebot.talk.phrases import Phrases
from voicebot.understand.followups import Aspect, tells

__all__ = ["MOST", "details", "told"]

MOST = 2
"""Sentences of the answer that are said again."""

DESK = "120"
"""Whom to call about an entry that names nobody."""


def details(entry: Entry, aspect: Aspect, today: dt.date, phrases: Phrases) -> tuple[str, ...]:
    """What to say when somebody asks on: the fact, or plainly that the desk does not know it."""
    if not entry.in_force(today):
        return entry.spoken(today)
    known = told(entry, aspect, phrases)
    if not known:
        return phrases(f"no_{aspect}", phone=entry.phone or DESK)
    doubtful = not entry.urgent and entry.doubtful(today) and any(map(has_figure, known))
    hedge = HEDGES[entry.language]
    return (*known[:MOST], hedge, *known[MOST:]) if doubtful and hedge not in known else known


def told(entry: Entry, aspect: Aspect, phrases: Phrases) -> tuple[str, ...]:
    """What an entry says of one thing: its own field, or the sentences of its answer that tell of it."""
    field = _field(entry, aspect, phrases)
    spoken = tuple(line for line in entry.answer_spoken if tells(line, aspect, entry.language))[:MOST]
    if aspect == "steps":
        return field or entry.answer_spoken
    return spoken or field if aspect in ("fee", "place") else field or spoken


def _field(entry: Entry, aspect: Aspect, phrases: Phrases) -> tuple[str, ...]:
    match aspect:
        case "documents":
            return phrases("told_documents", things=", ".join(entry.docs)) if entry.docs else ()
        case "steps":
            return tuple(f"{step.rstrip('.')}." for step in entry.steps)
        case "fee" | "phone":
            value = getattr(entry, aspect)
            return phrases(f"told_{aspect}", value=value) if value else ()
        case "place":
            return phrases("told_place", value=entry.where) if entry.where else ()
        case _:
            value = getattr(entry, aspect)
            return (value,) if value else ()
