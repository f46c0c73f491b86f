"""How words are said, as officers want it; the newest word on a word counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.store.tables import PronunciationRow

__all__ = ["Pronunciations"]


class Pronunciations:
    """The district's own dictionary.

    Args:
        engine: an open database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def say(self, written: str, said: str, *, language: str, actor: str, at: dt.datetime) -> None:
        """From now on a word is said so; as the rules say it, when empty."""
        row = {"language": language, "written": written, "said": said, "at": at, "actor": actor}
        async with self._engine.begin() as connection:
            await connection.execute(insert(PronunciationRow).values(**row))

    async def listed(self) -> Sequence[PronunciationRow]:
        """Every word that is said in its own way, by language and spelling."""
        row = PronunciationRow
        newest = select(func.max(row.id)).group_by(row.language, row.written)
        query = select(row).where(row.id.in_(newest), row.said != "").order_by(row.language, row.written)
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()

    async def glance(self) -> int:
        """The number of the newest row; grows with every change."""
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.max(PronunciationRow.id))) or 0)
