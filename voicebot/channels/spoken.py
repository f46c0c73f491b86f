"""A page's own sentences in the desk's voice; never anything that somebody sends."""

from __future__ import annotations

from typing import Protocol

from fastapi.responses import Response

from voicebot.audio.encode import wav_bytes
from voicebot.errors import EngineError
from voicebot.speak.speaker import Spoken
from voicebot.talk.client_events import SpeechOptions

__all__ = ["Speaks", "spoken_wav"]

RATE = 24000
DAY = {"Cache-Control": "max-age=86400"}
"""A page keeps its own sentences, so that it can say that there is no connection."""
_LATER = {"Retry-After": "5", "Cache-Control": "no-store"}


class Voices(Protocol):
    """Makes sentences into sound."""

    async def make_sound(self, text: str, language: str, options: SpeechOptions, rate: int) -> Spoken:
        """A sentence."""
        ...


class Speaks(Protocol):
    """A desk, as far as it speaks; it cannot while it is opening."""

    @property
    def ready(self) -> bool:
        """Whether it can speak."""
        ...

    @property
    def voices(self) -> Voices:
        """Speaks."""
        ...


async def spoken_wav(desk: Speaks, text: str, language: str) -> Response:
    """A sentence as WAV; "later" while it cannot be had."""
    if not desk.ready:
        return Response(status_code=503, headers=_LATER)
    try:
        spoken = await desk.voices.make_sound(text, language, SpeechOptions(), RATE)
    except EngineError:
        return Response(status_code=503, headers=_LATER)
    return Response(wav_bytes(spoken.audio), media_type="audio/wav", headers=DAY)
