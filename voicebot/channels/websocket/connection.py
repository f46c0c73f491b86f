"""One connection. Its states are `await`s in this order: accepted, in line, open, closed."""

from __future__ import annotations

import asyncio
import base64
import binascii
import time
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from fastapi import WebSocket, WebSocketDisconnect

from voicebot.channels.handset.bells import Bells
from voicebot.channels.websocket.clocks import Clocks
from voicebot.channels.websocket.codes import code_of, tell_error
from voicebot.channels.websocket.conversation import Conversation
from voicebot.channels.websocket.lobby import Lobby
from voicebot.channels.websocket.outlet import SocketOutlet
from voicebot.channels.websocket.tasks import first_to_end
from voicebot.channels.websocket.waiting import WaitingRoom, tell_wait
from voicebot.channels.websocket.wire import BadEventError, read_event, sound_of, unpack
from voicebot.civic.complaints.tries import asker_of
from voicebot.civic.faq import LANGUAGES
from voicebot.errors import ProtocolError
from voicebot.settings import Handsets
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.desk import Desk
from voicebot.talk.session.session import Session
from voicebot.telemetry.logs import log
from voicebot.telemetry.metrics import SESSIONS_TOTAL

__all__ = ["Connection"]

RATES = (8000, 16000, 24000)
START_WITHIN_S = 20.0

_OF_THE_LINE = (asked.Ack, asked.Ping, asked.Pong, asked.Playback)
"""Nothing that the caller did: not sent again by who comes back, and many times more than what is."""


