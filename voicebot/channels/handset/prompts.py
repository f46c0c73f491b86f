"""``/v1/prompts``: what a handset keeps, for when it cannot ask the desk to speak."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import Response

from voicebot.audio import Audio
from voicebot.audio.encode import wav_bytes
from voicebot.channels.websocket.codes import CODES
from voicebot.errors import VoicebotError
from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.desk import Desk
from voicebot.talk.phrases import phrases

__all__ = ["prompts", "prompts_door"]

RATE = 24000
PAUSE_S = 0.45
"""Between two sentences, as everywhere (product.md, "How the desk speaks")."""

Language = Literal["ko", "en"]
_LATER = {"Retry-After": "5"}


def prompts(language: str, phone: str) -> dict[str, tuple[str, ...]]:
    """What a handset keeps, by name: its own prompts, and what the desk says of errors without sound.

    Args:
        language: of the handset.
        phone: of the district's telephone desk.
    """
    say = phrases(language)
    own = [name for name in say.names() if name.startswith("handset_") and name != "handset_message"]
    names = {*own, *(code.phrase for code in CODES.values())}
    return {name: say(name, phone=phone) for name in sorted(names)}


def prompts_door(desk: Desk) -> APIRouter:
    """The prompts of this desk, as text and as sound."""
    router = APIRouter(prefix="/v1/prompts")

    @router.get("")
    def every(language: Language = "ko") -> dict[str, str]:
        """The prompts by name, as text."""
        return {name: " ".join(said) for name, said in prompts(language, desk.phone).items()}

    @router.get("/{language}/{name}.wav")
    async def one(language: Language, name: str) -> Response:
        """One of them in the desk's voice (WAV)."""
        said = prompts(language, desk.phone).get(name)
        if said is None:
            return Response(status_code=404)
        if not desk.ready:
            return Response(status_code=503, headers=_LATER)
        try:
            sound = await _spoken(desk, said, language)
        except VoicebotError:
            return Response(status_code=503, headers=_LATER)
        return Response(wav_bytes(sound), media_type="audio/wav")

    return router


async def _spoken(desk: Desk, said: tuple[str, ...], language: str) -> Audio:
    pause = Audio.silence(PAUSE_S, RATE)
    parts = []
    for sentence in said:
        spoken = await desk.voices.make_sound(sentence, language, SpeechOptions(), RATE, first=False)
        parts += [spoken.audio, pause]
    return Audio.join(parts)
