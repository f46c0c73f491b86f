"""Photos and sounds of complaints: a row and an event in the database, the file itself in the data folder.

The file is written first, whole and safe on disk; then the row and the event are committed together. What
goes wrong between the two leaves a file that no row names, and `purge_orphans` removes it. Removing goes the
other way round: the file first, then the row, so that nothing private outlives its row.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import secrets
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.complaints import noted
from voicebot.store.tables import ComplaintAttachment, ComplaintRow

__all__ = ["Attachments", "attachments_dir"]

ORPHAN_S = 3600.0
"""A file without a row that is older was left by a crash; a younger one may be about to get its row."""


def attachments_dir(data_dir: Path) -> Path:
    """Where the files lie: in the data folder, outside everything that is served."""
    return data_dir / "attachments"


class Attachments:
    """Keeps and removes them.

    Args:
        engine: an open database.
        folder: for the files; made at the first use, for its owner only.
    """

    def __init__(self, engine: AsyncEngine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

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
        await asyncio.to_thread(_write, self._path(name), content)
        try:
            async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                session.add_all([row, noted(complaint_id, event)])
                await session.flush()
                if await _count(session, complaint_id, kind) > most:
                    raise StoreError("attachments_full", f"A complaint can have {most} of kind {kind}.")
        except Exception:
            self._path(name).unlink(missing_ok=True)
            raise
        return row

    async def of(self, complaint_id: int) -> Sequence[ComplaintAttachment]:
        """A complaint's, the oldest first."""
        query = select(ComplaintAttachment).where(ComplaintAttachment.complaint_id == complaint_id)
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query.order_by(ComplaintAttachment.id))).all()

    async def read(self, complaint_id: int, name: str) -> tuple[ComplaintAttachment, bytes] | None:
        """One of a complaint's and what is in it; nothing when there is none of this name."""
        row = next((one for one in await self.of(complaint_id) if one.name == name), None)
        try:
            return (row, await asyncio.to_thread(self._path(row.name).read_bytes)) if row else None
        except FileNotFoundError:  # it is being removed
            return None

    async def remove(self, row: ComplaintAttachment, event: Mapping[str, Any]) -> bool:
        """Remove a file for good, and keep that it was removed; false when somebody else has."""
        return await asyncio.shield(self._remove(row, event))

    async def _remove(self, row: ComplaintAttachment, event: Mapping[str, Any]) -> bool:
        await asyncio.to_thread(self._path(row.name).unlink, missing_ok=True)
        async with AsyncSession(self._engine) as session, session.begin():
            gone = delete(ComplaintAttachment).where(ComplaintAttachment.id == row.id)
            if (await session.execute(gone)).rowcount != 1:  # type: ignore[attr-defined]
                return False
            session.add(noted(row.complaint_id, event))
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

    async def purge_orphans(self) -> int:
        """Remove files that no row names, once they are old enough; how many there were."""
        files = await asyncio.to_thread(_older_files, self._folder)
        async with AsyncSession(self._engine) as session:
            known = set(await session.scalars(select(ComplaintAttachment.name))) if files else set()
        orphans = [path for path in files if path.name not in known]
        for path in orphans:
            path.unlink(missing_ok=True)
        return len(orphans)

    def missing(self, row: ComplaintAttachment) -> bool:
        """Whether the file is not there as it was written."""
        path = self._path(row.name)
        return not path.is_file() or path.stat().st_size != row.size

    def _path(self, name: str) -> Path:
        return self._folder / name


async def _count(session: AsyncSession, complaint_id: int, kind: str) -> int:
    where = (ComplaintAttachment.complaint_id == complaint_id) & (ComplaintAttachment.kind == kind)
    return await session.scalar(select(func.count(ComplaintAttachment.id)).where(where)) or 0


def _older_files(folder: Path) -> list[Path]:
    """Before the rows are read, so that a file whose row comes meanwhile is not taken for an orphan."""
    if not folder.is_dir():
        return []
    before = time.time() - ORPHAN_S
    return [path for path in folder.iterdir() if path.stat().st_mtime < before]


def _write(path: Path, content: bytes) -> None:
    """Write a new file that only its owner may read, down to the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
