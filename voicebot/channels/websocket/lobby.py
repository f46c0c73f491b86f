"""Who is in, and who has been cut off and may come back."""

from __future__ import annotations

import asyncio
import hmac
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from voicebot.channels.websocket.conversation import Conversation
from voicebot.errors import ProtocolError
from voicebot.settings import Limits
from voicebot.telemetry.metrics import SESSIONS

__all__ = ["Lobby"]


class Lobby:
    """Counts conversations, refuses one too many, and keeps those whose connection dropped.

    Args:
        limits: the most there may be.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._inside: Counter[str] = Counter()
        self._known: dict[str, Conversation] = {}
        self._clocks: set[asyncio.Task[None]] = set()

    @property
    def inside(self) -> int:
        """Conversations now."""
        return self._inside.total()

    @contextmanager
    def enter(self, address: str) -> Iterator[None]:
        """Be counted while the conversation lasts.

        Raises:
            ProtocolError: ``too_many_sessions``.
        """
        if self.inside >= self._limits.sessions or self._inside[address] >= self._limits.sessions_per_address:
            raise ProtocolError("too_many_sessions", "The desk is full.")
        self._inside[address] += 1
        SESSIONS.set(self.inside)
        try:
            yield
        finally:
            self._inside[address] -= 1
            self._inside += Counter()
            SESSIONS.set(self.inside)

    def join(self, conversation: Conversation) -> None:
        """A conversation has begun."""
        self._known[conversation.session.id] = conversation

    async def leave(self, conversation: Conversation) -> None:
        """A conversation is over."""
        self._known.pop(conversation.session.id, None)
        await conversation.session.close()

    async def park(self, conversation: Conversation) -> None:
        """Keep a conversation whose connection dropped, for as long as the limits say."""
        await conversation.pause()
        clock = asyncio.create_task(self._forget_later(conversation))
        self._clocks.add(clock)
        clock.add_done_callback(self._clocks.discard)

    async def resume(self, session_id: str, token: str) -> Conversation:
        """Give a conversation to the caller who has its token.

        A connection that the desk still takes for alive lets go first: the caller knows better.

        Raises:
            ProtocolError: ``no_resume``.
        """
        found = self._known.get(session_id)
        if found is None or not hmac.compare_digest(found.session.resume_token.encode(), token.encode()):
            raise ProtocolError("no_resume", "That session is not kept here.")
        await found.take_over()
        return found

    async def close(self) -> None:
        """Forget everybody."""
        for clock in self._clocks:
            clock.cancel()
        for conversation in list(self._known.values()):
            await self.leave(conversation)

    async def _forget_later(self, conversation: Conversation) -> None:
        drops = conversation.drops
        await asyncio.sleep(self._limits.resume_s)
        if conversation.parked.is_set() and conversation.drops == drops:
            await self.leave(conversation)
