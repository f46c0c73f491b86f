"""The page's words, as a module that its scripts import: ``/words/ko.js``."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from voicebot.languages import languages, table

__all__ = ["words_door"]


def words_door() -> APIRouter:
    """The one route."""
    door = APIRouter(prefix="/words")

    @door.get("/{language}.js")
    def words(language: str, request: Request) -> Response:
        if language not in languages():
            raise HTTPException(404)
        module, tag = _module(language)
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(module, media_type="text/javascript", headers=headers)

    return door


@cache
def _module(language: str) -> tuple[str, str]:
    """The words of a language, and what names this state of them."""
    module = f"export default {json.dumps(table('page', language), ensure_ascii=False)};\n"
    return module, f'"{hashlib.sha256(module.encode()).hexdigest()[:16]}"'
