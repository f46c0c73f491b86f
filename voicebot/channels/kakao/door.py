"""The door of the skill: who may knock, and how much they may bring."""

from __future__ import annotations

import hmac

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from voicebot.channels.kakao.counts import REQUESTS
from voicebot.channels.kakao.skill import Skill
from voicebot.settings import Kakao

__all__ = ["serve"]

MOST_BYTES = 256 * 1024
"""Of one request; Kakao's are a few kilobytes, of which the matched knowledge is the most."""


async def serve(request: Request, skill: Skill, settings: Kakao) -> Response:
    """One request: 401 to a stranger, else 200 and an answer, whatever the body is."""
    if not _is_welcome(request, settings):
        REQUESTS.labels(outcome="refused").inc()
        return JSONResponse({"error": "unauthorized"}, status_code=401)
    return JSONResponse(await skill.answer(await _body(request)))


def _is_welcome(request: Request, settings: Kakao) -> bool:
    if settings.secret is None:
        return True
    brought = request.headers.get(settings.header, "")
    return hmac.compare_digest(brought.encode(), settings.secret.get_secret_value().encode())


async def _body(request: Request) -> bytes:
    """The body; nothing, which is no payload, if it is too big."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return b""
    return bytes(body)
