"""How many open complaints are where: counted for who looks first, then every minute for all others."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from voicebot.telemetry.logs import log

__all__ = ["Count", "PlaceCounts"]

Count = list[tuple[str, int, int]]
"""Places with their complaints, and those of them that are overdue."""
_EVERY_S = 60.0
_KEPT_S = 12 * 3600.0
"""Nobody has looked for a working day: counting reads every open complaint (0.3 s for 100,000)."""


class PlaceCounts:
    """Counts by departments.

    Args:
        count: of some departments, all when empty.
    """

    def __init__(self, count: Callable[[tuple[str, ...]], Awaitable[Count]]) -> None:
        self._count = count
        self._counted: dict[tuple[str, ...], Count] = {}
        self._looked: dict[tuple[str, ...], float] = {}

    async def of(self, departments: tuple[str, ...]) -> Count:
        """At most a minute old."""
        self._looked[departments] = time.monotonic()
        if departments not in self._counted:
            self._counted[departments] = await self._count(departments)
        return self._counted[departments]

    async def refresh(self) -> None:
        """Count anew for everybody who has looked; forget those who look no more."""
        for departments, looked in list(self._looked.items()):
            if time.monotonic() - looked > _KEPT_S:
                del self._looked[departments]
                self._counted.pop(departments, None)
            else:
                self._counted[departments] = await self._count(departments)

    async def run(self) -> None:
        """Refresh every minute, until cancelled."""
        while True:
            await asyncio.sleep(_EVERY_S)
            try:
                await self.refresh()
            except Exception as error:
                self._counted.clear()  # who looks next counts, rather than see what may be wrong
                log.error("counting places failed", error=type(error).__name__)
