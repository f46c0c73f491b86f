"""What outlives a connection: the session, its numbers and its formats."""

from __future__ import annotations

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
    """

    session: Session
    outlet: SocketOutlet
    form: AudioFormat
    numbers: SequenceCounter = field(default_factory=SequenceCounter)
    last_frame: int | None = None

    async def pause(self) -> None:
        """The connection has dropped: nothing is said into the void."""
        self.outlet.detach()
        await self.session.pause()

    async def go_on(self, socket: WebSocket, resume: Resume) -> None:
        """The caller is back: events she missed, then what she has not heard.

        Raises:
            ProtocolError: ``no_resume``.
        """
        self.numbers.replayed = True
        await self.outlet.attach(socket, resume.last_event_seq)
