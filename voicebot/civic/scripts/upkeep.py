"""Batches that are over are kept for a while, for their reports; what nothing refers to any more is not."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.publishing.publisher import Publisher
from voicebot.civic.scripts.batch import UPLOADS
from voicebot.civic.scripts.drafting import VOICE_NAME
from voicebot.civic.scripts.opened import VOICES, voices_of
from voicebot.civic.scripts.voice import clear_folder
from voicebot.settings import Settings
from voicebot.store.batches import Batches
from voicebot.store.heard import HeardScripts

__all__ = ["clear_batches", "clear_scripts"]

_LEFT_S = 24 * 3600.0
"""What is older and nobody refers to belongs to nobody; what is younger may be about to be referred to."""


async def clear_scripts(
    engine: AsyncEngine, publisher: Publisher, own: Settings, now: dt.datetime
) -> dict[str, int]:
    """Remove batches that are over, and recordings to which no entry and no batch refers any more.

    Args:
        engine: an open database.
        publisher: knows what entries refer to, old texts among them.
        own: where files are, and for how many days batches are kept.
        now: with a time zone.

    Returns:
        How many ``batches``, ``takes`` (prepared recordings of batches) and ``voices`` (of entries).
    """
    batches, before = Batches(engine), now.timestamp() - _LEFT_S
    over = await clear_batches(batches, own.scripts_dir, now, own.scripts.keep_days)
    await HeardScripts(engine).forget(now - dt.timedelta(days=own.scripts.keep_days))
    takes, voices = await batches.voices(), await publisher.recordings()
    return {
        "batches": over,
        "takes": await asyncio.to_thread(voices_of(own.scripts_dir).clear, takes, before),
        "voices": await asyncio.to_thread(clear_folder, own.recordings_dir, VOICE_NAME, voices, before),
    }


async def clear_batches(batches: Batches, folder: Path, now: dt.datetime, days: int) -> int:
    """Remove batches that were saved or given up so long ago; how many.

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
        if path.name not in {*known, UPLOADS, VOICES} and path.stat().st_mtime < before:
            shutil.rmtree(path, ignore_errors=True)
    for path in (folder / UPLOADS).glob("*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
