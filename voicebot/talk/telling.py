"""What the desk says to one caller: one reply at a time, announced when it takes long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from voicebot.talk.careful import Careful
from voicebot.talk.mouth import Mouth
from voicebot.talk.pace import paced
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.telemetry.metrics import REPLIES
from voicebot.telemetry.turn import Turn

__all__ = ["FILLER_S", "Telling"]

FILLER_S = 1.8
"""An answer that comes later than this after the turn is announced (product.md, "How the desk listens")."""

WAIT_S = 60.0
"""Grace for who says "잠깐만요" before the desk asks whether anything is still wanted."""


class Telling:
    """Speaks replies.

    Args:
        mouth: the caller's loudspeaker.
        careful: runs the speaking.
        on_told: told, when a reply has been sent, in how many seconds it is the caller's turn.
    """

    def __init__(self, mouth: Mouth, careful: Careful, on_told: Callable[[float], Awaitable[None]]) -> None:
        self._mouth = mouth
        self._careful = careful
        self._on_told = on_told
        self._speaking: asyncio.Task[None] | None = None

    async def say(self, phrase: str, turn: Turn | None = None) -> None:
        """Speak one of the desk's own phrases."""
        await self.speak(Reply("notice", phrases(self._mouth.language)(phrase)), turn or Turn())

    async def speak(self, reply: Reply, turn: Turn) -> None:
        """Give up what is being said and say this."""
        await self.hush()
        self._mouth.options = paced(self._mouth.options, reply.effects)
        turn.kind = reply.kind
        REPLIES.labels(kind=reply.kind).inc()
        self._speaking = self._careful.start(lambda: self._tell(reply, turn))

    async def hush(self) -> None:
        """Stop speaking; the device forgets what it has not played."""
        await cancelled(self._speaking)
        self._speaking = None
        await self._mouth.clear()

    async def announce(self, turn: Turn, thinking: asyncio.Task[None]) -> None:
        """Say that the answer takes a moment, if it does; a turn that needs no answer gets no such word."""
        await asyncio.sleep(FILLER_S)
        if turn.kind or not thinking.done():
            await self._mouth.fill(phrases(self._mouth.language).line("filler"), turn)

    async def close(self) -> None:
        """Stop, and tell the device nothing more."""
        await cancelled(self._speaking)

    async def _tell(self, reply: Reply, turn: Turn) -> None:
        """Say a reply; then it is the caller's turn, once it has been heard."""
        await self._mouth.say(reply, turn)
        await self._on_told(self._mouth.ahead + (WAIT_S if Effect.WAIT in reply.effects else 0.0))


async def cancelled(*tasks: asyncio.Task[None] | None) -> None:
    """Cancel tasks, and wait until they have ended."""
    running = [task for task in tasks if task]
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
