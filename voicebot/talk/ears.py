"""Listens to one caller: frames in, turns out, with the words already being recognised in the pauses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from voicebot.audio import Audio
from voicebot.errors import EngineError
from voicebot.hear.ending import Ending
from voicebot.hear.listener import Event, Listener, Paused, SpeechStarted, TurnEnded, TurnReopened
from voicebot.hear.transcriber import Transcript
from voicebot.hear.turn import REOPEN_S
from voicebot.talk.guess import Guess
from voicebot.talk.hearing import Hearing
from voicebot.talk.partial import StableCaption
from voicebot.understand.expected import expected_answer
from voicebot.understand.led import NOTHING, Lead
from voicebot.workers import Urgency, UrgencyNow

__all__ = ["Awaited", "Control", "Ears", "HeardSoFar"]

Control = Callable[[Listener], list[Event]]


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the desk waits for.

    Attributes:
        answers: the few that count; one of them is a finished sentence.
        lead: what an answer may hold besides.
        ends: how it sounds that these were the words; nothing where their grammar says.
    """

    answers: Collection[str] = ()
    lead: Lead = NOTHING
    ends: Callable[[Transcript], Ending | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class HeardSoFar:
    """Words of the turn under way that will not change any more."""

    text: str
    confidence: float


FRAMES_WAITING = 250
"""Frames that may wait (10 s of 40 ms); then the socket is not read, which slows the sender."""

_CAPTION_EVERY_S = 1.2
_CAPTION_UNTIL_S = 15.0
"""A longer turn is not read again and again: each reading costs as much as the turn is long."""


class Ears:
    """One caller's microphone.

    Args:
        listener: voice activity and the turn machine of this caller.
        hearing: the shared recogniser.
        language: what is spoken.
        on_event: told of speech and of turns, in order.
        awaits: what the desk waits for.
        asked: whether the caller has heard the question: then a syllable is enough to begin a turn.
    """

    def __init__(
        self,
        listener: Listener,
        hearing: Hearing,
        language: str,
        on_event: Callable[[Event | HeardSoFar], Awaitable[None]],
        awaits: Callable[[], Awaited] = Awaited,
        asked: Callable[[], bool] = bool,
    ) -> None:
        self._listener = listener
        self._hearing = hearing
        self._on_event = on_event
        self._awaits = awaits
        self._asked = asked
        self._heard_at = time.monotonic()
        self._waiting: asyncio.Queue[Audio | Control] = asyncio.Queue(FRAMES_WAITING)
        self._guess: Guess | None = None
        self._ended: Guess | None = None
        self._reading: asyncio.Task[None] | None = None
        self._caption = StableCaption()
        self._read_s = 0.0
        self.language = language

    async def push(self, item: Audio | Control) -> None:
        """Hand over a frame, or something to do between two frames."""
        await self._waiting.put(item)

    async def run(self) -> None:
        """Listen until cancelled."""
        try:
            while True:
                items = [await self._waiting.get()]
                while not self._waiting.empty():
                    items.append(self._waiting.get_nowait())
                for sound, together in groupby(items, lambda item: isinstance(item, Audio)):
                    await self._listen(list(together), sound=sound)
                self._read_on()
        finally:
            self._forget_guess()
            self._forget_reading()

    async def transcript(self, turn: TurnEnded) -> Transcript:
        """The words of a turn: those guessed in its last pause, or recognised now."""
        guess, self._ended = self._ended, None
        words = await guess.of(turn) if guess else None
        return words or await self._recognise(turn.audio, Urgency.FINAL)

    async def _listen(self, items: list[Audio | Control], *, sound: bool) -> None:
        """Hear frames that follow one another, or do what is to be done between two frames."""
        if sound:
            self._listener.await_answer(self._asked())
            self._pass_over_gap()
            frames = [item for item in items if isinstance(item, Audio)]
            events = await self._hearing.hear(self._listener, *frames)
        else:
            controls = [item for item in items if not isinstance(item, Audio)]
            events = await self._hearing.listen(lambda: [e for act in controls for e in act(self._listener)])
        for event in events:
            await self._heard(event)

    def _pass_over_gap(self) -> None:
        """Half-duplex devices send nothing while the desk speaks; what comes then goes on with nothing."""
        before, self._heard_at = self._heard_at, time.monotonic()
        if self._heard_at - before >= REOPEN_S:
            self._listener.pass_over(self._heard_at - before)

    async def _heard(self, event: Event) -> None:
        if isinstance(event, Paused):
            self._forget_guess()
            self._guess = Guess(partial(self._speculate, event))
            return
        if isinstance(event, SpeechStarted):
            self._forget_guess()
        if isinstance(event, TurnEnded):
            self._ended, self._guess = self._guess, None
            if self._ended:
                self._ended.turn = event
        if isinstance(event, Paused | TurnEnded | TurnReopened):
            self._forget_reading()
        await self._on_event(event)

    async def _speculate(self, pause: Paused, urgency: UrgencyNow) -> Transcript:
        """Recognise in the pause, and tell the turn machine whether the sentence sounds finished."""
        awaited = self._awaits()
        transcript = await self._recognise(pause.audio, urgency)
        if ends := awaited.ends(transcript):
            ending = ends
        elif expected_answer(transcript.hypotheses, awaited.answers, self.language):
            ending = Ending.FINISHED
        else:
            ending = await self._hearing.ending(transcript.text, self.language)
        if not self._waiting.full():
            self._waiting.put_nowait(lambda listener: listener.judge_pause(ending, pause.number))
        return transcript

    async def _recognise(self, audio: Audio, urgency: Urgency | UrgencyNow) -> Transcript:
        awaited = self._awaits()
        return await self._hearing.recognise(
            audio, self.language, urgency=urgency, expected=awaited.answers, lead=awaited.lead
        )

    def _read_on(self) -> None:
        """While somebody speaks and nobody needs the recogniser: read what was said so far."""
        spoken = self._listener.turn_s
        busy = self._reading is not None and not self._reading.done()
        due = self._read_s + _CAPTION_EVERY_S <= spoken <= _CAPTION_UNTIL_S
        if due and self._listener.speaking and not busy and self._hearing.idle:
            self._read_s = spoken
            self._reading = asyncio.create_task(self._read(self._listener.so_far()))

    async def _read(self, audio: Audio) -> None:
        """A caption is a kindness, not a duty: what fails is left out."""
        try:
            heard = await self._hearing.recognise(audio, self.language, urgency=Urgency.PARTIAL)
        except EngineError:
            return
        text = self._caption.read(heard.text)
        if text:
            await self._on_event(HeardSoFar(text, min(1.0, heard.confidence)))

    def _forget_guess(self) -> None:
        if self._guess is not None:
            self._guess.forget()
            self._guess = None

    def _forget_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading, self._caption, self._read_s = None, StableCaption(), 0.0
