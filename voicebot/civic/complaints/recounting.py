"""Due dates counted anew after the office has got another day off, or lost one."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.register import Register
from voicebot.errors import ComplaintError, StoreError
from voicebot.store.due import Due, open_due

__all__ = ["Moves", "moved", "recount"]

Moves = Counter[tuple[dt.date, dt.date]]
"""How many open complaints go from one last day to another."""

LATELY = dt.timedelta(days=60)
"""Complaints that were due longer ago are late whatever day was off since."""


async def moved(engine: AsyncEngine, calendar: OfficeCalendar, now: dt.datetime) -> Moves:
    """Which due dates of open complaints are others by a calendar than those that were told.

    Args:
        engine: an open database.
        calendar: by which they are counted.
        now: with a time zone.
    """
    moves: Moves = Counter()
    async for some in _others(engine, calendar, now):
        for one, due in some:
            moves[calendar.local(one.due_at).date(), calendar.local(due).date()] += 1
    return moves


async def recount(
    engine: AsyncEngine, register: Register, calendar: OfficeCalendar, actor: str, now: dt.datetime
) -> int:
    """Set those due dates, and tell whoever filed; how many. One that somebody changes meanwhile is left out.

    Args:
        engine: an open database.
        register: of its complaints.
        calendar: by which they are counted.
        actor: whose day off it is.
        now: with a time zone.
    """
    done = 0
    async for some in _others(engine, calendar, now):
        for one, _ in some:
            try:
                done += await register.recount(one.receipt, calendar, actor=actor, at=now)
            except (ComplaintError, StoreError):
                continue
    return done


async def _others(
    engine: AsyncEngine, calendar: OfficeCalendar, now: dt.datetime
) -> AsyncIterator[Sequence[tuple[Due, dt.datetime]]]:
    """Complaints whose due date is another by this calendar, with that."""
    async for some in open_due(engine, now - LATELY):
        yield await asyncio.to_thread(_different, some, calendar)


def _different(some: Sequence[Due], calendar: OfficeCalendar) -> list[tuple[Due, dt.datetime]]:
    counted = ((one, Clock.model_validate(one.clock).due(calendar)) for one in some)
    return [(one, due) for one, due in counted if due is not None and due != one.due_at]
