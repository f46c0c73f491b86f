"""Wrong tries, counted in the store, so that all doors and all processes count together."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import case, delete, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.store.tables import WrongTryRow

__all__ = ["count_wrong", "wrong_so_far"]

_INSERT: dict[str, Any] = {"sqlite": insert_sqlite, "postgresql": insert_postgresql}


async def wrong_so_far(engine: AsyncEngine, asker: str) -> tuple[int, dt.datetime | None]:
    """How often this asker was wrong, and when last."""
    async with engine.connect() as connection:
        query = select(WrongTryRow.count, WrongTryRow.last).where(WrongTryRow.asker == asker)
        row = (await connection.execute(query)).first()
    return (row[0], row[1]) if row else (0, None)


async def count_wrong(engine: AsyncEngine, asker: str, now: dt.datetime, keep: dt.timedelta) -> None:
    """One more; what is older than `keep` counts no more, and is removed for everybody."""
    old = now - keep
    insert = _INSERT[engine.dialect.name](WrongTryRow).values(asker=asker, count=1, last=now)
    counted = case((WrongTryRow.last <= old, 1), else_=WrongTryRow.count + 1)
    upsert = insert.on_conflict_do_update(
        index_elements=[WrongTryRow.asker], set_={"count": counted, "last": now}
    )
    async with engine.begin() as connection:
        await connection.execute(upsert)
    gone = select(WrongTryRow.asker).where(WrongTryRow.last <= old).with_for_update(skip_locked=True)
    async with engine.begin() as connection:  # on its own, and past what is locked: it waits for nobody
        await connection.execute(delete(WrongTryRow).where(WrongTryRow.asker.in_(gone)))
