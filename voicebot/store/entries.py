"""FAQ entries in the store: how each stands, all its texts, and every step that was taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, tuple_, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.tables import EntryRow, EntryStep, EntryText

__all__ = ["Entries", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step, and how the entry stands after it.

    Attributes:
        entry: its id.
        version: the row's after the step; it must be one less before it.
        state: after it.
        revision: number of the newest text after it.
        writer: of that text.
        about: the text that the step is about; nothing where none is spoken any more.
        fields: of a new text; nothing where none was written.
        approver: who has read the text that the step is about.
        begins: from when on callers hear it; nothing where the step changes nothing for them.
        ends: until when.
        why: in the officer's words.
    """

    entry: str
    language: str
    version: int
    at: dt.datetime
    actor: str
    action: str
    state: str
    revision: int
    writer: str
    about: int | None
    fields: Mapping[str, Any] | None = None
    approver: str | None = None
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None
    why: str = ""


class Entries:
    """The entries of a desk; a step is written with its text in one transaction, or not at all.

    Args:
        engine: an open database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def get(self, entry: str, language: str) -> EntryRow | None:
        """How an entry stands; nothing when only a file has it, or nobody."""
        async with AsyncSession(self._engine) as session:
            row: EntryRow | None = await session.scalar(select(EntryRow).where(_is(entry, language)))
            return row

    async def listed(self, states: Collection[str] = ()) -> Sequence[EntryRow]:
        """Entries in some states, or all of them; the one changed last first."""
        query = select(EntryRow).order_by(EntryRow.changed_at.desc(), EntryRow.id)
        if states:
            query = query.where(EntryRow.state.in_(states))
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()

    async def texts(self, entry: str, language: str) -> Sequence[EntryText]:
        """Every text of an entry, the first one first."""
        query = select(EntryText).join(EntryRow).where(_is(entry, language)).order_by(EntryText.number)
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()

    async def text(self, entry: str, language: str, number: int) -> EntryText | None:
        """One text of an entry."""
        query = select(EntryText).join(EntryRow).where(_is(entry, language), EntryText.number == number)
        async with AsyncSession(self._engine) as session:
            return await session.scalar(query)

    async def steps(self, entry: str, language: str) -> Sequence[EntryStep]:
        """Every step of an entry, the first one first."""
        query = select(EntryStep).join(EntryRow).where(_is(entry, language)).order_by(EntryStep.version)
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()

    async def glance(self) -> int:
        """The number of the newest step; grows whenever anything is done. One step down an index."""
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.max(EntryStep.id))) or 0)

    async def decisions(self) -> list[tuple[EntryStep, str, str]]:
        """Every step that decides what callers hear, with the language and the id of its entry, in order."""
        query = (
            select(EntryStep, EntryRow.language, EntryRow.entry)
            .join(EntryRow)
            .where(EntryStep.begins_at.is_not(None))
            .order_by(EntryStep.id)
        )
        async with AsyncSession(self._engine) as session:
            return [(step, language, entry) for step, language, entry in await session.execute(query)]

    async def fields(self, wanted: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], dict[str, Any]]:
        """The fields of one text each of many entries.

        Args:
            wanted: number of the text by language and id.
        """
        found: dict[tuple[str, str], dict[str, Any]] = {}
        keys = [(language, entry, number) for (language, entry), number in wanted.items()]
        async with AsyncSession(self._engine) as session:
            for at in range(0, len(keys), _AT_ONCE):
                query = (
                    select(EntryRow.language, EntryRow.entry, EntryText.fields)
                    .join(EntryText)
                    .where(
                        tuple_(EntryRow.language, EntryRow.entry, EntryText.number).in_(
                            keys[at : at + _AT_ONCE]
                        )
                    )
                )
                rows = await session.execute(query)
                found |= {(language, entry): fields for language, entry, fields in rows}
        return found

    async def recordings(self) -> frozenset[str]:
        """The names of recordings in every text there ever was: the desk can return to each."""
        query = select(EntryText.fields["audio"].as_string()).distinct()
        async with self._engine.connect() as connection:
            return frozenset(name for name in await connection.scalars(query) if name)

    async def take(self, step: Step) -> None:
        """Write a step.

        Raises:
            StoreError: ``entry_changed``: somebody else took a step since this one was thought of.
        """
        await self.take_all([step])

    async def take_all(self, steps: Sequence[Step]) -> None:
        """Write several steps of different entries in one transaction: all of them, or none.

        Raises:
            StoreError: ``entry_changed``: somebody else took a step with one of them.
        """
        async with self._engine.begin() as connection:
            for step in steps:
                try:
                    await self._write(connection, step)
                except IntegrityError as error:  # two began the same entry, or took the same step, at once
                    raise _changed(step) from error

    async def _write(self, connection: AsyncConnection, step: Step) -> None:
        row = await _moved(connection, step)
        if step.fields is not None:
            text = {"entry_id": row, "number": step.revision, "at": step.at, "writer": step.writer}
            await connection.execute(
                insert(EntryText).values(**text, fields=dict(step.fields), approver=step.approver)
            )
        elif step.approver:
            read = (EntryText.entry_id == row) & (EntryText.number == step.about)
            await connection.execute(update(EntryText).where(read).values(approver=step.approver))
        await connection.execute(insert(EntryStep).values(entry_id=row, **_columns(step)))


_AT_ONCE = 200
"""Entries asked for in one query: SQLite takes no more than some thousand parameters."""


async def _moved(connection: AsyncConnection, step: Step) -> int:
    """Bring the row to how it stands after a step; its number.

    Raises:
        StoreError: ``entry_changed``.
    """
    stands = {
        "version": step.version,
        "state": step.state,
        "revision": step.revision,
        "writer": step.writer,
        "changed_at": step.at,
    }
    if step.version == 1:
        new = insert(EntryRow).values(entry=step.entry, language=step.language, **stands)
        return int((await connection.execute(new.returning(EntryRow.id))).scalar_one())
    which = _is(step.entry, step.language) & (EntryRow.version == step.version - 1)
    done: CursorResult[Any] = await connection.execute(update(EntryRow).where(which).values(**stands))
    if done.rowcount == 0:
        raise _changed(step)
    return int(
        (await connection.execute(select(EntryRow.id).where(_is(step.entry, step.language)))).scalar_one()
    )


def _columns(step: Step) -> dict[str, Any]:
    return {
        "version": step.version,
        "at": step.at,
        "actor": step.actor,
        "action": step.action,
        "revision": step.about,
        "begins_at": step.begins,
        "ends_at": step.ends,
        "why": step.why,
    }


def _changed(step: Step) -> StoreError:
    return StoreError(
        "entry_changed", f"Somebody else has changed {step.entry} meanwhile; look at it again, then go on."
    )


def _is(entry: str, language: str) -> ColumnElement[bool]:
    return (EntryRow.entry == entry) & (EntryRow.language == language)
