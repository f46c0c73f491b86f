"""A caller made of software: speaks a recording into the desk in real time and keeps what comes back."""

from __future__ import annotations

import asyncio
import itertools
import json
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from voicebot.audio import Audio
from voicebot.audio.resample import resample
from voicebot.audio.sound import Samples
from voicebot.client.line import address_of
from voicebot.client.loudspeaker import Loudspeaker
from voicebot.errors import ProtocolError

__all__ = ["FRAME_S", "IN_RATE", "OUT_RATE", "Answer", "Caller", "Event", "call", "dial", "note"]

Event = dict[str, Any]

FRAME_S = 0.04
IN_RATE = 16000
OUT_RATE = 24000
_STEP = round(FRAME_S * IN_RATE)
_OVER_S = 7.0
"""Silence after which any turn is over and can no longer be reopened (`voicebot.hear.patience`)."""
_NUMBER = struct.Struct("<I")
_HALF_A_FRAME = bytes([0x82, 0xFE, 0x05, 0x04]) + bytes(100)  # says that 1,284 masked bytes follow


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
    """One open conversation; a context manager makes it (`call`).

    Attributes:
        loudspeaker: plays what comes.
        session: ``session.created``.
        waits: every ``session.queue`` that came.
        errors: every ``error`` that came.
        filed: every ``complaint.filed`` that came.
        frames: sent so far.
    """

    def __init__(self, socket: ClientConnection, language: str, *, instant: bool = False) -> None:
        self._socket = socket
        self._events = 0
        self._said_at = 0.0
        self._saying = self._heard_speaking = False
        self._place = "", 0
        self.language = language
        self.loudspeaker = Loudspeaker(self._played, instant=instant)
        self.session: Event = {}
        self.waits: list[Event] = []
        self.errors: list[Event] = []
        self.filed: list[Event] = []
        self.frames = 0

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

    async def ask(
        self,
        question: Audio,
        *,
        patience_s: float = 30.0,
        room: Audio | None = None,
        at_once: bool = False,
    ) -> Answer:
        """Say a question in real time, keep quiet, and hear the reply to its end.

        Args:
            question: what is said; a reply that comes before its end is to a part of it, and passed over.
            patience_s: for so long after it the reply is waited for.
            room: what is heard meanwhile, over and over; silence when empty.
            at_once: send the sound as fast as the desk takes it, and so much of the room that any turn is
                over, for callers that only want the answer.

        Raises:
            TimeoutError: no reply came.
        """
        self._saying, self._heard_speaking = True, False
        quiet = room or Audio.silence(FRAME_S, IN_RATE)
        spoken = asyncio.create_task(self._speak(question, quiet, at_once=at_once))
        try:
            async with asyncio.timeout(question.duration + patience_s):
                return await self._reply(None)
        finally:
            spoken.cancel()
            await asyncio.gather(spoken, return_exceptions=True)

    async def type(self, text: str, *, patience_s: float = 30.0) -> Answer:
        """Type a question and hear the reply to its end."""
        self._saying = self._heard_speaking = False
        await self.send("input_text", text=text)
        async with asyncio.timeout(patience_s):
            return await self._reply(time.monotonic())

    async def press(self, kind: str, *, patience_s: float = 30.0, **fields: object) -> Answer:
        """Send an event that is answered aloud, and hear the reply to its end."""
        self._saying = self._heard_speaking = False
        await self.send(kind, **fields)
        async with asyncio.timeout(patience_s):
            return await self._reply(time.monotonic())

    async def frame(self, sound: bytes) -> None:
        """Send one frame of PCM16 at `IN_RATE`."""
        await self._socket.send(_NUMBER.pack(self.frames) + sound)
        self.frames += 1

    def break_off(self) -> None:
        """Lose the connection in the middle of a frame, without a goodbye."""
        self._socket.transport.write(_HALF_A_FRAME)
        self._socket.transport.abort()

    async def messages(self) -> AsyncIterator[Event | Audio]:
        """Everything that comes, played on the way, until the connection is closed."""
        async for message in self._socket:
            if isinstance(message, str):
                event = self._read(message)
                self._obey(event)
                yield event
            else:
                sound = Audio.from_pcm16(message[_NUMBER.size :], OUT_RATE)
                self.loudspeaker.take(*self._place, sound.duration)
                yield sound

    def _read(self, message: str) -> Event:
        event: Event = json.loads(message)
        match event["type"]:
            case "session.queue":
                self.waits.append(event)
            case "error":
                self.errors.append(event)
            case "complaint.filed":
                self.filed.append(event)
            case "input_audio_buffer.speech_started":
                self._heard_speaking = True
            case "turn.ended":
                self._heard_speaking = False
        return event

    def _obey(self, event: Event) -> None:
        """Do what an event says of the loudspeaker."""
        match event["type"]:
            case "response.audio.started":
                self._place = event["reply_id"], event["sentence"]
            case "output_audio.pause":
                self.loudspeaker.hold()
            case "output_audio.resume":
                self.loudspeaker.go_on()
            case "output_audio.clear":
                self.loudspeaker.clear()

    async def _speak(self, question: Audio, room: Audio, *, at_once: bool) -> None:
        """Send the sound at the pace of speech, then the room until cancelled."""
        said, quiet = resample(question, IN_RATE).samples, resample(room, IN_RATE).samples
        begun = time.monotonic()
        for number in itertools.count():
            await self.frame(_frame(said, quiet, number).to_pcm16())
            if (number + 1) * _STEP <= len(said) + _STEP:
                self._said_at = time.monotonic()
            else:
                self._saying = False
            if not at_once:
                await asyncio.sleep(max(0.0, begun + (number + 1) * FRAME_S - time.monotonic()))
            elif (number + 1) * _STEP > len(said) + _OVER_S * IN_RATE:
                return

    async def _event(self) -> Event:
        """The next event, sound passed over."""
        while True:
            message = await self._socket.recv()
            if isinstance(message, str):
                event = self._read(message)
                if event["type"] == "error" and not event["retryable"]:
                    raise ProtocolError(event["code"], event["message"])
                return event

    async def _reply(self, ended: float | None) -> Answer:
        """Collect events and sound until ``response.done``; `ended` is when the turn did, if it has."""
        answer, parts, interim = Answer(), list[Audio](), False
        async for event in self.messages():
            if isinstance(event, Audio):
                parts.append(event)
                _stamp(answer, ended, self._said_at)
                continue
            if event["type"] == "turn.ended":
                ended = time.monotonic()
            elif event["type"] == "response.created":
                interim = event["interim"]
            note(answer, event)
            if event["type"] == "response.done" and not (interim or self._saying or self._heard_speaking):
                break
        answer.sound = Audio.join(parts) if parts else answer.sound
        return answer

    async def _played(self, reply: str, sentence: int, state: str, ms: int) -> None:
        await self.send("playback", reply_id=reply, sentence=sentence, state=state, played_ms=ms)


