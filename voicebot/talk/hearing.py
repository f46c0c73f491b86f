"""The desk's hearing, shared by all conversations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from voicebot.audio import Audio
from voicebot.civic.scripts.listening import hear_timed, weigh_texts
from voicebot.hear.ending import Ending, sentence_ending
from voicebot.hear.listener import Event, Listener
from voicebot.hear.transcriber import TimedTranscript, Transcriber, Transcript
from voicebot.hear.vad import SileroModel
from voicebot.settings import Limits
from voicebot.talk.answers import listen_for
from voicebot.talk.gathering import Gathering
from voicebot.telemetry.pressure import tell_hang, told_renewal
from voicebot.understand.led import NOTHING, Lead
from voicebot.workers import Urgency, UrgencyNow, Worker

__all__ = ["Hearing"]

T = TypeVar("T")


class Hearing:
    """Voice activity and recognition, each in its own worker.

    Args:
        make: loads the recogniser; again when it hangs.
        voice_activity: the model that tells speech from other sound.
        limits: how many recognitions may wait, and how long one may take.
    """

    def __init__(self, make: Callable[[], Transcriber], voice_activity: SileroModel, limits: Limits) -> None:
        self._make = make
        self._transcriber = make()
        self.voice_activity = voice_activity
        self._activity = Worker("activity", 512, hang_s=limits.hang_s, on_hang=tell_hang)
        self._gathering = Gathering(voice_activity, self._activity)
        self._recogniser = Worker(
            "recogniser",
            limits.queue,
            hang_s=limits.hang_s,
            renew=told_renewal("recogniser", self._renew),
            on_hang=tell_hang,
        )

    @property
    def engine(self) -> str:
        """The recogniser's name."""
        return self._transcriber.capabilities.name

    async def hear(self, listener: Listener, *frames: Audio) -> list[Event]:
        """Let one caller's listener hear frames, together with the other callers'; what they lead to."""
        return await self._gathering.hear(listener, frames)

    async def listen(self, work: Callable[[], T]) -> T:
        """Do something with one caller's listener between two frames."""
        return await self._activity.run(work)

    @property
    def idle(self) -> bool:
        """Whether nobody needs the recogniser."""
        return self._recogniser.idle

    @property
    def quiet_s(self) -> float:
        """Seconds since a caller was last heard to speak."""
        return self._recogniser.quiet_s

    async def recognise(
        self,
        audio: Audio,
        language: str,
        *,
        urgency: Urgency | UrgencyNow = Urgency.FINAL,
        readings: int = 1,
        expected: Collection[str] = (),
        lead: Lead = NOTHING,
    ) -> Transcript:
        """Hear one utterance; what is only a guess waits behind what is final, and a caption behind both."""
        return await self._recogniser.run(
            lambda: listen_for(self._transcriber, audio, language, expected, readings, lead), urgency
        )

    async def dictate(self, audio: Audio, language: str) -> TimedTranscript:
        """Hear a piece of an officer's recording and when its words are said; everybody else goes first."""
        return await self._recogniser.run(
            lambda: hear_timed(self._transcriber, audio, language), Urgency.BACKGROUND
        )

    async def weigh(self, audio: Audio, texts: Sequence[str], language: str) -> list[float] | None:
        """How well such a piece bears texts out, if the engine can say; everybody else goes first."""
        return await self._recogniser.run(
            lambda: weigh_texts(self._transcriber, audio, texts, language), Urgency.BACKGROUND
        )

    async def ending(self, text: str, language: str) -> Ending:
        """Whether a sentence sounds finished."""
        return await self._activity.run(lambda: sentence_ending(text, language))

    async def try_out(self, language: str) -> None:
        """Hear a second of nothing, so that the first caller does not wait for the model to warm up."""
        await self.recognise(Audio.silence(1.0, 16000), language)

    def _renew(self) -> None:
        self._transcriber = self._make()

    def close(self) -> None:
        """Stop both workers."""
        self._activity.close()
        self._recogniser.close()
