"""The district data that is in force, for whoever has a database and no running desk."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.district import District
from voicebot.civic.overlay import days_off, district
from voicebot.store.ledger import Ledger, Lines

__all__ = ["district_in_force", "district_lines"]


async def district_lines(ledger: Ledger) -> dict[str, Lines]:
    """What is laid over a district's file, by chapter."""
    return {chapter: await ledger.lines(chapter) for chapter in (district.CHAPTER, days_off.CHAPTER)}


async def district_in_force(engine: AsyncEngine, filed: District) -> District:
    """The district as officers have it.

    Args:
        engine: an open database.
        filed: as its file has it.
    """
    lines: Mapping[str, Lines] = await district_lines(Ledger(engine))
    return district.district_over(filed, lines)
