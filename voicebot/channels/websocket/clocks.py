"""What time does to an open connection: acknowledgements, time-outs, a break, another connection."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable

from fastapi import WebSocket, WebSocketDisconnect

from voicebot.channels.websocket.conversation import Conversation
from voicebot.errors import ProtocolError
from voicebot.settings import Limits
from voicebot.talk import server_events as told
from voicebot.talk.phrases import phrases

__all__ = ["Clocks"]

WARNING_S = 25.0
"""A time-out is announced so long before (at least 20 s: WCAG 2.2.1, KS X 9211 8.2.2)."""

LOOK_S = 1.0


class Clocks:
    """Those of one connection.

    Args:
        socket: closed when nobody is there.
        conversation: that goes over it.
        limits: how long it may be.
    """

    def __init__(self, socket: WebSocket, conversation: Conversation, limits: Limits) -> None:
        self._socket = socket
        self._conversation = conversation
        self._session, self._outlet = conversation.session, conversation.outlet
        self._limits = limits

    @property
    def _idle_s(self) -> float:
        kiosk = self._session.channel == "kiosk"
        usual = min(self._limits.idle_s, self._limits.kiosk_idle_s) if kiosk else self._limits.idle_s
        return usual / self._limits.hurried

    def jobs(self) -> list[Awaitable[None]]:
        """To be run until one of them ends the connection."""
        return [
            self._acknowledge(),
            self._watch_time(),
            self._watch_break(),
            self._watch_taken(),
            self._watch_lost(),
        ]

    async def _acknowledge(self) -> None:
        """Every second, which frame and which event of the caller's have arrived."""
        told_of: tuple[int | None, str] = None, ""
        while True:
            await asyncio.sleep(1.0)
            now = self._conversation.last_frame, self._conversation.arrived.last
            if now != told_of:
                frame, name = told_of = now
                await self._outlet.event(
                    told.Ack(audio_seq=-1 if frame is None else frame, client_event_id=name)
                )

    async def _watch_time(self) -> None:
        """End a session that is idle or too long; warn before, and let any key or word extend it.

        Time in which the caller is in danger does not count.
        """
        begun = calm = last = time.monotonic()
        warned, warning = 0.0, WARNING_S / self._limits.hurried
        while True:
            await asyncio.sleep(min(LOOK_S, warning / 4))
            passed, last = time.monotonic() - last, time.monotonic()
            now = last
            if self._session.in_danger:
                begun, calm, warned = begun + passed, now, 0.0
                continue
            if now - begun > self._limits.session_s:
                raise ProtocolError("session_over", "The session reached its longest time.")
            if warned > self._outlet.caller_at:
                if now - warned > warning:
                    await self._notice("ended", "ended")
                    await self._socket.close(4408)
                    return
            elif now - max(self._outlet.active_at, calm) > self._idle_s - warning:
                warned = now
                await self._notice("timeout_soon", "timeout_soon")
                await self._session.notify("timeout_soon")

    async def _notice(self, kind: str, phrase: str) -> None:
        say = phrases(self._session.language).line(phrase)
        await self._outlet.event(told.Notice(kind=kind, say=say))

    async def _watch_break(self) -> None:
        """What the conversation cannot survive ends the connection."""
        raise await asyncio.shield(self._session.broken)

    async def _watch_taken(self) -> None:
        """The caller has come back over another connection: let go of this one."""
        await self._conversation.wanted.wait()
        raise WebSocketDisconnect(1006)

    async def _watch_lost(self) -> None:
        """Something could not be written: the caller has gone, whether or not she said so."""
        await self._outlet.lost.wait()
        raise WebSocketDisconnect(1006)
