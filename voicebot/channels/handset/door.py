"""``/v1/bell``, over which handsets wait to be rung, and ``/v1/handsets/{name}/ring``, which rings one."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Header, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, StringConstraints

from voicebot.channels.handset.bells import Bells
from voicebot.channels.websocket.tasks import first_to_end

__all__ = ["bell_door"]


class RingRequest(BaseModel):
    """What somebody of the office has to say to whoever lifts the handset."""

    say: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


def bell_door(bells: Bells) -> APIRouter:
    """The line of the bell, and who may ring it."""
    router = APIRouter(prefix="/v1")

    @router.websocket("/bell")
    async def bell(socket: WebSocket) -> None:
        """A handset waits to be rung."""
        name = bells.name_of(_bearer(socket.headers.get("authorization", "")))
        if name is None:
            await socket.close(4401)
            return
        await socket.accept()
        line = bells.listen(name)
        try:
            with suppress(WebSocketDisconnect):
                await first_to_end([_tell(socket, line), _until_gone(socket)])
        finally:
            bells.leave(name, line)

    @router.post("/handsets/{name}/ring")
    async def ring(name: str, wanted: RingRequest, authorization: Annotated[str, Header()] = "") -> Response:
        """Ring a handset; 404 when it is not there."""
        if not bells.may_ring(_bearer(authorization)):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        rings = bells.ring(name, wanted.say)
        return JSONResponse({"rings": rings}, 202 if rings else 404)

    return router


async def _tell(socket: WebSocket, line: asyncio.Queue[str]) -> None:
    while True:
        await socket.send_json({"type": await line.get()})


async def _until_gone(socket: WebSocket) -> None:
    while True:
        await socket.receive_text()


def _bearer(header: str) -> str:
    kind, _, token = header.partition(" ")
    return token if kind.lower() == "bearer" else ""
