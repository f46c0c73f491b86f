"""The desk's voice, shared by all conversations: what is cached at once, what is not in its turn."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from voicebot.audio.resample import resample
from voicebot.errors import VoicebotError
from voicebot.settings import Limits
from voicebot.speak.cache import SpeechCache
from voicebot.speak.respelling import Respelling
from voicebot.speak.speaker import Speaker, Spoken
from voicebot.speak.synthesizer import Synthesizer
from voicebot.talk.client_events import SpeechOptions
from voicebot.telemetry.logs import log
from voicebot.telemetry.metrics import WARMED
from voicebot.telemetry.pressure import tell_hang, told_renewal
from voicebot.workers import Urgency, Worker

__all__ = ["Voices"]


class Voices:
    """Makes sentences into sound.

    Two workers, so that a sentence that is already in the cache never waits behind one that has to be
    synthesised.

    Args:
        make: loads the synthesizer; again when it hangs.
        cache: where spoken sentences are kept.
        limits: how many syntheses may wait, and how long one may take.
    """

    def __init__(self, make: Callable[[], Synthesizer], cache: SpeechCache, limits: Limits) -> None:
        self._make = make
        self._cache = cache
        synthesizer = make()
        self.engine = synthesizer.capabilities.name
        self._speaker = Speaker(synthesizer, cache)
        self._shelf = Worker("shelf", limits.queue, hang_s=limits.hang_s, on_hang=tell_hang)
        self._voice = Worker(
            "voice",
            limits.queue,
            hang_s=limits.hang_s,
            renew=told_renewal("voice", self._renew),
            on_hang=tell_hang,
        )

    @property
    def quiet_s(self) -> float:
        """Seconds since somebody was last spoken to."""
        return min(self._shelf.quiet_s, self._voice.quiet_s)

    def has(self, language: str, text: str) -> bool:
        """Whether the sound of a text is in the cache (a look at file names only)."""
        return self._speaker.is_free(text, language=language)

    async def ready_sound(
        self, text: str, language: str, options: SpeechOptions, rate: int, recording: Path | None = None
    ) -> Spoken | None:
        """A sentence whose sound exists already, or nothing; milliseconds."""

        def find() -> Spoken | None:
            volume = _decibels(options.volume)
            found = self._speaker.cached(
                text, language=language, rate=options.rate, volume_db=volume, recording=recording
            )
            return found and _at(found, rate)

        return await self._shelf.run(find)

    async def make_sound(
        self,
        text: str,
        language: str,
        options: SpeechOptions,
        rate: int,
        *,
        first: bool = True,
        keep: bool = True,
    ) -> Spoken:
        """A sentence or clause, synthesised now if need be; its sound is not kept where it is personal.

        First clauses of all callers go before later ones, which are wanted only while the first are heard.
        """

        def make() -> Spoken:
            volume = _decibels(options.volume)
            spoken = self._speaker.speak(
                text, language=language, rate=options.rate, volume_db=volume, keep=keep
            )
            return _at(spoken, rate)

        return await self._voice.run(make, Urgency.FINAL if first else Urgency.NEXT)

    async def warm(self, sentences: Sequence[tuple[str, str]]) -> None:
        """Synthesise what is not in the cache yet, whenever nobody else needs the voice.

        Args:
            sentences: (language, text), most asked first.
        """
        WARMED.labels(state="wanted").set(len(sentences))
        for done, (language, text) in enumerate(sentences, 1):
            if not self.has(language, text):
                await self._warm_one(language, text)
            WARMED.labels(state="ready").set(done)

    async def prepare(self, language: str, sentences: list[str], most: int) -> list[str]:
        """Those of some sentences that are in the cache, after at most so many were put there.

        As `warm`, this waits for everybody else.
        """
        for text in sentences:
            if most > 0 and not self.has(language, text):
                most -= 1
                await self._warm_one(language, text)
        return [text for text in sentences if self.has(language, text)]

    async def _warm_one(self, language: str, text: str) -> None:
        try:
            await self._voice.run(lambda: self._speaker.speak(text, language=language), Urgency.BACKGROUND)
        except VoicebotError as error:
            log.warning("warming failed", code=error.code)

    def respell(self, respelling: Respelling) -> None:
        """From the next sentence on some words are said in a way of their own."""
        self._speaker.respelling = respelling

    async def try_out(self, language: str) -> None:
        """Speak once, so that the first caller does not wait for the model to warm up."""
        word = {"ko": "네.", "en": "Yes."}.get(language, "1")
        await self.make_sound(word, language, SpeechOptions(), 24000)

    def _renew(self) -> None:
        self._speaker = Speaker(self._make(), self._cache, respelling=self._speaker.respelling)

    def close(self) -> None:
        """Stop both workers."""
        self._shelf.close()
        self._voice.close()


def _decibels(amplitude: float) -> float:
    return 20 * math.log10(amplitude)


def _at(spoken: Spoken, rate: int) -> Spoken:
    return replace(spoken, audio=resample(spoken.audio, rate))
