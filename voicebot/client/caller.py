"""A caller made of software: speaks a recording into the desk in real time and keeps what comes back."""

from __future__ import annotations

import asyncio
import json
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from voicebot.audio import Audio
from voicebot.audio.resample import resample
from voicebot.client.loudspeaker import Loudspeaker
from voicebot.errors import ProtocolError

__all__ = ["Answer", "Caller", "call"]

FRAME_S = 0.04
IN_RATE = 16000
OUT_RATE = 24000
_NUMBER = struct.Struct("<I")


@dataclass(slots=True)
class Answer:
    """What came back for one turn.

    Attributes:
        heard: the words the desk understood.
        kind: answer, choices, …
        sentences: what it said.
        entry: the FAQ entry, if it was one.
        choices: entries offered.
        sound: all of it.
        first_sound_s: seconds from the end of the turn to the first sound; from the end of speech too.
        timings: the desk's own record, in milliseconds.
    """

    heard: str = ""
    kind: str = ""
    sentences: list[str] = field(default_factory=list)
    entry: str = ""
    choices: list[str] = field(default_factory=list)
    sound: Audio = field(default_factory=lambda: Audio.silence(0, OUT_RATE))
    voice: str = ""
    first_sound_s: float | None = None
    after_speech_s: float | None = None
    timings: dict[str, int] = field(default_factory=dict)


class Caller:
    """One open conversation; a context manager makes it (`call`)."""

    def __init__(self, socket: ClientConnection, language: str, *, instant: bool = False) -> None:
        self._socket = socket
        self._frames = 0
        self._events = 0
        self._said_at = 0.0
        self.language = language
        self.loudspeaker = Loudspeaker(self._played, instant=instant)
        self.session: dict[str, Any] = {}

    async def send(self, kind: str, **fields: object) -> None:
        """Send one event."""
        self._events += 1
        await self._socket.send(json.dumps({"type": kind, "event_id": f"call-{self._events}", **fields}))

    async def start(self, *, mode: str = "auto", channel: str = "test") -> None:
        """Begin the conversation."""
        form = {"in": {"format": "pcm16", "rate": IN_RATE}, "out": {"format": "pcm16", "rate": OUT_RATE}}
        await self.send(
            "session.start",
            protocol=1,
            language=self.language,
            channel=channel,
            audio=form,
            turn={"mode": mode},
        )
        while self.session.get("type") != "session.created":
            self.session = await self._event()

    async def ask(self, question: Audio, *, patience_s: float = 30.0) -> Answer:
        """Say a question in real time, keep quiet, and hear the reply to its end."""
        spoken = asyncio.create_task(self._speak(question))
        try:
            async with asyncio.timeout(question.duration + patience_s):
                return await self._reply(None)
        finally:
            spoken.cancel()
            await asyncio.gather(spoken, return_exceptions=True)

    async def type(self, text: str, *, patience_s: float = 30.0) -> Answer:
        """Type a question and hear the reply to its end."""
        await self.send("input_text", text=text)
        async with asyncio.timeout(patience_s):
            return await self._reply(time.monotonic())

    async def press(self, kind: str, *, patience_s: float = 30.0, **fields: object) -> Answer:
        """Send an event that is answered aloud, and hear the reply to its end."""
        await self.send(kind, **fields)
        async with asyncio.timeout(patience_s):
            return await self._reply(time.monotonic())

    async def _speak(self, question: Audio) -> None:
        """Send the sound at the pace of speech, then silence until cancelled."""
        sound = resample(question, IN_RATE)
        step = round(FRAME_S * IN_RATE)
        begun = time.monotonic()
        number = 0
        while True:
            part = sound.samples[number * step : (number + 1) * step]
            frame = Audio(part, IN_RATE) if len(part) == step else Audio.silence(FRAME_S, IN_RATE)
            await self._socket.send(_NUMBER.pack(self._frames) + frame.to_pcm16())
            self._frames += 1
            number += 1
            if number * step <= len(sound.samples) + step:
                self._said_at = time.monotonic()
            await asyncio.sleep(max(0.0, begun + number * FRAME_S - time.monotonic()))

    async def _event(self) -> dict[str, Any]:
        """The next event, sound passed over."""
        while True:
            message = await self._socket.recv()
            if isinstance(message, str):
                event: dict[str, Any] = json.loads(message)
                if event["type"] == "error" and not event["retryable"]:
                    raise ProtocolError(event["code"], event["message"])
                return event

    async def _reply(self, ended: float | None) -> Answer:
        """Collect events and sound until ``response.done``; `ended` is when the turn did, if it has."""
        answer, parts, place, interim = Answer(), list[Audio](), ("", 0), False
        async for message in self._socket:
            if isinstance(message, bytes):
                parts.append(Audio.from_pcm16(message[_NUMBER.size :], OUT_RATE))
                self.loudspeaker.take(*place, parts[-1].duration)
                _stamp(answer, ended, self._said_at)
                continue
            event = json.loads(message)
            if event["type"] == "turn.ended":
                ended = time.monotonic()
            elif event["type"] == "response.audio.started":
                place = event["reply_id"], event["sentence"]
            elif event["type"] == "response.created":
                interim = event["interim"]
            _note(answer, event)
            if event["type"] == "response.done" and not interim:
                break
        answer.sound = Audio.join(parts) if parts else answer.sound
        return answer

    async def _played(self, reply: str, sentence: int, state: str, ms: int) -> None:
        await self.send("playback", reply_id=reply, sentence=sentence, state=state, played_ms=ms)


def _stamp(answer: Answer, ended: float | None, said: float) -> None:
    """The first sound has come."""
    if answer.first_sound_s is None and ended is not None:
        now = time.monotonic()
        answer.first_sound_s, answer.after_speech_s = now - ended, now - said


def _note(answer: Answer, event: dict[str, Any]) -> None:
    """Keep what an event says of the answer."""
    match event["type"]:
        case "input_audio_transcription.completed":
            answer.heard = event["text"]
        case "response.created":
            answer.kind, answer.sentences = event["kind"], event["sentences"]
            answer.entry = (event.get("source") or {}).get("faq_id", "")
            answer.choices = [choice["id"].removeprefix("choice-") for choice in event["choices"]]
        case "response.audio.started":
            answer.voice = answer.voice or event["voice"]
        case "response.done":
            answer.timings = event["timings"]
        case "error" if not event["retryable"]:
            raise ProtocolError(event["code"], event["message"])


@asynccontextmanager
async def call(
    url: str, *, language: str = "ko", mode: str = "auto", instant: bool = False
) -> AsyncIterator[Caller]:
    """Open a conversation with a desk.

    Args:
        url: of the desk (``http://…`` or ``ws://…``).
        language: ``ko`` or ``en``.
        mode: how turns are taken.
        instant: do not wait for the reply to be played in real time.
    """
    address = url.rstrip("/").replace("http", "ws", 1) if url.startswith("http") else url.rstrip("/")
    if not address.endswith("/v1/talk"):
        address += "/v1/talk"
    async with connect(address, max_size=2**20) as socket:
        caller = Caller(socket, language, instant=instant)
        await caller.start(mode=mode)
        playing = asyncio.create_task(caller.loudspeaker.run())
        try:
            yield caller
        finally:
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)
        await caller.send("session.end")
