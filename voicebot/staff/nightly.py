"""What the console does at night: it clears away what nothing refers to any more."""

from __future__ import annotations

import asyncio
import datetime as dt

from voicebot.civic.scripts.upkeep import clear_scripts
from voicebot.staff.console import Console
from voicebot.telemetry.logs import log

__all__ = ["Nightly", "due"]

HOUR = 3
"""Of the district's clock: nobody brings recordings then, and backups of midnight are done."""
_LOOK_S = 300.0


def due(now: dt.datetime, last: dt.date | None) -> bool:
    """Whether it is night and has not been done in this one.

    Args:
        now: by the district's clock.
        last: the day on which it was done last.
    """
    return now.hour == HOUR and now.date() != last


class Nightly:
    """Clears once a night, in every desk: the second finds nothing.

    Args:
        console: tells the time, and what there is to clear.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last: dt.date | None = None

    async def look(self) -> dict[str, int]:
        """Clear if it is time; how many of each kind are gone."""
        behind, now = self._console.behind, self._console.now()
        local = now.astimezone(behind.district.zone)
        if behind.database is None or behind.workshop is None or not due(local, self._last):
            return {}
        house, own = behind.workshop.house, self._console.own
        gone = await clear_scripts(behind.database, house.publisher, own, now)
        self._last = local.date()
        return gone

    async def run(self, every_s: float = _LOOK_S) -> None:
        """Look now and then, until cancelled."""
        while True:
            try:
                if gone := await self.look():
                    log.info("cleared at night", **gone)
            except Exception as error:
                log.error("clearing at night failed", error=type(error).__name__)
            await asyncio.sleep(every_s)
