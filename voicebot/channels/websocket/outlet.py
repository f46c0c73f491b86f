"""Writes a conversation's events and sound to one socket, numbered; gives up on one that takes nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable

from fastapi import WebSocket, WebSocketDisconnect

from voicebot.audio import Audio
from voicebot.channels.websocket.wire import pack, wire_sound
from voicebot.errors import ProtocolError
from voicebot.talk.client_events import AudioFormat
from voicebot.talk.server_events import ServerEvent, SpeechStarted

__all__ = ["SocketOutlet"]


class SocketOutlet:
    """The desk's end of one connection.

    Args:
        socket: accepted.
        stalled_s: a write that waits longer raises ``slow_reader``.
    """

    def __init__(self, socket: WebSocket, stalled_s: float) -> None:
        self._socket = socket
        self._stalled_s = stalled_s
        self._one_at_a_time = asyncio.Lock()
        self._events = 0
        self._frames = 0
        self.format = AudioFormat(rate=24000)
        self.caller_at = self._spoke_at = time.monotonic()

    @property
    def active_at(self) -> float:
        """When the caller did something or the desk last spoke (seconds, monotonic)."""
        return max(self.caller_at, self._spoke_at)

    async def event(self, event: ServerEvent) -> None:
        """Send one event with its number."""
        if isinstance(event, SpeechStarted):
            self.caller_at = time.monotonic()
        async with self._one_at_a_time:
            self._events += 1
            own = event.event_id or f"desk-{self._events}"
            numbered = event.model_copy(update={"seq": self._events, "event_id": own})
            await self._in_time(self._socket.send_text(numbered.model_dump_json(exclude_none=True)))

    async def audio(self, sound: Audio) -> None:
        """Send one frame of sound with its number."""
        async with self._one_at_a_time:
            self._spoke_at = time.monotonic()
            payload = wire_sound(sound, self.format)
            await self._in_time(self._socket.send_bytes(pack(self._frames, payload)))
            self._frames += 1

    async def _in_time(self, write: Awaitable[None]) -> None:
        try:
            await asyncio.wait_for(write, self._stalled_s)
        except TimeoutError:
            raise ProtocolError("slow_reader", "The client has read nothing for too long.") from None
        except (WebSocketDisconnect, RuntimeError):
            raise ProtocolError("gone", "The connection has been closed.") from None
