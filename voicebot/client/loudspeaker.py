"""A loudspeaker made of software: plays at the pace of sound and reports what was heard."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

__all__ = ["Loudspeaker"]

Report = Callable[[str, int, str, int], Awaitable[None]]
EVERY_S = 0.25


class Loudspeaker:
    """Plays one reply after another.

    Args:
        report: told (reply, sentence, state, milliseconds played of the sentence).
        instant: play everything the moment it comes, for callers that only want the answer.
    """

    def __init__(self, report: Report, *, instant: bool = False) -> None:
        self._report = report
        self._instant = instant
        self._reply = ""
        self._lengths: list[float] = []
        self._begun = 0.0
        self._finished = 0

    def take(self, reply: str, sentence: int, seconds: float) -> None:
        """A frame has come."""
        if reply != self._reply:
            self._reply, self._lengths, self._begun, self._finished = reply, [], time.monotonic(), 0
        while len(self._lengths) <= sentence:
            self._lengths.append(0.0)
        self._lengths[sentence] += seconds

    async def run(self) -> None:
        """Report until cancelled."""
        while True:
            if self._lengths:
                await self._tell()
            await asyncio.sleep(0.02 if self._instant else EVERY_S)

    async def _tell(self) -> None:
        total = sum(self._lengths)
        played = total if self._instant else min(total, time.monotonic() - self._begun)
        for index, length in enumerate(self._lengths):
            if played < length or index == len(self._lengths) - 1:
                await self._report(self._reply, index, "progress", round(min(played, length) * 1000))
                return
            if index >= self._finished:
                self._finished = index + 1
                await self._report(self._reply, index, "finished", round(length * 1000))
            played -= length
