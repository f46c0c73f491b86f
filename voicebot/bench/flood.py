"""`voicebot bench flood`: far more callers than the desk can serve; nobody may be dropped in silence."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed

from voicebot.audio import Audio
from voicebot.bench.figures import write_json
from voicebot.bench.load import roomy_desk, show_progress
from voicebot.bench.load_callers import spoken_questions, warm
from voicebot.bench.load_figures import show
from voicebot.bench.meter import Meter
from voicebot.bench.service import Service
from voicebot.bench.streaming import together
from voicebot.client.caller import Caller, dial
from voicebot.errors import ProtocolError

__all__ = ["FloodCaller", "Outcome", "bench_flood"]

SILENCE_S = 20.0
"""Who hears nothing for so long in line has been dropped in silence: twice what the desk allows itself."""

AGAIN_S = 5.0
SETTLED_S = 10.0


class Outcome(StrEnum):
    """How one call ended."""

    ANSWERED = "answered"
    WAITING = "in line, told how long"
    TOLD = "refused or failed, told why"
    DROPPED = "dropped in silence"


class FloodCaller:
    """One caller who calls again and again, and asks one question a call.

    Args:
        number: among the callers.
        questions: from `spoken_questions`.
        until: when to stop calling; seconds, monotonic.

    Attributes:
        outcomes: of each call.
        waits: ``session.queue`` events heard.
    """

    def __init__(self, number: int, questions: Sequence[Audio], until: float) -> None:
        self._question = questions[number % len(questions)]
        self._until = until
        self.outcomes: list[Outcome] = []
        self.waits = 0

    async def run(self, url: str) -> None:
        """Call until the time is over."""
        while time.monotonic() < self._until:
            self.outcomes.append(await self._call(url))
            if self.outcomes[-1] is not Outcome.ANSWERED:
                await asyncio.sleep(min(AGAIN_S, max(0.0, self._until - time.monotonic())))

    async def _call(self, url: str) -> Outcome:
        try:
            async with dial(url) as caller:
                try:
                    return await self._talk(caller)
                except (ConnectionClosed, ProtocolError, TimeoutError):
                    return Outcome.TOLD if _told(caller) else Outcome.DROPPED
                finally:
                    self.waits += len(caller.waits)
        except OSError:
            return Outcome.DROPPED  # not even connected

    async def _talk(self, caller: Caller) -> Outcome:
        if not await self._get_in(caller):
            return Outcome.WAITING
        answer = await caller.ask(self._question, patience_s=60)
        await caller.send("session.end")
        return Outcome.ANSWERED if answer.sound.duration else Outcome.DROPPED

    async def _get_in(self, caller: Caller) -> bool:
        """Wait in line; whether it came to an end before the time was over.

        Raises:
            TimeoutError: nothing has been heard for `SILENCE_S`.
        """
        async with together(caller.start()) as starting:
            while not starting.done():
                heard = len(caller.waits)
                await asyncio.wait({starting}, timeout=SILENCE_S)
                if len(caller.waits) == heard and not starting.done():
                    raise TimeoutError
                if caller.waits and time.monotonic() > self._until:
                    return starting.done()
            starting.result()
        return True


def _told(caller: Caller) -> bool:
    """Whether the caller heard why: an error with a sentence to be spoken."""
    return any(error["say"] for error in caller.errors)


def bench_flood(
    *, times: int = 5, minutes: float = 2.0, sessions: int = 8, json_path: Path | None = None
) -> dict[str, Any]:
    """Call a desk of our own with many more callers than it has places.

    Args:
        times: callers for each place.
        minutes: for how long they go on calling.
        sessions: places.
        json_path: where the figures go.

    Returns:
        ``calls`` by `Outcome`, ``dropped`` (must be 0), ``callers_answered`` and ``callers_served`` (always
        heard an answer, a wait or a reason) of ``callers``, and memory in GB before and after.
    """
    questions = spoken_questions()
    with roomy_desk(None, times * sessions, limits__sessions=str(sessions)) as (url, desk):
        assert desk is not None
        asyncio.run(warm(url, questions))
        figures = {"times": times, "places": sessions, "minutes": minutes}
        figures |= asyncio.run(_run(url, desk, questions, times * sessions, minutes * 60))
    show("flood", figures)
    write_json(json_path, figures)
    return figures


async def _run(
    url: str, desk: Service, questions: Sequence[Audio], callers: int, seconds: float
) -> dict[str, Any]:
    await asyncio.sleep(SETTLED_S)
    before, meter = desk.memory_gb(), Meter(desk)
    until = time.monotonic() + seconds
    crowd = [FloodCaller(number, questions, until) for number in range(callers)]
    async with together(meter.run()), together(show_progress(f"{callers} callers", seconds)):
        await asyncio.gather(*(caller.run(url) for caller in crowd))
    await asyncio.sleep(SETTLED_S)
    after = desk.memory_gb()
    memory = {"before": before, "after": after, "growth_percent": 100 * (after / before - 1)}
    return {**_figures(crowd), **meter.figures(), "memory_gb": memory}


def _figures(crowd: Sequence[FloodCaller]) -> dict[str, Any]:
    calls = Counter(outcome.value for caller in crowd for outcome in caller.outcomes)
    return {
        "callers": len(crowd),
        "callers_answered": sum(Outcome.ANSWERED in caller.outcomes for caller in crowd),
        "callers_served": sum(Outcome.DROPPED not in caller.outcomes for caller in crowd),
        "calls": calls,
        "dropped": calls[Outcome.DROPPED.value],
        "queue_waits": sum(caller.waits for caller in crowd),
    }
