"""An intake put together from its parts: what a page or a command needs to take batches in."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.scripts.batch import Intake
from voicebot.civic.scripts.hearing import Compute, Recordist
from voicebot.civic.scripts.listening import Ear
from voicebot.civic.scripts.voice import Shelf
from voicebot.settings import Scripts
from voicebot.store.batches import Batches
from voicebot.store.heard import HeardScripts

__all__ = ["VOICES", "open_intake", "voices_of"]

VOICES = "voices"
"""The folder of prepared recordings, below that of scripts."""


def voices_of(folder: Path) -> Shelf:
    """The shelf of prepared recordings, below the folder of scripts."""
    return Shelf(folder / VOICES)


def open_intake(engine: AsyncEngine, ear: Ear, compute: Compute, folder: Path, limits: Scripts) -> Intake:
    """An intake.

    Args:
        engine: an open database.
        ear: the recogniser.
        compute: runs work off the event loop, such as `asyncio.to_thread`.
        folder: for its files.
        limits: how much one may bring.
    """
    recordist = Recordist(
        ear,
        compute=compute,
        shelf=voices_of(folder),
        heard=HeardScripts(engine),
        most_seconds=limits.recording_s,
    )
    return Intake(Batches(engine), recordist, compute, folder, limits)
