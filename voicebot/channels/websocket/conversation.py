"""What outlives a connection: the session, its numbers and its formats."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from fastapi import WebSocket

from voicebot.channels.websocket.outlet import SocketOutlet
from voicebot.channels.websocket.wire import SequenceCounter
from voicebot.talk.client_events import AudioFormat, Resume
from voicebot.talk.session import Session

__all__ = ["Conversation"]


@dataclass(slots=True, eq=False)
class Conversation:
    """One caller, over one connection after the other.

    Attributes:
        session: the talk itself.
        outlet: writes to the connection there is.
        form: how the caller's sound is written.
        numbers: of the caller's frames.
        last_frame: the last that arrived.
        parked: no connection has it.
        wanted: another connection wants it.
        drops: how often the connection has dropped.
    """

    session: Session
    outlet: SocketOutlet
    form: AudioFormat
    numbers: SequenceCounter = field(default_factory=SequenceCounter)
    last_frame: int | None = None
    parked: asyncio.Event = field(default_factory=asyncio.Event)
    wanted: asyncio.Event = field(default_factory=asyncio.Event)
    drops: int = 0

    async def pause(self) -> None:
        """The connection has dropped: nothing is said into the void."""
        self.outlet.detach()
        await self.session.pause()
        self.drops += 1
        self.parked.set()

    async def take_over(self) -> None:
        """Wait until no connection has it."""
        self.wanted.set()
        await self.parked.wait()
        self.wanted.clear()
        self.parked.clear()

    async def go_on(self, socket: WebSocket, resume: Resume) -> None:
        """The caller is back: events she missed, then what she has not heard.

        Raises:
            ProtocolError: ``no_resume``.
        """
        self.numbers.replayed = True
        await self.outlet.attach(socket, resume.last_event_seq)
