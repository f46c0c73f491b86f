"""What outlives a connection: the session, its numbers and its formats."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from fastapi import WebSocket

from voicebot.channels.websocket.outlet import SocketOutlet
from voicebot.channels.websocket.wire import Arrived, SequenceCounter
from voicebot.errors import ProtocolError
from voicebot.talk.client_events import AudioFormat, Resume
from voicebot.talk.session.session import Session

__all__ = ["Conversation"]


@dataclass(slots=True, eq=False)
class Conversation:
    """One caller, over one connection after the other.

    Attributes:
        session: the talk itself.
        outlet: writes to the connection there is.
        form: how the caller's sound is written.
        numbers: of the caller's frames.
        last_frame: the last that arrived and was heard.
        arrived: which of the caller's events have.
        parked: no connection has it.
        wanted: another connection wants it.
        drops: how often the connection has dropped.
        over: it has ended, and nobody comes back to it.
    """

    session: Session
    outlet: SocketOutlet
    form: AudioFormat
    numbers: SequenceCounter = field(default_factory=SequenceCounter)
    last_frame: int | None = None
    arrived: Arrived = field(default_factory=Arrived)
    parked: asyncio.Event = field(default_factory=asyncio.Event)
    wanted: asyncio.Event = field(default_factory=asyncio.Event)
    drops: int = 0
    over: bool = False
    _one_by_one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def pause(self) -> None:
        """The connection has dropped: nothing is said into the void."""
        self.outlet.detach()
        await self.session.pause()
        self.drops += 1
        self.parked.set()

    async def take_over(self) -> None:
        """Wait until no connection has it; of several that want it, each has it in its turn.

        Raises:
            ProtocolError: ``no_resume`` when it has ended meanwhile.
        """
        async with self._one_by_one:
            self.wanted.set()
            await self.parked.wait()
            self.wanted.clear()
            if self.over:
                raise ProtocolError("no_resume", "That session has ended.")
            self.parked.clear()

    async def end(self) -> None:
        """Close the session, and let go whoever waits for it."""
        self.over = True
        self.parked.set()
        await self.session.close()

    async def go_on(self, socket: WebSocket, resume: Resume) -> None:
        """The caller is back: events she missed, then what she has not heard.

        Raises:
            ProtocolError: ``no_resume``.
        """
        self.numbers.replayed = self.arrived.replayed = True
        if self.last_frame is not None:  # a frame whose connection was given up on the way has not arrived
            self.numbers.expected = (self.last_frame + 1) % 2**32
        await self.outlet.attach(socket, resume.last_event_seq)
