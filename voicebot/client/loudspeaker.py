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
        self._held: float | None = None
        self._finished = 0

    @property
    def left(self) -> float:
        """Seconds that have come and not been played."""
        return sum(self._lengths) - self._played

    def take(self, reply: str, sentence: int, seconds: float) -> None:
        """A frame has come."""
        if reply != self._reply:
            self._start(reply)
        self._begun += max(0.0, self._passed - sum(self._lengths))  # nothing was there to be played
        while len(self._lengths) <= sentence:
            self._lengths.append(0.0)
        self._lengths[sentence] += seconds

    def hold(self) -> None:
        """Stop where it is."""
        self._held = self._held or time.monotonic()

    def go_on(self) -> None:
        """Play from where it was held."""
        self._begun += time.monotonic() - (self._held or time.monotonic())
        self._held = None

    def clear(self) -> None:
        """Forget what has not been played."""
        self._start("")

    async def run(self) -> None:
        """Report until cancelled."""
        while True:
            if self._lengths:
                await self._tell()
            await asyncio.sleep(0.02 if self._instant else EVERY_S)

    def _start(self, reply: str) -> None:
        self._reply, self._lengths, self._begun, self._finished = reply, [], time.monotonic(), 0
        self._held = None

    @property
    def _passed(self) -> float:
        """Seconds since the reply began, without those in which it was held."""
        return (self._held or time.monotonic()) - self._begun

    @property
    def _played(self) -> float:
        total = sum(self._lengths)
        return total if self._instant else min(total, self._passed)

    async def _tell(self) -> None:
        played = self._played
        state = "paused" if self._held else "progress"
        for index, length in enumerate(self._lengths):
            if played < length or index == len(self._lengths) - 1:
                await self._report(self._reply, index, state, round(min(played, length) * 1000))
                return
            if index >= self._finished:
                self._finished = index + 1
                await self._report(self._reply, index, "finished", round(length * 1000))
            played -= length
