"""The skill: a request in, an answer out before Kakao loses patience, the rest later."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

import httpx

from voicebot.channels.kakao.callback import POST_S, VALID_S, Callbacks
from voicebot.channels.kakao.caller import Answering, Caller
from voicebot.channels.kakao.callers import Callers
from voicebot.channels.kakao.counts import REQUESTS
from voicebot.channels.kakao.patience import Sleep, done_within
from voicebot.channels.kakao.payload import MOST_CHARACTERS, UserRequest, read_payload
from voicebot.channels.kakao.pictures import Pictures
from voicebot.channels.kakao.template import Template, use_callback
from voicebot.channels.kakao.words import words
from voicebot.channels.kakao.writer import Writer
from voicebot.civic.faq import Language
from voicebot.errors import ComplaintError, ProtocolError, VoicebotError
from voicebot.talk.desk import Desk
from voicebot.talk.reply import Effect, Reply
from voicebot.telemetry.logs import log
from voicebot.telemetry.metrics import REPLIES
from voicebot.telemetry.turn import Stage, Turn

__all__ = ["Skill"]

_MOST_WAITING = 3
"""Messages of one person that may wait; who sends more is asked to wait for the answers."""

_LAST_MOMENT_S = VALID_S - 2 * POST_S
"""Seconds after a request at which its callback is used, whether or not there is an answer."""


class Skill:
    """Answers Kakao.

    Args:
        desk: the shared half.
        sleep: waits so many seconds.
        clock: seconds, monotonic.
        pictures: fetches photos from Kakao.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        pictures: Pictures | None = None,
    ) -> None:
        self._desk = desk
        self._settings = desk.settings.kakao
        self._sleep = sleep
        self._writer = Writer(desk)
        self._pictures = pictures or Pictures(desk.settings.attached.photo_bytes)
        self._callbacks = Callbacks(self._settings.callback_origins, sleep)
        self.callers = Callers(desk, self._settings.conversations, self._settings.keep_s, clock)
        self._jobs: set[asyncio.Task[Any]] = set()

    async def answer(self, body: bytes) -> Template:
        """The response to a request, whatever it is."""
        try:
            request = read_payload(body)
        except ProtocolError as error:
            return _counted(error.code, self._writer.own(error.code, "ko"))
        if not self._desk.ready:
            return _counted("starting", self._writer.own("starting", request.language))
        if len(request.utterance) > MOST_CHARACTERS:
            return _counted("too_long", self._writer.own("too_long", request.language))
        return await self._in_turn(request)

    async def close(self) -> None:
        """Give up what is not answered yet, and forget everybody."""
        jobs = tuple(self._jobs)
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        self.callers.close()
        await self._callbacks.close()
        await self._pictures.close()

    # -- in time, or later -------------------------------------------------------------------------

    async def _in_turn(self, request: UserRequest) -> Template:
        caller = self.callers.get(request.user.id, request.language)
        late = caller.late_answer(request.utterance, request.language)
        if self._is_full() or (late is None and caller.waiting >= _MOST_WAITING):
            return _counted("busy", self._writer.trouble("busy", request.language))
        answering = late or self._start(self._think(caller, request))
        if await done_within(answering, self._settings.guard_s, self._sleep):
            caller.told(answering)
            return _counted("answered", answering.result())
        return self._later(caller, request, answering)

    def _later(self, caller: Caller, request: UserRequest, answering: Answering) -> Template:
        """Promise the answer: by callback if there is one, else to whoever asks again."""
        caller.keep_late(request.utterance, answering)
        url = self._callbacks.address(request.callback_url)
        if url is None:
            return _counted("ask_again", self._writer.ask_again(request.language))
        self._start(self._call_back(url, caller, answering, request.language))
        return _counted("callback", use_callback(words(request.language).line("wait")))

    async def _call_back(
        self, url: httpx.URL, caller: Caller, answering: Answering, language: Language
    ) -> None:
        """Send the answer when it is there, or at the last moment the plea to ask again."""
        left = _LAST_MOMENT_S - self._settings.guard_s
        in_time = await done_within(answering, left, self._sleep)
        template = answering.result() if in_time else self._writer.ask_again(language)
        if await self._callbacks.post(url, template) and in_time:
            caller.told(answering)

    def _is_full(self) -> bool:
        return len(self._jobs) >= self._settings.at_once

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        job = asyncio.create_task(work)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)
        return job

    # -- the answer --------------------------------------------------------------------------------

    async def _think(self, caller: Caller, request: UserRequest) -> Template:
        """The answer to a message; a failure is told, not raised."""
        try:
            return await self._reply(caller, request)
        except Exception as error:
            code = error.code if isinstance(error, VoicebotError) else "internal"
            log.warning("turn failed", session=caller.session, code=code, error=type(error).__name__)
            return self._writer.trouble(code, request.language)

    async def _reply(self, caller: Caller, request: UserRequest) -> Template:
        turn = Turn()
        turn.stamp(Stage.TURN_END)
        turn.stamp(Stage.SPEECH_END, turn.at[Stage.TURN_END])
        if request.photos:
            reply = await self._show(caller, request)
        else:
            reply = await caller.hear(request.utterance, request.language)
        turn.stamp(Stage.MATCHED)
        turn.kind = reply.kind
        turn.finish()
        REPLIES.labels(kind=reply.kind).inc()
        if Effect.FORGET in reply.effects:
            self.callers.forget(request.user.id)
        return self._writer.reply(reply, request.language)

    async def _show(self, caller: Caller, request: UserRequest) -> Reply:
        """The reply to photos; where they are not taken, nothing is fetched."""
        if not self._settings.photos:
            return caller.refused(ComplaintError("photo_nowhere", "Photos are not taken on this channel."))
        try:
            photos = [await self._pictures.fetch(url) for url in request.photos]
        except ComplaintError as error:
            return caller.refused(error)
        return await caller.show(photos)


def _counted(outcome: str, template: Template) -> Template:
    REQUESTS.labels(outcome=outcome).inc()
    return template
