"""A conversation with a desk that outlives its connections: it comes back, and sends again what was lost."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import struct
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from voicebot.client.outbox import Outbox
from voicebot.client.recovery import Next, Pulse, after_close, backoff

__all__ = ["Event", "Line", "LinkChange", "address_of", "open_line"]

Event = dict[str, Any]
LinkState = Literal["open", "lost", "full", "ended"]

INBOX = 2000
"""Messages that may wait to be read; the desk sends at most 3 s of sound ahead."""

OPEN_S = 5.0
END_S = 2.0
LOOK_S = 0.5
_NUMBER = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class LinkChange:
    """What became of the connection.

    Attributes:
        state: ``open``; ``lost`` (it will be tried again); ``full`` (the same, later); ``ended`` (for good).
        why: ``new`` or ``resumed`` when open; the close reason, or ``silence``, otherwise.
    """

    state: LinkState
    why: str = ""


class Line:
    """One caller's line; `open_line` makes and closes it.

    Args:
        url: of the desk's socket (``ws://…/v1/talk``).
        start: fields of ``session.start``.

    Attributes:
        inbox: everything that came, in order: events, sound (PCM16 bytes), changes of the connection.
        session: ``session.created`` of the conversation; empty before.
        cuts: how often a connection was lost.
    """

    def __init__(self, url: str, start: Mapping[str, object]) -> None:
        self._url, self._start = url, dict(start)
        self._outbox = Outbox(secrets.token_hex(4))
        self._one_at_a_time = asyncio.Lock()
        self._socket: ClientConnection | None = None
        self._open = self._over = False
        self._was_open = self._waits = False  # this connection: it has been; it stands in line
        self._retry = asyncio.Event()
        self._pulse = Pulse(0.0)
        self._forget()
        self.inbox: asyncio.Queue[Event | bytes | LinkChange] = asyncio.Queue(INBOX)
        self.cuts = 0

    def _forget(self) -> None:
        self.session: Event = {}
        self._event_seq = self._acked = 0
        self._sound_seq: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the desk hears now what is sent."""
        return self._open

    @property
    def frames(self) -> int:
        """Frames of sound so far."""
        return self._outbox.frames

    # -- what the caller does ------------------------------------------------------------------------

    async def send(self, kind: str, **fields: object) -> None:
        """Send an event: now, or when there is a connection."""
        async with self._one_at_a_time:
            await self._put(self._outbox.event(kind, fields))

    async def sound(self, pcm: bytes) -> None:
        """Send 20 to 100 ms of PCM16: now, or when there is a connection."""
        async with self._one_at_a_time:
            await self._put(self._outbox.sound(pcm))

    def retry(self) -> None:
        """Do not wait out the pause before the next attempt."""
        self._retry.set()

    async def end(self) -> None:
        """The caller is done: the desk wipes the conversation, and so does this."""
        self._over = True
        self._retry.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(END_S):
                await self.send("session.end")
                if self._socket:
                    await self._socket.close()
        self.break_off()
        self._outbox = Outbox("over")

    def break_off(self) -> None:
        """Lose the connection, without a goodbye."""
        if self._socket:
            self._socket.transport.abort()

    async def _put(self, wire: str | bytes) -> None:
        if self._open and self._socket:
            try:
                await self._socket.send(wire)
            except ConnectionClosed:
                self._open = False  # it is kept, and sent again

    # -- connections, one after the other --------------------------------------------------------------

    async def run(self) -> None:
        """Keep the conversation going until it ends."""
        attempt = 0
        while not self._over:
            following, why, was_open = await self._one_connection()
            attempt = 0 if was_open else attempt + 1
            self.cuts += was_open and following is Next.AGAIN
            if following in (Next.END, Next.REFUSED) or self._over:
                await self.inbox.put(LinkChange("ended", why))
                return
            if following is Next.ANEW:
                self._forget()
                self._outbox = self._outbox.renewed()
            if following is Next.FULL or was_open or attempt == 1:
                await self.inbox.put(LinkChange("full" if following is Next.FULL else "lost", why))
            await self._pause(backoff(attempt, random.random()))  # noqa: S311 - nobody guesses

    async def _pause(self, seconds: float) -> None:
        self._retry.clear()
        if self._over:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._retry.wait()

    async def _one_connection(self) -> tuple[Next, str, bool]:
        """Connect and read to the end: what follows, why, and whether the conversation had gone on."""
        code, why = None, ""
        self._was_open = self._waits = False
        try:
            async with connect(
                self._url, max_size=2**20, open_timeout=OPEN_S, close_timeout=1.0, ping_interval=None
            ) as socket:
                self._socket, self._pulse = socket, Pulse(time.monotonic())
                beside = [asyncio.create_task(work) for work in (self._watch(socket), self._tell())]
                try:
                    await socket.send(self._outbox.event("session.start", self._start | self._resume()))
                    async for message in socket:
                        await self._take(message)
                except ConnectionClosed:
                    pass
                finally:
                    for task in beside:
                        task.cancel()
                    socket.transport.abort()  # a goodbye might wait behind what nobody takes
            code, why = socket.close_code, socket.close_reason or ""
            code = None if code == 1006 else code
        except (OSError, InvalidHandshake, TimeoutError, ConnectionClosed) as error:
            why = type(error).__name__
        self._socket, self._open = None, False
        return after_close(code, why), why, self._was_open

    def _resume(self) -> Event:
        if not self.session:
            return {}
        return {
            "resume": {
                "session_id": self.session["session_id"],
                "token": self.session["resume_token"],
                "last_event_seq": self._event_seq,
                "last_audio_in_seq": self._outbox.arrived,
            }
        }

    async def _watch(self, socket: ClientConnection) -> None:
        """Give up a line that is dead; to send something might wait behind what a dead line does not take."""
        while True:
            await asyncio.sleep(LOOK_S)
            if self._pulse.dead(time.monotonic()) and not self._waits:
                socket.transport.abort()
                return

    async def _tell(self) -> None:
        """Tell what has come, and ask whether the desk is there."""
        while True:
            await asyncio.sleep(LOOK_S)
            if not self._open:
                continue
            if self._event_seq > self._acked:
                self._acked = self._event_seq
                await self.send("ack", event_seq=self._acked)
            if self._pulse.ask(time.monotonic()):
                await self.send("ping")

    # -- what comes ------------------------------------------------------------------------------------

    async def _take(self, message: str | bytes) -> None:
        self._pulse.word(time.monotonic())
        if isinstance(message, bytes):
            await self._take_sound(message)
            return
        event: Event = json.loads(message)
        if self._open and event["seq"] != self._event_seq + 1:
            self.break_off()  # nothing is guessed: what is missing comes again
            return
        self._event_seq = max(self._event_seq, event["seq"])
        match event["type"]:
            case "ack":
                self._outbox.acknowledge(event["audio_seq"], event["client_event_id"])
            case "ping":
                await self.send("pong")
            case "session.queue":
                self._waits = True
            case "session.created":
                await self._begun(event)
        await self.inbox.put(event)

    async def _take_sound(self, message: bytes) -> None:
        number = _NUMBER.unpack_from(message)[0]
        if self._sound_seq is not None and number != (self._sound_seq + 1) % 2**32:
            self.break_off()
            return
        self._sound_seq = number
        await self.inbox.put(message[_NUMBER.size :])

    async def _begun(self, event: Event) -> None:
        """The desk hears: first what it may not have heard, then what is new."""
        resumed = self.session.get("session_id") == event["session_id"]
        self.session, self._was_open, self._waits, self._sound_seq = event, True, False, None
        async with self._one_at_a_time:
            self._open = True
            for wire in self._outbox.unheard:
                await self._put(wire)
        await self.inbox.put(LinkChange("open", "resumed" if resumed else "new"))


def address_of(url: str) -> str:
    """The address of a desk's socket, from its page's or its own."""
    address = url.rstrip("/").replace("http", "ws", 1) if url.startswith("http") else url.rstrip("/")
    return address if address.endswith("/v1/talk") else address + "/v1/talk"


@asynccontextmanager
async def open_line(url: str, start: Mapping[str, object]) -> AsyncIterator[Line]:
    """A line that is kept until the end of the block."""
    line = Line(address_of(url), start)
    running = asyncio.create_task(line.run())
    try:
        yield line
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
