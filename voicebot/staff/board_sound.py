"""Hearing what a resident would hear, before it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.audio import Audio
from voicebot.audio.encode import wav_bytes
from voicebot.civic.complaints.states import Action
from voicebot.errors import ComplaintError, EngineError
from voicebot.speak.sentences import split_sentences
from voicebot.staff.board_acts import act_of, offered
from voicebot.staff.board_case import typed
from voicebot.staff.board_office import now_of, office_of, seen
from voicebot.staff.console import Console
from voicebot.staff.tools import Voices
from voicebot.staff.visit import Visit
from voicebot.talk.client_events import SpeechOptions

__all__ = ["add_to"]

_RATE = 24000
_PAUSE_S = 0.5


def add_to(console: Console) -> None:
    """Add the sound."""

    @console.post("/board/{receipt}/hear", "complaints")
    async def hear(visit: Visit) -> Response:
        """What the form on the page would make the resident hear, in the desk's voice (WAV)."""
        one = await seen(visit, visit.request.path_params["receipt"])
        action, kept = visit.text("action"), typed(visit)
        if action not in get_args(Action) or action not in offered(one.state):
            raise HTTPException(409)
        try:
            act = act_of(action, kept.__getitem__, visit.me.name, now_of(visit))
            lines = await office_of(visit).register.foretold(one.receipt, act)
        except ComplaintError:
            raise HTTPException(422) from None
        language = "ko" if one.language == "ko" else "en"
        return Response(await _spoken(visit, lines, language), media_type="audio/wav")


async def _spoken(visit: Visit, lines: Sequence[str], language: str) -> bytes:
    if not visit.console.behind.ready:
        raise HTTPException(503)
    try:
        sentences = [one for line in lines for one in split_sentences(line)]
        voice = [await _said(visit.console.behind.voices, one, language) for one in sentences]
    except EngineError:
        raise HTTPException(503) from None
    pause = Audio.silence(_PAUSE_S, _RATE)
    return wav_bytes(Audio.join([part for said in voice for part in (said, pause)]))


async def _said(voices: Voices, line: str, language: str) -> Audio:
    """One sentence; its sound is not kept, because it is about one person's case."""
    options = SpeechOptions()
    return (await voices.make_sound(line, language, options, _RATE, first=False, keep=False)).audio
