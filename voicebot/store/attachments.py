"""Photos and sounds of complaints: a row and an event in the database, the file itself in the data folder.

The file is written first, sealed, whole and safe on disk; then the row and the event are committed together.
What goes wrong between the two leaves a file that no row names, and `purge_orphans` removes it. Removing goes
the other way round: the file first, then the row, so that nothing private outlives its row.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.attachment_files import AttachmentFiles, attachments_dir
from voicebot.store.complaints import noted
from voicebot.store.keys import Keyring
from voicebot.store.tables import ComplaintAttachment, ComplaintRow

__all__ = ["Attachments", "attachments_dir"]


class Attachments:
    """Keeps and removes them.

    Args:
        engine: an open database.
        folder: for the files; made at the first use, for its owner only.
        keyring: seals and opens them.
    """

    def __init__(self, engine: AsyncEngine, folder: Path, keyring: Keyring) -> None:
        self._engine = engine
        self._files = AttachmentFiles(folder, keyring)

    async def add(
        self, complaint_id: int, kind: str, media: str, content: bytes, event: Mapping[str, Any], most: int
    ) -> ComplaintAttachment:
        """Keep one.

        Args:
            complaint_id: whose it is.
            kind: ``photo`` or ``sound``.
            media: its media type.
            content: the whole file.
            event: who added it, and when.
            most: of this kind and complaint.

        Raises:
            StoreError: ``attachments_full``: there are so many already.
        """
        return await asyncio.shield(self._add(complaint_id, kind, media, content, event, most))

    async def _add(
        self, complaint_id: int, kind: str, media: str, content: bytes, event: Mapping[str, Any], most: int
    ) -> ComplaintAttachment:
        """Whoever gives up waiting does not leave a row without its file."""
        name = secrets.token_hex(32)
        row = ComplaintAttachment(
            complaint_id=complaint_id, name=name, kind=kind, media=media, size=len(content), at=event["at"]
        )
        await asyncio.to_thread(self._files.write, name, content)
        try:
            async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                session.add_all([row, noted(complaint_id, event)])
                await session.flush()
                if await _count(session, complaint_id, kind) > most:
                    raise StoreError("attachments_full", f"A complaint can have {most} of kind {kind}.")
        except Exception:
            self._files.remove(name)
            raise
        return row

    async def of(self, complaint_id: int) -> Sequence[ComplaintAttachment]:
        """A complaint's, the oldest first."""
        query = select(ComplaintAttachment).where(ComplaintAttachment.complaint_id == complaint_id)
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query.order_by(ComplaintAttachment.id))).all()

    async def read(self, complaint_id: int, name: str) -> tuple[ComplaintAttachment, bytes] | None:
        """One of a complaint's and what is in it; nothing when there is none of this name.

        Raises:
            StoreError: ``key_missing`` or ``file_damaged``.
        """
        row = next((one for one in await self.of(complaint_id) if one.name == name), None)
        try:
            return (row, await asyncio.to_thread(self._files.read, row.name)) if row else None
        except FileNotFoundError:  # it is being removed
            return None

    async def remove(self, row: ComplaintAttachment, event: Mapping[str, Any]) -> bool:
        """Remove a file for good, and keep that it was removed; false when somebody else has."""
        return await asyncio.shield(self._remove(row, event))

    async def _remove(self, row: ComplaintAttachment, event: Mapping[str, Any]) -> bool:
        await asyncio.to_thread(self._files.remove, row.name)
        async with AsyncSession(self._engine) as session, session.begin():
            gone = delete(ComplaintAttachment).where(ComplaintAttachment.id == row.id)
            if (await session.execute(gone)).rowcount != 1:  # type: ignore[attr-defined]
                return False
            session.add(noted(row.complaint_id, event))
        await asyncio.to_thread(self._files.remove, row.name)  # if it was sealed anew meanwhile
        return True

    # -- upkeep --------------------------------------------------------------------------------------

    async def due(self, kind: str, closed_before: dt.datetime) -> Sequence[tuple[ComplaintAttachment, str]]:
        """Those of a kind whose complaint was closed so long ago, with its state."""
        query = (
            select(ComplaintAttachment, ComplaintRow.state)
            .join(ComplaintRow, ComplaintRow.id == ComplaintAttachment.complaint_id)
            .where(ComplaintAttachment.kind == kind, ComplaintRow.closed_at <= closed_before)
        )
        async with AsyncSession(self._engine) as session:
            return [(row[0], row[1]) for row in await session.execute(query)]

    async def reseal(self) -> int:
        """Seal every file with the newest key, those in the open too; how many there are.

        Raises:
            StoreError: ``key_missing``: one was sealed with a key that is not here; ``file_damaged``.
        """
        names = await self._names()
        for name in sorted(names):
            await asyncio.to_thread(self._files.reseal, name)
        gone = names - await self._names()  # what was removed meanwhile must not come back
        for name in gone:
            self._files.remove(name)
        return len(names - gone)

    async def purge_orphans(self) -> int:
        """Remove files that no row names, once they are old enough; how many there were."""
        await asyncio.to_thread(self._files.clear_copies)
        orphans = await self.orphans()
        for name in orphans:
            self._files.remove(name)
        return len(orphans)

    async def orphans(self) -> list[str]:
        """Files that no row names and that are old enough not to get one any more."""
        files = await asyncio.to_thread(self._files.older)  # before the rows: one may come meanwhile
        return sorted(files - await self._names()) if files else []

    async def wrong(self, row: ComplaintAttachment) -> str:
        """What is wrong with a file, read to its end; empty where it is as it was written."""
        try:
            size = await asyncio.to_thread(self._files.size, row.name)
        except FileNotFoundError:
            size = -1
        except StoreError as error:
            return f"the file of a {row.kind} cannot be opened ({error.code})"
        return "" if size == row.size else f"the file of a {row.kind} is missing or cut short"

    async def _names(self) -> set[str]:
        async with AsyncSession(self._engine) as session:
            return set(await session.scalars(select(ComplaintAttachment.name)))


async def _count(session: AsyncSession, complaint_id: int, kind: str) -> int:
    where = (ComplaintAttachment.complaint_id == complaint_id) & (ComplaintAttachment.kind == kind)
    return await session.scalar(select(func.count(ComplaintAttachment.id)).where(where)) or 0
