"""What officers lay over the files reaches callers: each process of the desk looks for it twice a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from voicebot.store.ledger import Ledger, Lines
from voicebot.telemetry.logs import log

__all__ = ["POLL_S", "Upkeep"]

POLL_S = 0.5
"""From one look at the store to the next, so that a change is there well within five seconds."""


class Upkeep:
    """Keeps one process in step with the ledger.

    Args:
        ledger: what officers write in.
        lay: takes over the whole of it, by chapter.
        besides: what else is to be looked at each time.
    """

    def __init__(
        self,
        ledger: Ledger,
        lay: Callable[[Mapping[str, Lines]], None],
        besides: Callable[[], Awaitable[None]],
    ) -> None:
        self._ledger = ledger
        self._lay = lay
        self._besides = besides
        self._seen = 0

    async def refresh(self) -> bool:
        """Take over what was written since the last look; whether anything was."""
        newest = await self._ledger.glance()
        await self._besides()
        if newest == self._seen:
            return False
        self._lay(await self._ledger.everything())
        self._seen = newest
        return True

    async def run(self, every_s: float = POLL_S) -> None:
        """Look for changes until cancelled; what fails is looked for again."""
        while True:
            await asyncio.sleep(every_s)
            try:
                await self.refresh()
            except Exception as error:
                log.error("looking for what officers changed failed", error=type(error).__name__)
