"""Open complaints with the clocks by which they are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.store.tables import ComplaintRow

__all__ = ["Due", "open_due"]

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Due:
    """When the answer to an open complaint is due, and the clock that says so."""

    receipt: str
    clock: dict[str, Any]
    due_at: dt.datetime


async def open_due(engine: AsyncEngine, since: dt.datetime) -> AsyncIterator[list[Due]]:
    """All that is open and due then or later, some at a time; what changes meanwhile may be missed."""
    row, last = ComplaintRow, 0
    columns = select(row.id, row.receipt, row.clock, row.due_at)
    wanted = columns.where(row.closed_at.is_(None), row.due_at >= since, row.clock.is_not(None))
    while True:
        async with engine.connect() as connection:
            query = wanted.where(row.id > last).order_by(row.id).limit(_AT_ONCE)
            found = (await connection.execute(query)).all()
        if not found:
            return
        yield [Due(receipt, clock, due) for _, receipt, clock, due in found if clock and due]
        last = found[-1][0]
