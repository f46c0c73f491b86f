"""Counts by the hour in the store: added to by every process of the desk, read by the week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, delete, extract, func, or_, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.store.tally_table import TallyRow
from voicebot.telemetry.tally import Counts

__all__ = ["Tally", "add_tallies", "asked_of", "purge_tallies", "tallies"]

_INSERT: dict[str, Any] = {"sqlite": insert_sqlite, "postgresql": insert_postgresql}


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something happened in an hour of the district's clock."""

    day: dt.date
    hour: int
    what: str
    kind: str
    count: int


async def add_tallies(engine: AsyncEngine, at: dt.datetime, counts: Counts) -> None:
    """Add what happened to the hour of `at`, all of it or nothing.

    Args:
        engine: an open database.
        at: on the district's clock.
        counts: how often, by what and kind. Written in one order: no two processes wait for each other.
    """
    rows = [_row(at, what, kind, count) for (what, kind), count in sorted(counts.items()) if count]
    if not rows:
        return
    insert = _INSERT[engine.dialect.name](TallyRow)
    key = [TallyRow.day, TallyRow.hour, TallyRow.what, TallyRow.kind]
    grown = {"count": TallyRow.count + insert.excluded.count}
    async with engine.begin() as connection:
        await connection.execute(insert.on_conflict_do_update(index_elements=key, set_=grown), rows)


def _row(at: dt.datetime, what: str, kind: str, count: int) -> Mapping[str, Any]:
    return {"day": at.date(), "hour": at.hour, "what": what[:32], "kind": kind[:64], "count": count}


async def tallies(engine: AsyncEngine, first: dt.date, last: dt.date) -> list[Tally]:
    """What happened from one day to another, both included; bounded by hours and kinds, not by callers."""
    row = TallyRow
    query = select(row.day, row.hour, row.what, row.kind, row.count).where(row.day.between(first, last))
    async with engine.connect() as connection:
        found = await connection.execute(query.order_by(row.day, row.hour, row.what, row.kind))
        return [Tally(*each) for each in found]


async def asked_of(engine: AsyncEngine, month: int, since: dt.date) -> list[tuple[str, int, int]]:
    """(entry, hour, how often it was answered) in a month of any year, or since a day."""
    row, then = TallyRow, or_(extract("month", TallyRow.day) == month, TallyRow.day >= since)
    query = select(row.kind, row.hour, func.sum(row.count)).where(row.what == "entry", then)
    async with engine.connect() as connection:
        found = await connection.execute(query.group_by(row.kind, row.hour))
        return [(entry, hour, int(count)) for entry, hour, count in found]


async def purge_tallies(engine: AsyncEngine, before: dt.date) -> int:
    """Remove the counts of that day and of all before it; how many rows they were."""
    async with engine.begin() as connection:
        done: CursorResult[Any] = await connection.execute(delete(TallyRow).where(TallyRow.day <= before))
        return done.rowcount
