"""``POST /v1/talk/{session_id}/photos``: a photo for the complaint that is being told in a conversation.

The body is the photo itself; the bearer token is the session's ``resume_token``. The photo stays in the
memory of the conversation until the complaint is filed, so it has to come to the process that holds it.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from voicebot.channels.body import counted
from voicebot.channels.language import language_of
from voicebot.channels.rest.problems import ProblemError, kind_of
from voicebot.channels.websocket.lobby import Lobby
from voicebot.errors import ProtocolError, VoicebotError
from voicebot.talk.session.session import Session
from voicebot.telemetry.logs import log

__all__ = ["take_photo"]


async def take_photo(request: Request, session_id: str, lobby: Lobby, most: int) -> JSONResponse:
    """Serve one photo.

    Args:
        request: its body is not read yet.
        session_id: which conversation.
        lobby: knows the conversations.
        most: bytes of a photo.
    """
    try:
        session = _session(request, session_id, lobby)
        content = await Request(request.scope, counted(request.scope, request.receive, most)).body()
        return JSONResponse({"say": await session.photo(content)}, status_code=201)
    except ProblemError as error:
        return error.response(language_of(request))
    except HTTPException:
        return ProblemError("photo-too-big").response(language_of(request))
    except VoicebotError as error:
        log.info("photo refused", code=error.code)
        return ProblemError(kind_of(error.code)).response(language_of(request))


def _session(request: Request, session_id: str, lobby: Lobby) -> Session:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        raise ProblemError("token-missing", headers={"WWW-Authenticate": "Bearer"})
    try:
        return lobby.find(session_id, token).session
    except ProtocolError:
        raise ProblemError(
            "token-wrong", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
        ) from None