def _frame(said: Samples, quiet: Samples, number: int) -> Audio:
    """What is said, and when it has been said, the room."""
    part = said[number * _STEP : (number + 1) * _STEP]
    rest = np.take(quiet, range(number * _STEP, (number + 1) * _STEP - len(part)), mode="wrap")
    return Audio(np.concatenate([part, rest]), IN_RATE)


def _stamp(answer: Answer, ended: float | None, said: float) -> None:
    """The first sound has come."""
    if answer.first_sound_s is None and ended is not None:
        now = time.monotonic()
        answer.first_sound_s, answer.after_speech_s = now - ended, now - said


def note(answer: Answer, event: Event) -> None:
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
async def dial(url: str, *, language: str = "ko", instant: bool = False) -> AsyncIterator[Caller]:
    """Connect to a desk without beginning a conversation; `call` does both.

    Args:
        url: of the desk (``http://…`` or ``ws://…``).
        language: ``ko`` or ``en``.
        instant: do not wait for the reply to be played in real time.
    """
    async with connect(address_of(url), max_size=2**20) as socket:
        caller = Caller(socket, language, instant=instant)
        playing = asyncio.create_task(caller.loudspeaker.run())
        try:
            yield caller
        finally:
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)


@asynccontextmanager
async def call(
    url: str, *, language: str = "ko", mode: str = "auto", instant: bool = False
) -> AsyncIterator[Caller]:
    """Open a conversation with a desk, and end it.

    Args:
        url: of the desk (``http://…`` or ``ws://…``).
        language: ``ko`` or ``en``.
        mode: how turns are taken.
        instant: do not wait for the reply to be played in real time.
    """
    async with dial(url, language=language, instant=instant) as caller:
        await caller.start(mode=mode)
        yield caller
        await caller.send("session.end")