class Connection:
    """The desk's side of one WebSocket.

    Args:
        socket: not yet accepted.
        desk: the shared half.
        lobby: who is in.
        bells: which handsets are being rung, and why; none when left out.
    """

    def __init__(self, socket: WebSocket, desk: Desk, lobby: Lobby, bells: Bells | None = None) -> None:
        self._bells = bells or Bells(Handsets())
        self._socket = socket
        self._desk = desk
        self._lobby = lobby
        self._limits = desk.settings.limits
        self._outlet = SocketOutlet(socket, self._limits.stalled_s)
        self._address = socket.client.host if socket.client else ""
        self._language = "ko"
        self._conversation: Conversation | None = None
        self._message_for_caller = ""

    async def run(self) -> None:
        """Serve the connection to its end."""
        await self._socket.accept()
        try:
            self._check_origin()
            start = await self._first_event()
            with self._lobby.enter(self._address, back=self._comes_back(start)) as place:
                await WaitingRoom(self._lobby, self._outlet, self._message, self._language).until_in(place)
                await self._until_ready()
                self._conversation = await self._join(start)
                await self._talk(self._conversation)
        except ProtocolError as error:
            await self._close_with(error)
        except WebSocketDisconnect:
            await self._leave()
        finally:
            if self._conversation:
                await self._lobby.leave(self._conversation)

    async def _leave(self) -> None:
        """The connection has dropped without a word: the caller may come back."""
        conversation, self._conversation = self._conversation, None
        if conversation:
            await self._lobby.park(conversation)

    # -- accepted ----------------------------------------------------------------------------------

    def _check_origin(self) -> None:
        """A page of somebody else's may not open the socket with the caller's browser."""
        origin = self._socket.headers.get("origin")
        if origin is None or origin in self._desk.settings.allowed_origins:
            return
        if urlsplit(origin).netloc != self._socket.headers.get("host"):
            raise ProtocolError("origin", "This page may not open the desk's socket.")

    async def _first_event(self) -> asked.SessionStart:
        """Wait for ``session.start``; anything else ends the connection."""
        try:
            async with asyncio.timeout(START_WITHIN_S):
                message = await self._message()
        except TimeoutError:
            raise ProtocolError("bad_start", "Nothing came.") from None
        if message.get("text") is None:
            raise ProtocolError("bad_start", "The first frame must be `session.start`, not sound.")
        try:
            event = read_event(message["text"])
        except BadEventError as error:
            code = error.code if error.code == "unsupported_audio" else "bad_start"
            raise BadEventError(code, error.message, error.event_id) from None
        if not isinstance(event, asked.SessionStart):
            raise BadEventError("bad_start", "The first event must be `session.start`.", event.event_id)
        self._check_start(event)
        return event

    async def _message(self) -> MutableMapping[str, Any]:
        """The next frame.

        Raises:
            WebSocketDisconnect: the caller has gone.
        """
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1006))
        return message

    def _check_start(self, start: asked.SessionStart) -> None:
        self._language = start.language
        if start.protocol != 1:
            raise BadEventError("unsupported_protocol", "This desk speaks protocol 1.", start.event_id)
        self._check_formats(start.audio, start.event_id)

    @staticmethod
    def _check_formats(audio: asked.AudioFormats, event_id: str) -> None:
        for form in (audio.in_, audio.out):
            if form.format == "opus" or (form.format == "pcmu" and form.rate != 8000):
                raise BadEventError(
                    "unsupported_audio", f"{form.format} at {form.rate} is not offered.", event_id
                )
        if audio.in_.rate == 24000:
            raise BadEventError("unsupported_audio", "The desk listens at 16000 or 8000 Hz.", event_id)

    # -- in line -----------------------------------------------------------------------------------

    def _comes_back(self, start: asked.SessionStart) -> bool:
        if start.resume:
            self._lobby.find(start.resume.session_id, start.resume.token)
        return start.resume is not None

    async def _until_ready(self) -> None:
        """While the models are loading the caller is told so, and waits."""
        if not self._desk.ready:
            await tell_wait(self._outlet, self._language, 0, 15.0)
        while not self._desk.ready:
            if self._desk.failure:
                raise ProtocolError("not_ready", "The desk could not load its models; see /readyz.")
            await asyncio.sleep(0.2)

    # -- open --------------------------------------------------------------------------------------

    async def _join(self, start: asked.SessionStart) -> Conversation:
        """Begin a conversation, or go on with one whose connection dropped."""
        if start.resume:
            kept = await self._lobby.resume(start.resume.session_id, start.resume.token)
            self._outlet, self._language = kept.outlet, kept.session.language
            self._conversation = kept
            await kept.go_on(self._socket, start.resume)
            return kept
        self._outlet.format = start.audio.out
        SESSIONS_TOTAL.labels(channel=start.channel, language=start.language).inc()
        session = Session(self._desk, self._outlet, start, asker_of(self._address))
        conversation = Conversation(session, self._outlet, start.audio.in_)
        self._lobby.join(conversation)
        self._message_for_caller = self._bells.lifted(start.device_token)
        return conversation

    async def _talk(self, conversation: Conversation) -> None:
        session = conversation.session
        await self._outlet.event(self._created(session))
        await self._begin(session, back=conversation.drops > 0)
        clocks = Clocks(self._socket, conversation, self._limits)
        await first_to_end([self._receive(conversation), *clocks.jobs()])
        log.info("session ended", session=session.id)

    async def _begin(self, session: Session, *, back: bool) -> None:
        """The first word: what was not heard, what the office has to say to who was rung, or a greeting."""
        if back:
            await session.go_on()
        elif self._message_for_caller:
            await session.deliver(self._message_for_caller)
        else:
            await session.greet()

    def _created(self, session: Session) -> told.SessionCreated:
        desk, limits = self._desk, self._limits
        return told.SessionCreated(
            session_id=session.id,
            resume_token=session.resume_token,
            capabilities=told.SessionCapabilities(
                languages=list(LANGUAGES),
                rates=list(RATES),
                engines={"transcriber": desk.hearing.engine, "synthesizer": desk.voices.engine},
                limits={
                    "frame_bytes": limits.frame_bytes,
                    "utterance_s": limits.utterance_s,
                    "session_s": limits.session_s,
                },
            ),
            desk=told.DeskInfo(name=desk.name(self._language), phone=desk.district.desk.phone),
            reply_follows=session.has_more_to_say,
        )

    async def _receive(self, conversation: Conversation) -> None:
        """Read frames until the caller ends the session or goes."""
        while True:
            message = await self._message()
            try:
                if not await self._take(conversation, message):
                    return
            except ProtocolError as error:
                if code_of(error).close:
                    raise
                await self._tell(error)

    async def _take(self, conversation: Conversation, message: MutableMapping[str, Any]) -> bool:
        """One frame; whether the session goes on."""
        frame = message.get("bytes") or message.get("text") or b""
        if len(frame) > self._limits.frame_bytes + 4:
            raise ProtocolError("frame_too_big", f"A frame may have {self._limits.frame_bytes} bytes.")
        if isinstance(frame, bytes):
            await self._sound(conversation, *unpack(frame))
            return True
        return await self._event_once(conversation, read_event(frame))

    @staticmethod
    async def _sound(conversation: Conversation, number: int, payload: bytes) -> None:
        if conversation.numbers.check(number):
            await conversation.session.hear(sound_of(payload, conversation.form))
            conversation.last_frame = number

    async def _event_once(self, conversation: Conversation, event: asked.ClientEvent) -> bool:
        """One event, unless it came before the connection dropped."""
        if conversation.arrived.before(event.event_id):
            return True
        goes_on = await self._event(conversation, event)
        if not isinstance(event, _OF_THE_LINE):
            conversation.arrived.add(event.event_id)
        return goes_on

    async def _event(self, conversation: Conversation, event: asked.ClientEvent) -> bool:
        if not isinstance(event, (*_OF_THE_LINE, asked.BufferAppend)):
            self._outlet.caller_at = time.monotonic()
        match event:
            case asked.SessionEnd():
                return False
            case asked.SessionStart():
                raise BadEventError("already_started", "The session has started.", event.event_id)
            case asked.Ping():
                await self._outlet.event(told.Pong())
            case asked.BufferAppend():
                await conversation.session.hear(sound_of(_unbase64(event), conversation.form))
            case _:
                self._change_formats(conversation, event)
                await conversation.session.handle(event)
        return True

    def _change_formats(self, conversation: Conversation, event: asked.ClientEvent) -> None:
        if isinstance(event, asked.SessionUpdate):
            self._language = event.language or self._language
            if event.audio:
                try:
                    self._check_formats(event.audio, event.event_id)
                except BadEventError as error:
                    raise BadEventError("invalid_event", error.message, error.event_id) from None
                conversation.form, self._outlet.format = event.audio.in_, event.audio.out

    # -- closed ------------------------------------------------------------------------------------

    async def _tell(self, error: ProtocolError) -> None:
        await tell_error(self._outlet, self._language, error)

    async def _close_with(self, error: ProtocolError) -> None:
        """Say why, then close; a socket that takes nothing is closed all the same.

        Who took nothing may have been without a network, and may come back.
        """
        row = code_of(error)
        try:
            async with asyncio.timeout(1.0):
                if row.name == "too_many_sessions":
                    await tell_wait(self._outlet, self._language, *self._lobby.line.outlook())
                await self._tell(error)
                await self._socket.close(row.close or 1011, row.name)
        except (TimeoutError, ProtocolError, RuntimeError):
            log.info("closed unheard", code=row.name)
        if row.name == "slow_reader":
            await self._leave()


def _unbase64(event: asked.BufferAppend) -> bytes:
    try:
        return base64.b64decode(event.audio, validate=True)
    except binascii.Error:
        raise BadEventError("invalid_audio", "`audio` is not base64.", event.event_id) from None
