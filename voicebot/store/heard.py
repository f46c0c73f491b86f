"""What recordings say, kept by their content: a corrected spreadsheet need not have them heard again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.store.tables import ScriptHeardRow

__all__ = ["HeardScripts"]


class HeardScripts:
    """Keeps what was heard.

    Args:
        engine: an open database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def get(self, digest: str) -> Mapping[str, Any] | None:
        """What was kept under a digest, or nothing."""
        query = select(ScriptHeardRow.listened).where(ScriptHeardRow.digest == digest)
        async with self._engine.connect() as connection:
            found: Mapping[str, Any] | None = await connection.scalar(query)
        return found

    async def put(self, digest: str, listened: Mapping[str, Any]) -> None:
        """Keep it; whoever has heard the same meanwhile has heard the same."""
        row = ScriptHeardRow(digest=digest, heard_at=dt.datetime.now(dt.UTC), listened=dict(listened))
        try:
            async with AsyncSession(self._engine) as session, session.begin():
                session.add(row)
        except IntegrityError:
            return

    async def forget(self, digests_before: dt.datetime) -> int:
        """Remove what was heard before; how many there were."""
        async with self._engine.begin() as connection:
            gone = await connection.execute(
                delete(ScriptHeardRow).where(ScriptHeardRow.heard_at < digests_before)
            )
        return gone.rowcount
