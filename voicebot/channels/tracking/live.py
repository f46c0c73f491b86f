"""Tells an open page that something has changed: server-sent events, one kind, no content but a sentence."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from voicebot.civic.complaints.office import Office
from voicebot.store.tables import ComplaintEvent
from voicebot.talk.watchers import Watchers

__all__ = ["Live"]

MOST = 500
"""Pages that are kept up to date at once; further ones look again by themselves."""
STILL_S = 15.0
"""After so long without news a comment is sent, so that a page which is gone is noticed."""


class Live:
    """The open pages.

    Args:
        most: at once.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self.open = 0

    @property
    def full(self) -> bool:
        """Whether no further page fits in."""
        return self.open >= self._most

    async def news(
        self, receipt: str, seen: int, office: Office, watchers: Watchers, language: str
    ) -> AsyncIterator[str]:
        """A stream that tells of every change after the one that a page has seen, until the page is gone.

        Args:
            receipt: of the complaint.
            seen: number of the last event that the page shows.
            office: has the sentences.
            watchers: see changes, whichever process made them.
            language: of the sentence.
        """
        changed: asyncio.Queue[ComplaintEvent] = asyncio.Queue()

        async def told(_receipt: str, event: ComplaintEvent) -> None:
            changed.put_nowait(event)

        self.open += 1
        try:
            await watchers.watch(receipt, told)
            newest = (await office.latest([receipt]))[receipt]
            if newest.id > seen:
                yield _event(newest, office, language)
            yield ": open\n\n"
            while True:
                yield await _next(changed, office, language)
        finally:
            self.open -= 1
            watchers.leave(told)


async def _next(changed: asyncio.Queue[ComplaintEvent], office: Office, language: str) -> str:
    try:
        async with asyncio.timeout(STILL_S):
            return _event(await changed.get(), office, language)
    except TimeoutError:
        return ": still\n\n"


def _event(event: ComplaintEvent, office: Office, language: str) -> str:
    told = {"state": event.state, "say": office.register.told(event, language)}
    return f"id: {event.id}\nevent: change\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
