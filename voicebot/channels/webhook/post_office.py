"""All webhooks together, for as long as the desk is open."""

from __future__ import annotations

import asyncio

from voicebot.channels.webhook.postman import Postman
from voicebot.civic.complaints.notices import Notices
from voicebot.settings import Outbox

__all__ = ["PostOffice"]


class PostOffice:
    """Has a postman for each webhook of the settings.

    Args:
        outbox: the settings.
    """

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._working: list[asyncio.Task[None]] = []

    def open(self, notices: Notices) -> None:
        """Begin to send."""
        for name, webhook in self._outbox.webhooks.items():
            postman = Postman(name, webhook, self._outbox, notices)
            self._working.append(asyncio.create_task(postman.run()))

    async def close(self) -> None:
        """Stop sending."""
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
