"""Listens to one caller: frames in, turns out, with the words already being recognised in the pauses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from voicebot.audio import Audio
from voicebot.hear.listener import Event, Listener, Paused, SpeechStarted, SpeechStopped, TurnEnded
from voicebot.hear.transcriber import Transcript
from voicebot.talk.hearing import Hearing

__all__ = ["Control", "Ears"]

Control = Callable[[Listener], list[Event]]
FRAMES_WAITING = 250
"""Frames that may wait (10 s of 40 ms); then the socket is not read, which slows the sender."""


class Ears:
    """One caller's microphone.

    Args:
        listener: voice activity and the turn machine of this caller.
        hearing: the shared recogniser.
        language: what is spoken.
        on_event: told of speech and of turns, in order.
    """

    def __init__(
        self,
        listener: Listener,
        hearing: Hearing,
        language: str,
        on_event: Callable[[SpeechStarted | SpeechStopped | TurnEnded], Awaitable[None]],
    ) -> None:
        self._listener = listener
        self._hearing = hearing
        self._on_event = on_event
        self._waiting: asyncio.Queue[Audio | Control] = asyncio.Queue(FRAMES_WAITING)
        self._guess: asyncio.Task[Transcript] | None = None
        self._ended: tuple[TurnEnded | None, asyncio.Task[Transcript] | None] = None, None
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
                for event in await self._hearing.listen(lambda items=items: self._listen(items)):  # type: ignore[misc]
                    await self._heard(event)
        finally:
            self._forget_guess()

    async def transcript(self, turn: TurnEnded) -> Transcript:
        """The words of a turn: those guessed in its last pause, or recognised now."""
        ended, guess = self._ended
        self._ended = None, None
        if guess is not None and ended is turn:
            try:
                return await guess
            except asyncio.CancelledError:
                if not guess.cancelled():
                    raise
        return await self._hearing.recognise(turn.audio, self.language)

    def _listen(self, items: list[Audio | Control]) -> list[Event]:
        events: list[Event] = []
        for item in items:
            events += self._listener.push(item) if isinstance(item, Audio) else item(self._listener)
        return events

    async def _heard(self, event: Event) -> None:
        if isinstance(event, Paused):
            self._forget_guess()
            self._guess = asyncio.create_task(self._speculate(event))
            return
        if isinstance(event, SpeechStarted):
            self._forget_guess()
        if isinstance(event, TurnEnded):
            self._ended, self._guess = (event, self._guess), None
        await self._on_event(event)

    async def _speculate(self, pause: Paused) -> Transcript:
        """Recognise in the pause, and tell the turn machine whether the sentence sounds finished."""
        transcript = await self._hearing.recognise(pause.audio, self.language, speculative=True)
        ending = await self._hearing.ending(transcript.text, self.language)
        if not self._waiting.full():
            self._waiting.put_nowait(lambda listener: listener.judge_pause(ending, pause.number))
        return transcript

    def _forget_guess(self) -> None:
        if self._guess is not None:
            self._guess.cancel()
            self._guess = None
