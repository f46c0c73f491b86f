"""Callers for a load test: each speaks in real time, listens, and now and then speaks over the answer."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator, Sequence

from voicebot.audio import Audio
from voicebot.bench.asked import Asked
from voicebot.bench.microphone import Microphone, bare
from voicebot.bench.streaming import StreamingCaller
from voicebot.bench.turns import QUESTIONS
from voicebot.client.caller import Caller, Event, call
from voicebot.engines import load_engine
from voicebot.settings import settings
from voicebot.speak.cache import SpeechCache
from voicebot.speak.speaker import Speaker

__all__ = ["LoadCaller", "slots", "spoken_questions", "warm"]

OVER_EVERY = 5
OVER_AFTER_S = 1.5
PATIENCE_S = 30.0
"""Seconds after an utterance before the caller gives up waiting for an answer."""


def spoken_questions() -> list[Audio]:
    """The questions of the benchmarks in our own voice, at the microphone's rate, without silence around."""
    own = settings()
    voice = load_engine("voicebot.synthesizers", own.synthesizer, own.threads.synthesise)
    speaker = Speaker(voice, SpeechCache(own.speech_dir))
    return [bare(speaker.speak(text, language="ko", rate=1.0).audio) for text in QUESTIONS]


async def warm(url: str, questions: Sequence[Audio]) -> None:
    """Ask everything once, so that the answers are in the cache.

    Each is a call of its own: what is said soon after a turn belongs to it.
    """
    for question in questions:
        async with call(url, instant=True) as caller:
            await caller.ask(question, patience_s=120)


def slots(caller: int, callers: int, every_s: float, seconds: float) -> Iterator[float]:
    """When one of so many callers speaks, in seconds: evenly between the others, until `seconds`."""
    at = caller * every_s / callers
    while at < seconds:
        yield at
        at += every_s


class LoadCaller(StreamingCaller):
    """One caller who asks, listens and interrupts.

    Args:
        number: among the callers.
        questions: from `spoken_questions`.
        begun: when the measurement began; seconds, monotonic.
        slots: when to speak, in seconds after `begun`.

    Attributes:
        asked: every utterance.
    """

    def __init__(self, number: int, questions: Sequence[Audio], begun: float, slots: Sequence[float]) -> None:
        super().__init__(number)
        self._questions = questions
        self._begun = begun
        self._slots = slots
        self._next = number
        self._playing = ""
        self.asked: list[Asked] = []

    async def script(self, caller: Caller, microphone: Microphone) -> None:
        """Speak at each slot, and now and then over the answer too."""
        for turn, slot in enumerate(self._slots):
            await asyncio.sleep(max(0.0, self._begun + slot - time.monotonic()))
            await self._ask(caller, microphone)
            if (turn + self.number) % OVER_EVERY == OVER_EVERY - 1:
                await asyncio.sleep(OVER_AFTER_S)
                await self._ask(caller, microphone)

    def event(self, event: Event, now: float) -> None:
        """It belongs to what was said last."""
        if event["type"] == "response.audio.started":
            self._playing = event["reply_id"]
        if self.asked:
            self.asked[-1].take(event, now)

    def sound(self, now: float) -> None:
        """It may be the first sound of the reply."""
        if self.asked:
            self.asked[-1].hear(self._playing, now)

    async def _ask(self, caller: Caller, microphone: Microphone) -> None:
        """Say the next question and wait for the first sound of the reply."""
        question, self._next = self._next % len(self._questions), self._next + 1
        sound = self._questions[question]
        asked = Asked(self.number, question, caller.loudspeaker.left > 0, microphone.say(sound))
        self.asked.append(asked)
        with contextlib.suppress(TimeoutError):  # it counts as unanswered
            async with asyncio.timeout(sound.duration + PATIENCE_S):
                await asked.answered.wait()
