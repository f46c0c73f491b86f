"""Where a conversation's words and sounds go: a channel implements it, whatever its wire."""

from __future__ import annotations

from typing import Protocol

from voicebot.audio import Audio
from voicebot.talk.server_events import ServerEvent

__all__ = ["Outlet"]


class Outlet(Protocol):
    """A caller's device, as the conversation sees it. Both calls wait while the device is slow."""

    async def event(self, event: ServerEvent) -> None:
        """Send one event; the channel numbers it."""
        ...

    async def audio(self, sound: Audio) -> None:
        """Send one frame (20–100 ms) of the sentence that has been started."""
        ...
