"""Batches of scripts: what was brought, how far the checking is, what was let pass, whether it was saved.

A batch goes from ``checking`` to ``ready`` and, all at once, through ``saving`` to ``saved``; ``cancelled``
can go on. Who checks holds it for a while, again and again: another takes over from one that has died.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import ScriptError
from voicebot.store.tables import ScriptBatchRow, ScriptLineRow

__all__ = ["WAITING", "BatchState", "Batches", "Counts", "LineState"]

BatchState = Literal["checking", "cancelled", "ready", "saving", "saved", "discarded"]
LineState = Literal["waiting", "clean", "open", "wrong"]
WAITING: tuple[LineState, ...] = ("waiting",)
_ENDED = ("saved", "discarded")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a batch is: rows by their state."""

    waiting: int = 0
    clean: int = 0
    open: int = 0
    wrong: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.clean + self.open + self.wrong


class Batches:
    """Keeps batches and their rows.

    Args:
        engine: an open database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(
        self,
        folder: str,
        name: str,
        language: str,
        by: str,
        lines: Iterable[Mapping[str, Any]],
        problems: list[Any],
    ) -> ScriptBatchRow:
        """Keep a new batch with its rows, in one transaction.

        Args:
            folder: where its files wait already.
            name: of the spreadsheet.
            language: ISO 639-1 code.
            by: who brought it.
            lines: each with ``line``, ``state``, ``script`` and ``checked``.
            problems: of the files as a whole, as JSON.
        """
        batch = ScriptBatchRow(
            made_at=dt.datetime.now(dt.UTC),
            made_by=by,
            name=name[:255],
            language=language,
            folder=folder,
            state="checking",
            problems=problems,
        )
        async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
            session.add(batch)
            await session.flush()
            rows = [{**line, "batch_id": batch.id, "confirmed": {}} for line in lines]
            for start in range(0, len(rows), _AT_ONCE):
                await session.execute(insert(ScriptLineRow), rows[start : start + _AT_ONCE])
        return batch

    async def get(self, number: int) -> ScriptBatchRow:
        """One batch.

        Raises:
            ScriptError: ``batch_unknown``.
        """
        async with AsyncSession(self._engine) as session:
            batch = await session.get(ScriptBatchRow, number)
        if batch is None:
            raise ScriptError("batch_unknown", f"There is no batch {number}; see `voicebot faq batches`.")
        return batch

    async def listed(self, limit: int = 50) -> Sequence[ScriptBatchRow]:
        """The newest first."""
        query = select(ScriptBatchRow).order_by(ScriptBatchRow.id.desc()).limit(limit)
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()

    async def counts(self, number: int) -> Counts:
        """How far it is."""
        query = (
            select(ScriptLineRow.state, func.count())
            .where(ScriptLineRow.batch_id == number)
            .group_by(ScriptLineRow.state)
        )
        async with self._engine.connect() as connection:
            return Counts(**{row[0]: row[1] for row in await connection.execute(query)})

    async def lines(
        self, number: int, states: Collection[LineState] = (), *, after: int = 0, limit: int = _AT_ONCE
    ) -> Sequence[ScriptLineRow]:
        """Rows in their order, those behind line `after`; all states when none is named."""
        query = select(ScriptLineRow).where(ScriptLineRow.batch_id == number, ScriptLineRow.line > after)
        if states:
            query = query.where(ScriptLineRow.state.in_(states))
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query.order_by(ScriptLineRow.line).limit(limit))).all()

    async def line(self, number: int, line: int) -> ScriptLineRow:
        """One row.

        Raises:
            ScriptError: ``line_unknown``.
        """
        rows = await self.lines(number, after=line - 1, limit=1)
        if not rows or rows[0].line != line:
            raise ScriptError("line_unknown", f"Batch {number} has no line {line}.")
        return rows[0]

    # -- checking ----------------------------------------------------------------------------------

    async def hold(self, number: int, until: dt.datetime, holder_until: dt.datetime | None = None) -> bool:
        """Begin to check, or go on; false when it is not to be checked, or somebody else does.

        Args:
            number: of the batch.
            until: this checker's now until then.
            holder_until: what this checker was told before; nothing at its first time.
        """
        free = or_(ScriptBatchRow.held_until.is_(None), ScriptBatchRow.held_until < dt.datetime.now(dt.UTC))
        mine = ScriptBatchRow.held_until == holder_until if holder_until else free
        return await self._turn(number, ("checking",), mine, held_until=until)

    async def release(self, number: int, held_until: dt.datetime) -> None:
        """Whoever held it until then does so no more."""
        mine = ScriptBatchRow.held_until == held_until
        await self._turn(number, ("checking",), mine, held_until=None)

    async def checked(self, row_id: int, state: LineState, checked: Mapping[str, Any]) -> None:
        """A row was looked at."""
        values = {"state": state, "checked": dict(checked)}
        async with self._engine.begin() as connection:
            await connection.execute(update(ScriptLineRow).where(ScriptLineRow.id == row_id).values(**values))

    async def confirm(self, row: ScriptLineRow, keys: Collection[str], by: str, state: LineState) -> None:
        """Somebody has listened, and lets differences pass."""
        confirmed = {**row.confirmed, **dict.fromkeys(keys, by)}
        async with self._engine.begin() as connection:
            await connection.execute(
                update(ScriptLineRow)
                .where(ScriptLineRow.id == row.id)
                .values(confirmed=confirmed, state=state)
            )

    async def mended(
        self, row: ScriptLineRow, state: LineState, script: Mapping[str, Any], checked: Mapping[str, Any]
    ) -> bool:
        """A row is another one now, of which nothing was let pass; false while the old one still waits."""
        values = {"state": state, "script": dict(script), "checked": dict(checked), "confirmed": {}}
        async with self._engine.begin() as connection:
            looked_at = (ScriptLineRow.id == row.id) & (ScriptLineRow.state != "waiting")
            made = await connection.execute(update(ScriptLineRow).where(looked_at).values(**values))
        return made.rowcount == 1

    # -- states ------------------------------------------------------------------------------------

    async def move(self, number: int, state: BatchState, *before: BatchState) -> bool:
        """Bring a batch into a state, if it is in one of those before; whether it was."""
        ended = {"ended_at": dt.datetime.now(dt.UTC)} if state in _ENDED else {}
        return await self._turn(number, before, state=state, held_until=None, **ended)

    async def unfinished(self) -> Sequence[int]:
        """The numbers of those that are to be checked: after a restart, somebody has to go on."""
        query = select(ScriptBatchRow.id).where(ScriptBatchRow.state == "checking")
        async with self._engine.connect() as connection:
            return (await connection.scalars(query.order_by(ScriptBatchRow.id))).all()

    async def folders(self) -> frozenset[str]:
        """Where the files of all batches lie."""
        async with self._engine.connect() as connection:
            return frozenset(await connection.scalars(select(ScriptBatchRow.folder)))

    async def voices(self) -> frozenset[str]:
        """The names of prepared recordings in rows of any batch."""
        query = select(ScriptLineRow.checked["voice"]["file"].as_string()).distinct()
        async with self._engine.connect() as connection:
            return frozenset(name for name in await connection.scalars(query) if name)

    async def ended(self, before: dt.datetime) -> Sequence[ScriptBatchRow]:
        """Those that were saved or given up so long ago."""
        async with AsyncSession(self._engine) as session:
            return (
                await session.scalars(select(ScriptBatchRow).where(ScriptBatchRow.ended_at < before))
            ).all()

    async def forget(self, number: int) -> None:
        """Remove a batch and its rows."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(ScriptLineRow).where(ScriptLineRow.batch_id == number))
            await connection.execute(delete(ScriptBatchRow).where(ScriptBatchRow.id == number))

    async def _turn(
        self, number: int, before: Collection[str], *which: ColumnElement[bool], **values: object
    ) -> bool:
        chosen = (ScriptBatchRow.id == number, ScriptBatchRow.state.in_(before), *which)
        async with self._engine.begin() as connection:
            made = await connection.execute(update(ScriptBatchRow).where(*chosen).values(**values))
        return made.rowcount == 1
