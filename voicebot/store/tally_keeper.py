"""Writes down once a minute how far the process's own counters have grown: a crash loses a minute."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.store.tallies import add_tallies
from voicebot.telemetry.logs import log
from voicebot.telemetry.tally import Counts, counted, grown

__all__ = ["EVERY_S", "TallyKeeper"]

EVERY_S = 60.0


class TallyKeeper:
    """One process's share in the counts of the desk.

    Args:
        engine: an open database.
        now: the district's clock.
        count: reads the counters; what they hold already is somebody else's.
    """

    def __init__(
        self, engine: AsyncEngine, now: Callable[[], dt.datetime], count: Callable[[], Counts] = counted
    ) -> None:
        self._engine = engine
        self._now = now
        self._count = count
        self._kept = count()

    async def keep(self) -> None:
        """Write what has happened since; what cannot be written is written next time."""
        seen = self._count()
        try:
            await add_tallies(self._engine, self._now(), grown(seen, self._kept))
            self._kept = seen
        except SQLAlchemyError as error:
            log.warning("figures not kept", error=type(error).__name__)

    async def run(self) -> None:
        """Do it every minute. What happened in the last minute of an hour may count for the next one."""
        while True:
            await asyncio.sleep(EVERY_S)
            await self.keep()
