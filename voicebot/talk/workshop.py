"""What the console needs of a running desk: try a question, see what collides, hear a text."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from voicebot.audio import Audio
from voicebot.audio.decode import decode
from voicebot.audio.encode import wav_bytes
from voicebot.civic.publishing.house import House
from voicebot.talk.ahead import Ahead
from voicebot.talk.answers import READINGS
from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.dictation import Dictation
from voicebot.talk.trying import Tried, tried
from voicebot.understand.explain import Collision, collisions
from voicebot.understand.meaning import Reading
from voicebot.workers import Urgency

if TYPE_CHECKING:
    from voicebot.talk.desk import Desk

__all__ = ["Workshop"]

_RATE = 24_000


class Workshop:
    """Officers' tools on one desk; callers go first.

    Args:
        desk: with everything open.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def house(self) -> House:
        """Entries, words and what had no answer."""
        return self._desk.newsroom.house

    @property
    def ear(self) -> Dictation:
        """Hears officers' recordings, behind everybody who calls."""
        return Dictation(self._desk.hearing)

    @property
    def ahead(self) -> Ahead:
        """Makes answers into sound that nobody has recorded."""
        return self._desk.ahead

    async def heard(self, recording: bytes, language: str) -> list[Reading]:
        """What the recogniser makes of a recording, best first; nothing where there are no words.

        Raises:
            AudioError: it is no sound.
            EngineError: ``busy``.
        """
        audio = await asyncio.to_thread(decode, recording)
        heard = await self._desk.hearing.recognise(
            audio, language, urgency=Urgency.BACKGROUND, readings=READINGS
        )
        return [Reading(one.text, one.score) for one in heard.hypotheses]

    async def tried(self, readings: Sequence[Reading], language: str) -> Tried:
        """What a caller who says this would meet."""
        return await tried(self._desk, readings, language)

    async def collisions(self, entry: str, language: str, phrasings: Sequence[str]) -> list[Collision]:
        """Phrasings of an entry, not spoken yet, that another one takes now; 20 ms each."""
        matcher, spoken = self._desk.knowledge[language].matcher, self._desk.faq.get(entry, language)
        known = spoken.phrasings if spoken else ()
        new = [text for text in phrasings if text and text not in known]
        found: list[Collision] = []
        for text in new:
            found += await self._desk.compute(
                lambda text=text: collisions(matcher, entry, [text]),  # type: ignore[misc]
                Urgency.BACKGROUND,
            )
        return found

    async def sound(self, text: str, language: str) -> bytes:
        """A text as callers hear it, as a WAV file; its sound is not kept.

        Raises:
            EngineError: ``busy``, or the voice failed.
        """
        return wav_bytes(await self.spoken(text, language))

    async def spoken(self, text: str, language: str) -> Audio:
        """The same as sound, at 24 kHz.

        Raises:
            EngineError: as `sound`.
        """
        spoken = await self._desk.voices.make_sound(
            text, language, SpeechOptions(), _RATE, first=False, keep=False
        )
        return spoken.audio
