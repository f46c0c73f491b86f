"""The desk's hearing, shared by all conversations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from voicebot.audio import Audio
from voicebot.hear.ending import Ending, sentence_ending
from voicebot.hear.transcriber import Transcriber, Transcript
from voicebot.hear.vad import SileroModel
from voicebot.workers import Urgency, Worker

__all__ = ["Hearing"]

T = TypeVar("T")
READINGS = 3
"""Hypotheses asked of the recogniser."""


class Hearing:
    """Voice activity and recognition, each in its own worker.

    Args:
        transcriber: the recogniser.
        voice_activity: the model that tells speech from other sound.
        limit: recognitions that may wait.
    """

    def __init__(self, transcriber: Transcriber, voice_activity: SileroModel, limit: int) -> None:
        self._transcriber = transcriber
        self.voice_activity = voice_activity
        self._activity = Worker("activity", 512)
        self._recogniser = Worker("recogniser", limit)

    @property
    def engine(self) -> str:
        """The recogniser's name."""
        return self._transcriber.capabilities.name

    async def listen(self, work: Callable[[], T]) -> T:
        """Run one caller's voice activity."""
        return await self._activity.run(work)

    @property
    def idle(self) -> bool:
        """Whether nobody needs the recogniser."""
        return self._recogniser.idle

    async def recognise(self, audio: Audio, language: str, *, urgency: Urgency = Urgency.FINAL) -> Transcript:
        """Hear one utterance; what is only a guess waits behind what is final, and a caption behind both."""
        readings = 1 if urgency is Urgency.PARTIAL else min(READINGS, self._transcriber.capabilities.n_best)
        return await self._recogniser.run(
            lambda: self._transcriber.transcribe(audio, language=language, n_best=readings), urgency
        )

    async def ending(self, text: str, language: str) -> Ending:
        """Whether a sentence sounds finished."""
        return await self._activity.run(lambda: sentence_ending(text, language))

    async def try_out(self, language: str) -> None:
        """Hear a second of nothing, so that the first caller does not wait for the model to warm up."""
        await self.recognise(Audio.silence(1.0, 16000), language)

    def close(self) -> None:
        """Stop both workers."""
        self._activity.close()
        self._recogniser.close()
