"""A turn that may turn out to be unfinished: its parts, and what must wait until it is certain."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from voicebot.hear.transcriber import Transcript
from voicebot.talk.dialogue import Thread
from voicebot.understand.meaning import Reading

__all__ = ["Parts"]


class Parts:
    """What was said in the last turn, part by part, and the state of the talk before it.

    Args:
        grace_s: seconds after which a turn cannot be reopened any more.
    """

    def __init__(self, grace_s: float) -> None:
        self._grace = grace_s
        self._heard: list[asyncio.Task[Transcript]] = []
        self._later: asyncio.Task[None] | None = None
        self._work: Callable[[], Awaitable[None]] | None = None
        self.before = Thread()

    async def hear(self, recognising: Coroutine[Any, Any, Transcript], *, continues: bool) -> Transcript:
        """Recognise a part; giving up the wait does not give up the recognition, a later part may need it."""
        task = asyncio.create_task(recognising)
        task.add_done_callback(_retrieved)
        self._heard = [*self._heard, task] if continues else [task]
        return await asyncio.shield(task)

    def forget_last(self) -> None:
        """The last part was no words."""
        self._heard.pop()

    def forget_earlier(self) -> None:
        """The last part stands for itself."""
        self._heard = self._heard[-1:]

    async def readings(self, again: Transcript | None = None) -> list[Reading]:
        """Every reading of the last part, after the best of the parts before; one that failed is left out.

        Args:
            again: the last part, recognised once more.
        """
        *earlier, last = await asyncio.gather(*self._heard, return_exceptions=True)
        start = [part.text for part in earlier if isinstance(part, Transcript) and part.text]
        if isinstance(last, BaseException):
            raise last
        readings = (again or last).hypotheses
        return [Reading(" ".join([*start, one.text]), one.score) for one in readings]

    def when_certain(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something once the turn can no longer be reopened."""
        self.reopened()
        self._work = work
        self._later = asyncio.create_task(self._wait())

    def reopened(self) -> None:
        """It was not certain: what waits is not done."""
        if self._later:
            self._later.cancel()
        self._later = self._work = None

    async def close(self) -> None:
        """Nobody will go on: do now what waits."""
        work = self._work
        self.reopened()
        for task in self._heard:
            task.cancel()
        if work:
            await work()

    async def _wait(self) -> None:
        await asyncio.sleep(self._grace)
        work, self._work = self._work, None
        if work:
            await work()


def _retrieved(task: asyncio.Task[Transcript]) -> None:
    """An error that nobody waits for any more has been told already."""
    if not task.cancelled():
        task.exception()
