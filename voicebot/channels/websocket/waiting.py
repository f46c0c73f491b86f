"""Waiting in line: a caller before a full desk is told where she stands, and is never met with silence."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from fastapi import WebSocketDisconnect

from voicebot.channels.websocket.codes import tell_error
from voicebot.channels.websocket.line import Place
from voicebot.channels.websocket.lobby import Lobby
from voicebot.channels.websocket.outlet import SocketOutlet
from voicebot.channels.websocket.tasks import first_to_end
from voicebot.channels.websocket.wire import BadEventError, read_event
from voicebot.errors import ProtocolError
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.phrases import phrases

__all__ = ["WaitingRoom", "tell_wait"]

QUEUE_TOLD_S = 10.0
"""A caller in line hears of it at least so often."""


async def tell_wait(outlet: SocketOutlet, language: str, position: int, wait_s: float) -> None:
    """Say how long it takes."""
    say = phrases(language).line("queue", minutes=max(1, math.ceil(wait_s / 60)))
    await outlet.event(told.SessionQueue(position=position, wait_s=round(wait_s, 1), say=say))


class WaitingRoom:
    """One caller's time in line.

    Args:
        lobby: knows the line.
        outlet: the caller's.
        message: the caller's next frame; raises `WebSocketDisconnect` when there is none.
        language: the caller's.
    """

    def __init__(
        self,
        lobby: Lobby,
        outlet: SocketOutlet,
        message: Callable[[], Awaitable[MutableMapping[str, Any]]],
        language: str,
    ) -> None:
        self._lobby = lobby
        self._outlet = outlet
        self._message = message
        self._language = language

    async def until_in(self, place: Place) -> None:
        """While the desk is full the caller is told where she stands in line, and waits."""
        if not place.inside:
            await first_to_end([self._tell_place(place), self._hear_out()])

    async def _tell_place(self, place: Place) -> None:
        while not place.inside:
            place.moved.clear()
            await tell_wait(self._outlet, self._language, *self._lobby.line.outlook(place))
            with suppress(TimeoutError):
                async with asyncio.timeout(QUEUE_TOLD_S):
                    await place.moved.wait()

    async def _hear_out(self) -> None:
        """Notice when a caller in line goes; what she says cannot be answered yet, sound is dropped."""
        while True:
            message = await self._message()
            try:
                if message.get("text"):
                    await self._put_off(read_event(message["text"]))
            except ProtocolError as error:
                await tell_error(self._outlet, self._language, error)

    async def _put_off(self, event: asked.ClientEvent) -> None:
        match event:
            case asked.SessionEnd():
                raise WebSocketDisconnect(1000)
            case asked.Ping():
                await self._outlet.event(told.Pong())
            case asked.Ack() | asked.Pong() | asked.Playback() | asked.BufferAppend():
                pass
            case _:
                raise BadEventError("busy", "The desk is full: wait for `session.created`.", event.event_id)
