"""What was filed, for the figures: the columns that are counted, and none that says who somebody is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.store.tables import ComplaintRow

__all__ = ["Filed", "filed", "filed_between", "overdue_now"]


@dataclass(frozen=True, slots=True)
class Filed:
    """What is counted of a complaint.

    Attributes:
        place: as it was said; only its dong is ever shown.
        due_at: when the answer was or is due; nothing while no day runs.
    """

    category: str
    state: str
    place: str
    due_at: dt.datetime | None
    answered_at: dt.datetime | None
    closed_at: dt.datetime | None


async def filed(engine: AsyncEngine, since: dt.datetime, until: dt.datetime) -> list[Filed]:
    """What was filed from one moment on and before another."""
    row = ComplaintRow
    query = select(row.category, row.state, row.place, row.due_at, row.answered_at, row.closed_at)
    async with engine.connect() as connection:
        found = await connection.execute(query.where(row.filed_at >= since, row.filed_at < until))
        return [Filed(*each) for each in found]


async def filed_between(engine: AsyncEngine, edges: Sequence[dt.datetime]) -> list[int]:
    """How many were filed between each moment and the next."""
    at = ComplaintRow.filed_at
    counts = [func.count().filter(at >= begin, at < end) for begin, end in pairwise(edges)]
    query = select(*counts).where(at >= edges[0], at < edges[-1])
    async with engine.connect() as connection:
        return [int(count) for count in (await connection.execute(query)).one()]


async def overdue_now(engine: AsyncEngine, now: dt.datetime) -> int:
    """How many wait for an answer that should be there by now."""
    late = (ComplaintRow.closed_at.is_(None), ComplaintRow.answered_at.is_(None), ComplaintRow.due_at < now)
    async with engine.connect() as connection:
        return int(await connection.scalar(select(func.count()).where(*late)) or 0)
