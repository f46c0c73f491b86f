"""The page's own words: a module that its scripts import (``/words/all.js``), and some of them as sound."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from voicebot.channels.spoken import Speaks, spoken_wav
from voicebot.languages import LANGUAGES, table

__all__ = ["ALOUD", "words_door"]

_WITHOUT_MICROPHONE = ("refused", "missing", "busy", "insecure", "unplugged")
ALOUD = frozenset(
    {
        *_WITHOUT_MICROPHONE, *(f"{why}_help" for why in _WITHOUT_MICROPHONE),
        "lost_help", "anew", "idle", "plugged", "audible",
    }
)  # fmt: skip
"""What the page says when nobody else does: that it cannot hear, or has lost the desk."""


def words_door(desk: Speaks) -> APIRouter:
    """The routes of this desk."""
    door = APIRouter(prefix="/words")

    @door.get("/all.js")
    def words(request: Request) -> Response:
        """In every language in which the desk talks: with the page's scripts, and not after them."""
        module, tag = _module()
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(module, media_type="text/javascript", headers=headers)

    @door.get("/{language}/{name}.wav")
    async def sound(language: str, name: str) -> Response:
        if language not in LANGUAGES or name not in ALOUD:
            raise HTTPException(404)
        return await spoken_wav(desk, table("page", language)[name], language)

    return door


@cache
def _module() -> tuple[str, str]:
    """The words by language, and what names this state of them."""
    words = {language: table("page", language) for language in LANGUAGES}
    module = f"export default {json.dumps(words, ensure_ascii=False)};\n"
    return module, f'"{hashlib.sha256(module.encode()).hexdigest()[:16]}"'
