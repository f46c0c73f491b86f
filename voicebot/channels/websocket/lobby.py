"""Who is in, who waits in line, and who has been cut off and may come back."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from voicebot.channels.websocket.conversation import Conversation
from voicebot.channels.websocket.line import Line, Place
from voicebot.errors import ProtocolError
from voicebot.settings import Limits
from voicebot.telemetry.metrics import SESSIONS
from voicebot.telemetry.pressure import SESSIONS_WAITING

__all__ = ["Lobby"]


class Lobby:
    """Gives places, and keeps the conversations whose connection dropped.

    Args:
        limits: the most there may be.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.line = Line(limits)
        self._known: dict[str, Conversation] = {}
        self._clocks: dict[str, asyncio.Task[None]] = {}

    @contextmanager
    def enter(self, address: str, *, back: bool = False) -> Iterator[Place]:
        """Stand in line, then have a place, for as long as this lasts.

        Args:
            address: where the caller calls from.
            back: the caller comes back to a conversation that is kept, and need not wait again.

        Raises:
            ProtocolError: ``too_many_sessions`` when the line is full too.
        """
        place = self.line.join(address, back=back)
        self._count()
        try:
            yield place
        finally:
            self.line.leave(place)
            self._count()

    def join(self, conversation: Conversation) -> None:
        """A conversation has begun."""
        self._known[conversation.session.id] = conversation

    async def leave(self, conversation: Conversation) -> None:
        """A conversation is over."""
        self._known.pop(conversation.session.id, None)
        self._stop_clock(conversation)
        await conversation.end()

    async def park(self, conversation: Conversation) -> None:
        """Keep a conversation whose connection dropped, for as long as the limits say.

        No more are kept than may be open; of more than that, the oldest are forgotten.
        """
        await conversation.pause()
        self._stop_clock(conversation)
        self._clocks[conversation.session.id] = asyncio.create_task(self._forget_later(conversation))
        parked = [kept for kept in self._known.values() if kept.parked.is_set()]
        for oldest in parked[: max(0, len(parked) - self._limits.sessions)]:
            await self.leave(oldest)

    def find(self, session_id: str, token: str) -> Conversation:
        """The conversation of the caller who has its token.

        Raises:
            ProtocolError: ``no_resume``.
        """
        found = self._known.get(session_id)
        if found is None or not hmac.compare_digest(found.session.resume_token.encode(), token.encode()):
            raise ProtocolError("no_resume", "That session is not kept here.")
        return found

    async def resume(self, session_id: str, token: str) -> Conversation:
        """Give a conversation to the caller who has its token.

        A connection that the desk still takes for alive lets go first: the caller knows better.

        Raises:
            ProtocolError: ``no_resume``.
        """
        found = self.find(session_id, token)
        await found.take_over()
        return found

    async def close(self) -> None:
        """Forget everybody."""
        for conversation in list(self._known.values()):
            await self.leave(conversation)

    def _stop_clock(self, conversation: Conversation) -> None:
        clock = self._clocks.pop(conversation.session.id, None)
        if clock and clock is not asyncio.current_task():
            clock.cancel()

    def _count(self) -> None:
        SESSIONS.set(self.line.inside)
        SESSIONS_WAITING.set(self.line.waiting)

    async def _forget_later(self, conversation: Conversation) -> None:
        drops = conversation.drops
        await asyncio.sleep(self._limits.resume_s)
        if conversation.parked.is_set() and conversation.drops == drops:
            await self.leave(conversation)
