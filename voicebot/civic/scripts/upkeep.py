"""Batches that are over are kept for a while, for their reports; what a crash has left of one is not."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from pathlib import Path

from voicebot.civic.scripts.batch import UPLOADS
from voicebot.store.batches import Batches

__all__ = ["clear_batches"]

_VOICES = "voices"
_LEFT_S = 24 * 3600.0
"""Older uploads and folders without a row belong to nobody; younger ones may be about to get one."""


async def clear_batches(batches: Batches, folder: Path, now: dt.datetime, days: int) -> int:
    """Remove batches that were saved or given up so long ago; how many. Recordings stay for entries.

    Args:
        batches: the store.
        folder: of scripts.
        now: with a time zone.
        days: for which they are kept.
    """
    over = await batches.ended(now - dt.timedelta(days=days))
    for batch in over:
        await batches.forget(batch.id)
        await asyncio.to_thread(shutil.rmtree, folder / batch.folder, ignore_errors=True)
    await asyncio.to_thread(_clear_left, folder, now.timestamp() - _LEFT_S, await batches.folders())
    return len(over)


def _clear_left(folder: Path, before: float, known: frozenset[str]) -> None:
    for path in folder.glob("*"):
        if path.name not in {*known, UPLOADS, _VOICES} and path.stat().st_mtime < before:
            shutil.rmtree(path, ignore_errors=True)
    for path in (folder / UPLOADS).glob("*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
