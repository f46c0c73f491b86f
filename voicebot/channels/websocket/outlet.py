"""Writes a conversation's events and sound to its socket, numbered; gives up on one that takes nothing.

When the connection drops, events are numbered and kept, so that the socket that comes back misses none.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable

from fastapi import WebSocket, WebSocketDisconnect

from voicebot.audio import Audio
from voicebot.channels.websocket.wire import pack, wire_sound
from voicebot.errors import ProtocolError
from voicebot.talk.client_events import AudioFormat
from voicebot.talk.server_events import ServerEvent, SpeechStarted

__all__ = ["SocketOutlet"]

EVENTS_KEPT = 256


class SocketOutlet:
    """The desk's end of one connection.

    Args:
        socket: accepted.
        stalled_s: a write that waits longer raises ``slow_reader``.

    Attributes:
        lost: set when a write finds the connection closed; what is said meanwhile is kept, as after `detach`.
    """

    def __init__(self, socket: WebSocket, stalled_s: float) -> None:
        self._socket: WebSocket | None = socket
        self._stalled_s = stalled_s
        self._kept: deque[tuple[int, str]] = deque(maxlen=EVENTS_KEPT)
        self._one_at_a_time = asyncio.Lock()
        self._events = 0
        self._frames = 0
        self._writing: asyncio.Timeout | None = None
        self.lost = asyncio.Event()
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
            text = numbered.model_dump_json(exclude_none=True)
            self._kept.append((self._events, text))
            if self._socket:
                await self._in_time(self._socket.send_text(text))

    async def audio(self, sound: Audio) -> None:
        """Send one frame of sound with its number."""
        async with self._one_at_a_time:
            self._spoke_at = time.monotonic()
            payload = wire_sound(sound, self.format)
            if self._socket:
                self._frames += 1  # counted first: a write that is given up half way has been begun
                await self._in_time(self._socket.send_bytes(pack(self._frames - 1, payload)))

    def detach(self) -> None:
        """The connection has dropped: keep events until another socket comes."""
        self._socket = None
        if self._writing:  # nobody waits for a line that is dead
            self._writing.reschedule(asyncio.get_running_loop().time())

    async def attach(self, socket: WebSocket, last_seq: int) -> None:
        """The caller is back: send the events after `last_seq` again, as they were.

        Raises:
            ProtocolError: ``no_resume`` when events have been missed that are no longer kept.
        """
        async with self._one_at_a_time:
            missed = [text for number, text in self._kept if number > last_seq]
            if last_seq > self._events or len(missed) < self._events - last_seq:
                raise ProtocolError("no_resume", "Too much has happened since the connection dropped.")
            self._socket, self.lost = socket, asyncio.Event()
            for text in missed:
                if self._socket:
                    await self._in_time(socket.send_text(text))

    async def _in_time(self, write: Awaitable[None]) -> None:
        try:
            # Not wait_for: in Python 3.11 it loses a cancellation that comes as the write ends.
            async with asyncio.timeout(self._stalled_s) as self._writing:
                await write
        except TimeoutError:
            if self._socket:
                raise ProtocolError("slow_reader", "The client has read nothing for too long.") from None
        except (WebSocketDisconnect, RuntimeError):
            self._socket = None
            self.lost.set()
        finally:
            self._writing = None
