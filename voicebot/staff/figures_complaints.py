"""Complaints as counts: where they stand against their day, and by dong and category; pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal, get_args

from voicebot.staff.figures_masking import Protected, protect
from voicebot.store.figures import Filed

__all__ = ["DUE_STATES", "NOWHERE", "DueState", "by_place", "due_state", "due_states"]

DueState = Literal["in_time", "late", "waiting", "soon", "overdue", "no_day", "over"]
DUE_STATES: tuple[DueState, ...] = get_args(DueState)
"""Answered in time or late; waiting, soon due, overdue; no day runs; withdrawn or merged."""
SOON = dt.timedelta(days=2)
NOWHERE = ""
"""In place of a dong: none that the district knows was named."""


def due_state(row: Filed, now: dt.datetime) -> DueState:
    """Where a complaint stands against its day.

    Args:
        row: as it is now.
        now: with a zone.
    """
    if row.state in ("withdrawn", "merged"):
        return "over"
    if row.answered_at and row.state in ("answered", "rated"):
        return "late" if row.due_at and row.answered_at > row.due_at else "in_time"
    if row.due_at is None:
        return "over" if row.closed_at else "no_day"
    if row.due_at < now:
        return "overdue"
    return "soon" if row.due_at - now <= SOON else "waiting"


def due_states(rows: Iterable[Filed], now: dt.datetime) -> dict[DueState, int]:
    """How many stand where; every state is there."""
    found = Counter(due_state(row, now) for row in rows)
    return {state: found[state] for state in DUE_STATES}


def by_place(rows: Iterable[Filed], dong: Callable[[str], str]) -> Protected:
    """Dong by category, in the order of their names, what is known nowhere last; fit to be shown.

    Args:
        rows: what was filed.
        dong: the dong that a place names; `NOWHERE` for none.
    """
    counts = Counter((dong(row.place), row.category) for row in rows)
    dongs, categories = Counter[str](), Counter[str]()
    for (where, category), count in counts.items():
        dongs[where] += count
        categories[category] += count
    # Named in one order: which of two is the more frequent would tell of counts that are hidden.
    return protect(counts, sorted(dongs, key=lambda name: (name == NOWHERE, name)), sorted(categories))
