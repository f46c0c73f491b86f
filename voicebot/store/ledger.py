"""The ledger: what officers have laid over the district's files, by chapter and key.

A chapter is as if empty until somebody writes in it. Each change gets the chapter's next version and keeps
the lines that it wrote; how a chapter stood at any version follows from them, so that going back is a change
like any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.ledger_tables import LedgerChange, LedgerLine

__all__ = ["Change", "Content", "Ledger", "Lines", "Past", "Writer"]

Content = Mapping[str, Any]
Lines = Mapping[str, Content]
"""What is laid over the files, by key."""

_TRIES = 5
_AT_ONCE = 200
"""Lines written in one statement: SQLite takes no more than some thousand parameters."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes.

    Attributes:
        actor: their name.
        at: when, with a time zone.
        seen: the chapter's version that they have seen.
    """

    actor: str
    at: dt.datetime
    seen: int


@dataclass(frozen=True, slots=True)
class Change:
    """Something to be written.

    Attributes:
        chapter: where.
        lines: by key; nothing for one that is to be as the files have it. None of them may have changed since
            the writer has seen the chapter.
        writer: whose it is.
        action: such as ``edit``, ``import``, ``return``.
        about: what it is about, for people.
        details: more of it, such as the report of an import.
        whole: whether nothing else in the chapter may have changed either.
    """

    chapter: str
    lines: Mapping[str, Content | None]
    writer: Writer
    action: str = "edit"
    about: str = ""
    details: Content = field(default_factory=lambda: MappingProxyType({}))
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """A change that was made, and how many keys it touched."""

    version: int
    at: dt.datetime
    actor: str
    action: str
    about: str
    details: Content
    lines: int


class Ledger:
    """The ledger of a desk.

    Args:
        engine: an open database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def glance(self) -> int:
        """How many changes there are in all; grows with each, whichever of two at once is seen first."""
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.count(LedgerChange.id))) or 0)

    async def version(self, chapter: str) -> int:
        """The newest version of a chapter; 0 while nobody has written in it."""
        async with self._engine.connect() as connection:
            return await _version(connection, chapter)

    async def lines(self, chapter: str, version: int | None = None) -> dict[str, Content]:
        """What is laid over the files in a chapter; as it was at a version, where one is given."""
        async with self._engine.connect() as connection:
            found = await connection.execute(_newest(chapter, version))
            return {key: content for _, key, content in found if content is not None}

    async def everything(self) -> dict[str, dict[str, Content]]:
        """All chapters that anybody has written in."""
        chapters: dict[str, dict[str, Content]] = {}
        async with self._engine.connect() as connection:
            for chapter, key, content in await connection.execute(_newest()):
                if content is not None:
                    chapters.setdefault(chapter, {})[key] = content
        return chapters

    async def history(self, chapter: str, key: str = "", limit: int = 50) -> list[Past]:
        """The changes of a chapter, or of one key of it, the newest first."""
        count = select(func.count(LedgerLine.id)).where(LedgerLine.change_id == LedgerChange.id)
        query = select(LedgerChange, count.scalar_subquery()).where(LedgerChange.chapter == chapter)
        if key:
            touched = select(LedgerLine.change_id).where(LedgerLine.chapter == chapter, LedgerLine.key == key)
            query = query.where(LedgerChange.id.in_(touched))
        query = query.order_by(LedgerChange.version.desc()).limit(limit)
        async with AsyncSession(self._engine) as session:
            return [_past(row, lines) for row, lines in await session.execute(query)]

    async def change(self, chapter: str, version: int) -> Past | None:
        """One change of a chapter."""
        query = select(LedgerChange).where(LedgerChange.chapter == chapter, LedgerChange.version == version)
        async with AsyncSession(self._engine) as session:
            row = await session.scalar(query)
            return _past(row, 0) if row else None

    async def write(self, change: Change) -> int:
        """Write a change, all of it or nothing; the chapter's version after it.

        Raises:
            StoreError: ``ledger_changed``: somebody else was faster; look at it again.
        """
        for tries in range(1, _TRIES + 1):
            try:
                async with self._engine.begin() as connection:
                    return await _write(connection, change)
            except IntegrityError:  # two wrote at once, perhaps of different things
                if tries == _TRIES:
                    raise
        raise AssertionError("unreachable")

    async def back(self, chapter: str, version: int, writer: Writer, key: str = "") -> int:
        """Return a chapter, or one key of it, to how it stood after a version (0: as the files have it).

        Raises:
            StoreError: ``ledger_changed``, or ``ledger_no_version``: there is none to return to.
        """
        if not 0 <= version < writer.seen:
            raise StoreError("ledger_no_version", f"{chapter} has no earlier version {version}.")
        then = await self.lines(chapter, version)
        now = await self.lines(chapter)
        keys = [key] if key else sorted({*then, *now})
        lines = {one: then.get(one) for one in keys if then.get(one) != now.get(one)}
        return await self.write(Change(chapter, lines, writer, "return", str(version), whole=not key))


def _newest(chapter: str = "", version: int | None = None) -> Select[str, str, dict[str, Any] | None]:
    """The newest line of each key."""
    ids = select(func.max(LedgerLine.id)).group_by(LedgerLine.chapter, LedgerLine.key)
    if chapter:
        ids = ids.where(LedgerLine.chapter == chapter)
    if version is not None:
        ids = ids.join(LedgerChange).where(LedgerChange.version <= version)
    query = select(LedgerLine.chapter, LedgerLine.key, LedgerLine.content)
    return query.where(LedgerLine.id.in_(ids)).order_by(LedgerLine.id)


async def _version(connection: AsyncConnection, chapter: str) -> int:
    query = select(func.max(LedgerChange.version)).where(LedgerChange.chapter == chapter)
    return int(await connection.scalar(query) or 0)


async def _write(connection: AsyncConnection, change: Change) -> int:
    version = await _version(connection, change.chapter)
    if version != change.writer.seen and (change.whole or await _touched(connection, change)):
        raise StoreError("ledger_changed", "Somebody else has changed it meanwhile; look at it again.")
    row = {
        "chapter": change.chapter, "version": version + 1, "at": change.writer.at,
        "actor": change.writer.actor,
        "action": change.action, "about": change.about[:200], "details": dict(change.details),
    }  # fmt: skip
    made = await connection.execute(insert(LedgerChange).values(**row).returning(LedgerChange.id))
    number, keys = made.scalar_one(), list(change.lines)
    for at in range(0, len(keys), _AT_ONCE):
        rows = [_line(number, change, key) for key in keys[at : at + _AT_ONCE]]
        await connection.execute(insert(LedgerLine), rows)
    return version + 1


async def _touched(connection: AsyncConnection, change: Change) -> bool:
    """Whether any of its keys was written after what the writer has seen."""
    query = select(LedgerLine.key).join(LedgerChange)
    query = query.where(LedgerChange.chapter == change.chapter, LedgerChange.version > change.writer.seen)
    later: Sequence[str] = (await connection.scalars(query.distinct())).all()
    return not set(change.lines).isdisjoint(later)


def _line(number: int, change: Change, key: str) -> dict[str, Any]:
    content = change.lines[key]
    plain = None if content is None else dict(content)
    return {"change_id": number, "chapter": change.chapter, "key": key, "content": plain}


def _past(row: LedgerChange, lines: int) -> Past:
    return Past(row.version, row.at, row.actor, row.action, row.about, row.details, lines)
