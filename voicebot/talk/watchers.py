"""Tells open conversations when a complaint changes, whoever changed it and in whichever process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from itertools import count
from typing import Protocol

from voicebot.store.tables import ComplaintEvent
from voicebot.telemetry.logs import log

__all__ = ["Watchers"]

POLL_S = 0.2
"""From one glance at the store to the next, so that a change is told well within a second."""

GLANCES = 10
"""After so many glances that saw nothing new everything is looked at all the same: of two changes at once the
store may show the later one first."""

Told = Callable[[str, ComplaintEvent], Awaitable[None]]


class Latest(Protocol):
    """Where the newest events come from."""

    async def last_event_id(self) -> int:
        """Grows whenever anything happens to any complaint."""

    async def latest(self, receipts: Collection[str]) -> dict[str, ComplaintEvent]:
        """The last event of each complaint that something is said about."""
        ...


class Watchers:
    """Looks for all watched complaints in one query, when a glance says that anything happened at all.

    While nobody watches, it looks at nothing.

    Args:
        office: where changes are seen.
        poll_s: seconds from one glance to the next.
    """

    def __init__(self, office: Latest, poll_s: float = POLL_S) -> None:
        self._office = office
        self._poll_s = poll_s
        self._watched: dict[str, set[Told]] = {}
        self._seen: dict[str, int] = {}
        self._glances = count()
        self._last = -1
        self._looking: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def watching(self) -> int:
        """How many complaints are watched."""
        return len(self._watched)

    async def watch(self, receipt: str, told: Told) -> None:
        """From now on tell of every change of a complaint."""
        if self._closed:
            return
        if receipt not in self._watched:
            newest = (await self._office.latest([receipt])).get(receipt)
            self._seen[receipt] = newest.id if newest else 0
        self._watched.setdefault(receipt, set()).add(told)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    def leave(self, told: Told) -> None:
        """Tell nothing more to somebody."""
        for receipt in list(self._watched):
            self._watched[receipt].discard(told)
            if not self._watched[receipt]:
                del self._watched[receipt], self._seen[receipt]

    async def close(self) -> None:
        """Stop looking; a look under way gives its connection back first."""
        self._closed = True
        if self._looking:
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _look(self) -> None:
        while self._watched and not self._closed:
            await asyncio.sleep(self._poll_s)
            try:
                if await self._anything():
                    await self._tell_changes()
            except Exception as error:
                log.error("watching failed", error=type(error).__name__)

    async def _anything(self) -> bool:
        """Whether anything may have happened since the last look."""
        before, self._last = self._last, await self._office.last_event_id()
        return self._last != before or next(self._glances) % GLANCES == 0

    async def _tell_changes(self) -> None:
        for receipt, event in (await self._office.latest(list(self._watched))).items():
            if event.id > self._seen.get(receipt, event.id):
                self._seen[receipt] = event.id
                await asyncio.gather(*(told(receipt, event) for told in list(self._watched[receipt])))
