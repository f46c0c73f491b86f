"""Listen to an open tracking page and an open call, and keep when each change arrived."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx

from voicebot.audio import Audio
from voicebot.client.caller import Caller, Event
from voicebot.errors import EngineError

__all__ = ["Arrivals", "CallEar", "hear_page", "listening"]

_WAIT_S = 30.0


class Arrivals:
    """Moments at which something came (seconds since 1970), in order.

    Args:
        where: it comes.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self.moments: list[float] = []
        self._more = asyncio.Condition()

    async def note(self) -> None:
        """It has come this moment."""
        async with self._more:
            self.moments.append(time.time())
            self._more.notify_all()

    async def until(self, count: int) -> None:
        """Wait until it has come so often.

        Raises:
            EngineError: ``news_lost``: not within half a minute.
        """
        try:
            async with asyncio.timeout(_WAIT_S), self._more:
                await self._more.wait_for(lambda: len(self.moments) >= count)
        except TimeoutError as error:
            raise EngineError("news_lost", f"{self._where}: nothing within {_WAIT_S:.0f} s.") from error


@asynccontextmanager
async def listening(ear: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Listen as long as the context lasts."""
    task = asyncio.create_task(ear)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def hear_page(stream: httpx.Response, seen: Arrivals) -> None:
    """Note every change that a tracking page's stream tells of."""
    async for line in stream.aiter_lines():
        if line == "event: change":
            await seen.note()


class CallEar:
    """What comes in a call.

    Attributes:
        seen: changes, as its screen shows them.
        said: replies that were spoken to their end.
        voice: of a change, by its place in ``seen``, the first sound of its sentence (seconds since 1970).
    """

    def __init__(self, caller: Caller) -> None:
        self.seen = Arrivals("call")
        self.said = Arrivals("voice")
        self.voice: dict[int, float] = {}
        self._caller = caller
        self._sentence = ""
        self._speaking = ""
        self._due = 0

    async def quiet(self) -> None:
        """Wait until the last change was said; a desk that is busy otherwise leaves it unsaid."""
        with suppress(EngineError):
            await self.said.until(self._due)

    async def hear(self) -> None:
        """Note what comes, until the call is over."""
        async for message in self._caller.messages():
            if isinstance(message, Audio):
                self._sounded()
            else:
                await self._event(message)

    def _sounded(self) -> None:
        if self._sentence and self._sentence == self._speaking:
            self.voice.setdefault(len(self.seen.moments) - 1, time.time())

    async def _event(self, event: Event) -> None:
        match event["type"]:
            case "complaint.status":
                self._sentence, self._due = event["say"], len(self.said.moments) + 1
                await self.seen.note()
            case "response.created":
                self._speaking = " ".join(event["sentences"])
            case "response.done":
                self._speaking = ""
                await self.said.note()
