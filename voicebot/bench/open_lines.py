"""`voicebot bench open`: many sessions that stream all the time, mostly silence; one in ten speaks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from voicebot.audio import Audio
from voicebot.bench.figures import write_json
from voicebot.bench.load import roomy_desk, show_progress
from voicebot.bench.load_callers import slots, spoken_questions, warm
from voicebot.bench.load_figures import crowd_figures, show, spread
from voicebot.bench.meter import Meter
from voicebot.bench.microphone import Microphone, picked_up
from voicebot.bench.noticed import Noticed, enough_sent, weigh
from voicebot.bench.service import Service
from voicebot.bench.streaming import StreamingCaller, together
from voicebot.client.caller import Caller, Event
from voicebot.hear.vad import SileroModel
from voicebot.weights import locate

__all__ = ["OpenCaller", "bench_open"]

SPEAKERS = 10
"""One caller of so many says something."""

EVERY_S = 12.0
RAMP_S = 0.05
"""Seconds from one call to the next at the beginning."""


class OpenCaller(StreamingCaller):
    """One open line.

    Args:
        number: among the callers.
        questions: to be said in turn; nothing by who only listens.
        begun: when the measurement began; seconds, monotonic.
        slots: when to speak, in seconds after `begun`.
        seconds: when to hang up.
    """

    def __init__(
        self, number: int, questions: Sequence[Audio], begun: float, slots: Sequence[float], seconds: float
    ) -> None:
        super().__init__(number)
        self._questions = questions
        self._begun = begun
        self._slots = slots
        self._seconds = seconds
        self.said: list[Noticed] = []

    async def script(self, caller: Caller, microphone: Microphone) -> None:
        """Speak at each slot, and stay to the end."""
        for turn, slot in enumerate(self._slots):
            await self._until(slot)
            question = self._questions[(self.number + turn) % len(self._questions)]
            self.said.append(Noticed(microphone.say(question)))
        await self._until(self._seconds)

    def event(self, event: Event, now: float) -> None:
        """The first start of speech after something was said belongs to it."""
        if event["type"] == "input_audio_buffer.speech_started" and self.said:
            last = self.said[-1]
            if last.at is None and last.saying.begun is not None:
                last.at = now

    def sound(self, now: float) -> None:
        """What the desk says is not looked at here."""

    def weigh(self, model: SileroModel) -> None:
        """Find, when all is over, how much of what was said the detector needs."""
        if self.said:
            sound = picked_up(self.number, [one.saying for one in self.said], len(self.late))
            weigh(self.said, enough_sent(model, sound), self.late)

    async def _until(self, at_s: float) -> None:
        await asyncio.sleep(max(0.0, self._begun + at_s - time.monotonic()))


def bench_open(
    *, sessions: int = 100, seconds: float = 60.0, url: str | None = None, json_path: Path | None = None
) -> dict[str, Any]:
    """Keep many lines open, and see whether frames are lost and how late speech is noticed.

    Args:
        sessions: callers at once.
        seconds: for how long, once all have called.
        url: a desk that runs already; one of our own when left out.
        json_path: where the figures go.

    Returns:
        Frames ``sent`` and ``lost`` (not acknowledged), ``utterances`` and those ``missed`` (no
        ``speech_started``), p50, p95 and p99 of `Noticed.lag_s`, ``desk_lag_s`` and ``noticed_s``, errors,
        CPU and memory.
    """
    questions = spoken_questions()
    with roomy_desk(url, sessions) as (address, desk):
        asyncio.run(warm(address, questions))
        figures = asyncio.run(_run(address, desk, questions, sessions, seconds))
    show("open lines", figures)
    write_json(json_path, figures)
    return figures


async def _run(
    url: str, desk: Service | None, questions: Sequence[Audio], sessions: int, seconds: float
) -> dict[str, Any]:
    ramp = RAMP_S * sessions + 1.0
    begun = time.monotonic() + ramp
    callers = [_caller(number, sessions, questions, begun, seconds) for number in range(sessions)]
    meter = Meter(desk)
    async with together(meter.run()), together(show_progress(f"{sessions} open lines", seconds + ramp)):
        await asyncio.gather(*(_later(caller, url) for caller in callers))
    return {"sessions": sessions, "seconds": seconds, **_figures(callers), **meter.figures()}


def _caller(
    number: int, sessions: int, questions: Sequence[Audio], begun: float, seconds: float
) -> OpenCaller:
    speakers = -(-sessions // SPEAKERS)
    silent = number % SPEAKERS != 0
    when = [] if silent else list(slots(number // SPEAKERS, speakers, EVERY_S, seconds - 5.0))
    return OpenCaller(number, questions, begun, when, seconds)


async def _later(caller: OpenCaller, url: str) -> None:
    await asyncio.sleep(caller.number * RAMP_S)
    await caller.run(url)


def _figures(callers: Sequence[OpenCaller]) -> dict[str, Any]:
    model = SileroModel(locate("silero-vad"))
    for caller in callers:
        caller.weigh(model)
    said = [one for caller in callers for one in caller.said]
    return {
        "utterances": len(said),
        "missed": sum(one.at is None for one in said),
        "lag_s": spread(one.lag_s for one in said),
        "desk_lag_s": spread(one.desk_lag_s for one in said),
        "noticed_s": spread(one.noticed_s for one in said),
        **crowd_figures(callers),
    }
