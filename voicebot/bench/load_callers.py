"""Callers for a load test: each speaks in real time, listens, and now and then speaks over the answer."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed

from voicebot.audio import Audio
from voicebot.bench.asked import Asked
from voicebot.bench.microphone import Microphone, bare
from voicebot.bench.turns import QUESTIONS
from voicebot.client.caller import Caller, call
from voicebot.engines import load_engine
from voicebot.errors import ProtocolError
from voicebot.settings import settings
from voicebot.speak.cache import SpeechCache
from voicebot.speak.speaker import Speaker

__all__ = ["LoadCaller", "slots", "spoken_questions", "together", "warm"]

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


class LoadCaller:
    """One caller.

    Args:
        number: among the callers.
        questions: from `spoken_questions`.

    Attributes:
        asked: every utterance.
        errors: codes, in order; ``closed`` when the desk hung up.
        waits: ``session.queue`` events heard.
        frames: frames of sound sent.
        lost: frames the desk has not acknowledged.
        late: seconds by which each frame left late: how far this machine's callers can be trusted.
    """

    def __init__(self, number: int, questions: Sequence[Audio]) -> None:
        self.number = number
        self._questions = questions
        self._next = number
        self._last_ack = -1
        self._acknowledged = asyncio.Event()
        self._playing = ""
        self.asked: list[Asked] = []
        self.errors: list[str] = []
        self.waits = self.frames = self.lost = 0
        self.refused = False
        self.late: list[float] = []

    async def run(self, url: str, begun: float, slots: Sequence[float]) -> None:
        """Call, speak at each slot (seconds after `begun`), hang up."""
        self.refused = True
        try:
            async with call(url) as caller:
                self.refused = False
                self.waits = len(caller.waits)
                await self._converse(caller, begun, slots)
        except (ConnectionClosed, ProtocolError, OSError) as error:
            self.errors.append(error.code if isinstance(error, ProtocolError) else "closed")

    async def _converse(self, caller: Caller, begun: float, slots: Sequence[float]) -> None:
        microphone = Microphone(caller.frame, seed=self.number)
        async with together(self._read(caller)) as reading, together(microphone.run()) as sending:
            script = asyncio.create_task(self._speak(caller, microphone, begun, slots))
            try:
                await asyncio.wait({script, reading, sending}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                script.cancel()
                sending.cancel()
            await self._settle(caller)
        self.late = microphone.late
        self.errors += [event["code"] for event in caller.errors]

    async def _speak(
        self, caller: Caller, microphone: Microphone, begun: float, slots: Sequence[float]
    ) -> None:
        for turn, slot in enumerate(slots):
            await asyncio.sleep(max(0.0, begun + slot - time.monotonic()))
            await self._ask(caller, microphone)
            if (turn + self.number) % OVER_EVERY == OVER_EVERY - 1:
                await asyncio.sleep(OVER_AFTER_S)
                await self._ask(caller, microphone)

    async def _ask(self, caller: Caller, microphone: Microphone) -> None:
        """Say the next question and wait for the first sound of the reply."""
        question, self._next = self._next % len(self._questions), self._next + 1
        sound = self._questions[question]
        asked = Asked(self.number, question, caller.loudspeaker.left > 0, microphone.say(sound))
        self.asked.append(asked)
        try:
            await asyncio.wait_for(asked.answered.wait(), sound.duration + PATIENCE_S)
        except TimeoutError:
            return  # it counts as unanswered

    async def _read(self, caller: Caller) -> None:
        async for message in caller.messages():
            now = time.monotonic()
            if isinstance(message, Audio):
                if self.asked:
                    self.asked[-1].hear(self._playing, now)
                continue
            if message["type"] == "response.audio.started":
                self._playing = message["reply_id"]
            elif message["type"] == "ack":
                self._last_ack = message["audio_seq"]
                self._acknowledged.set()
            if self.asked:
                self.asked[-1].take(message, now)

    async def _settle(self, caller: Caller) -> None:
        """Wait for the last acknowledgement, which comes every second."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2.5):
                while self._last_ack < caller.frames - 1:
                    self._acknowledged.clear()
                    await self._acknowledged.wait()
        self.frames, self.lost = caller.frames, max(0, caller.frames - 1 - self._last_ack)


@asynccontextmanager
async def together(work: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Task[None]]:
    """Run something beside the block; it is cancelled at its end."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
