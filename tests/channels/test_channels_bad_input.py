"""Whatever a client sends: it gets the error the protocol names, or a spoken sentence, and the desk lives."""

import asyncio
import json
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import numpy as np
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from voicebot.audio import Audio
from voicebot.audio.level import white_noise
from voicebot.bench.service import Service
from voicebot.client.caller import call

pytestmark = pytest.mark.models
FRAME = 640
START = {
    "type": "session.start",
    "event_id": "start",
    "protocol": 1,
    "language": "ko",
    "channel": "test",
    "audio": {"in": {"format": "pcm16", "rate": 16000}, "out": {"format": "pcm16", "rate": 24000}},
}


class Raw:
    """A client that says exactly what it is told."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.seen: list[dict[str, Any]] = []

    async def send(self, event: object) -> None:
        await self.socket.send(event if isinstance(event, str | bytes) else json.dumps(event))

    async def sound(self, samples: Audio, first: int = 0) -> None:
        """Send sound as fast as it goes."""
        pcm = samples.to_pcm16()
        for number, at in enumerate(range(0, len(pcm), 2 * FRAME), first):
            await self.socket.send(struct.pack("<I", number) + pcm[at : at + 2 * FRAME])

    async def until(self, kind: str, patience: float = 60.0) -> dict[str, Any]:
        """The next event of a kind."""
        async with asyncio.timeout(patience):
            while True:
                message = await self.socket.recv()
                if isinstance(message, str):
                    event: dict[str, Any] = json.loads(message)
                    self.seen.append(event)
                    if event["type"] == kind:
                        return event

    async def reply(self, patience: float = 60.0) -> dict[str, Any]:
        """The next reply; a word that asks to wait, as a slow machine makes the desk say, is none."""
        while (event := await self.until("response.created", patience))["interim"]:
            pass
        return event

    async def closed(self, patience: float = 30.0) -> int:
        """The close code."""
        async with asyncio.timeout(patience):
            try:
                while True:
                    await self.socket.recv()
            except ConnectionClosed:
                return self.socket.close_code or 0

    async def alive(self) -> None:
        """The session still answers."""
        await self.send({"type": "ping", "event_id": "ping"})
        await self.until("pong")


@asynccontextmanager
async def opened(desk: Service, **headers: str) -> AsyncIterator[Raw]:
    async with connect(f"{desk.url.replace('http', 'ws')}/v1/talk", additional_headers=headers) as socket:
        yield Raw(socket)


@asynccontextmanager
async def started(desk: Service, **fields: object) -> AsyncIterator[Raw]:
    async with opened(desk) as raw:
        await raw.send(START | fields)
        await raw.until("session.created")
        yield raw


@pytest.mark.parametrize(
    ("first", "code", "close"),
    [
        (b"\0\0\0\0" + bytes(1280), "bad_start", 4400),
        ({"type": "ping", "event_id": "p"}, "bad_start", 4400),
        ("{", "bad_start", 4400),
        (START | {"protocol": 2}, "unsupported_protocol", 4400),
        (START | {"audio": {"in": {"format": "pcm16", "rate": 44100}}}, "unsupported_audio", 4400),
        (START | {"audio": {"in": {"format": "opus", "rate": 16000}}}, "unsupported_audio", 4400),
        (
            START
            | {"resume": {"session_id": "x", "token": "y", "last_event_seq": 1, "last_audio_in_seq": 1}},
            "no_resume",
            4401,
        ),
    ],
)
async def test_a_bad_start_says_why_and_closes(desk: Service, first: object, code: str, close: int) -> None:
    async with opened(desk) as raw:
        await raw.send(first)
        error = await raw.until("error")
        assert (error["code"], error["retryable"]) == (code, False)
        assert error["say"]
        assert await raw.closed() == close


async def test_a_page_of_somebody_elses_is_refused(desk: Service) -> None:
    async with opened(desk, Origin="https://elsewhere.example") as raw:
        assert (await raw.until("error"))["code"] == "origin"
        assert await raw.closed() == 1008


@pytest.mark.parametrize(
    ("sent", "code", "event_id"),
    [
        ("{not json", "invalid_json", None),
        ({"type": "no.such", "event_id": "e1"}, "unknown_event", "e1"),
        ({"type": "input_text", "event_id": "e2"}, "invalid_event", "e2"),
        (START, "already_started", "start"),
        ({"type": "input_choice", "choice_id": "no-such"}, "choice_unknown", None),
        (b"\0\0\0\0\1", "invalid_audio", None),
        (b"\0", "invalid_audio", None),
        ({"type": "input_audio_buffer.append", "audio": "%%%", "event_id": "e3"}, "invalid_audio", "e3"),
    ],
)
async def test_a_bad_event_is_an_error_and_the_session_goes_on(
    desk: Service, sent: object, code: str, event_id: str | None
) -> None:
    async with started(desk) as raw:
        await raw.send(sent)
        error = await raw.until("error")
        assert error["code"] == code
        assert event_id in (None, error["event_id"])
        await raw.alive()


async def test_a_frame_out_of_order_is_named_and_dropped(desk: Service) -> None:
    async with started(desk) as raw:
        await raw.sound(Audio.silence(0.2, 16000))
        await raw.sound(Audio.silence(0.04, 16000), first=99)
        error = await raw.until("error")
        assert error["code"] == "sequence_gap"
        await raw.sound(Audio.silence(0.04, 16000), first=100)
        await raw.alive()
        assert sum(event["type"] == "error" for event in raw.seen) == 1


async def test_a_frame_that_is_too_big_closes(desk: Service) -> None:
    async with started(desk) as raw:
        await raw.send(bytes(4) + bytes(70_000))
        assert (await raw.until("error"))["code"] == "frame_too_big"
        assert await raw.closed() == 1009


@pytest.mark.parametrize("kind", ["silence", "noise"])
async def test_sound_without_words_is_not_answered_as_if_there_were(desk: Service, kind: str) -> None:
    noise = white_noise(3.0, 16000, np.random.default_rng(7))
    async with started(desk, turn={"mode": "press"}) as raw:
        await raw.sound(noise if kind == "noise" else Audio.silence(3.0, 16000))
        await raw.send({"type": "input_audio_buffer.commit"})
        reply = await raw.reply()
        assert reply["sentences"][0] == "잘 안 들렸어요."
        assert not [e for e in raw.seen if e["type"] == "input_audio_transcription.completed"]


async def test_an_utterance_of_61_seconds_is_taken_as_far_as_it_goes(desk: Service, say: Any) -> None:
    sentence = say("여권 만들려면 어떻게 해요?")
    talk = Audio.join([sentence.cut(0.3, sentence.duration - 0.3)] * 40).cut(0, 61.0)
    from voicebot.audio.resample import resample

    async with started(desk) as raw:
        await raw.sound(resample(talk, 16000))
        assert (await raw.until("turn.ended"))["reason"] == "limit"
        error = await raw.until("error")
        assert (error["code"], error["retryable"]) == ("utterance_too_long", True)
        await raw.reply(120)
        await raw.alive()


async def test_a_client_that_stops_playing_is_dropped(desk: Service) -> None:
    async with started(desk) as raw:
        await raw.send({"type": "input_text", "text": "기초연금은 누가 받을 수 있어요?"})
        reply = await raw.reply()
        await raw.until("response.audio.started")
        await raw.send(
            {
                "type": "playback",
                "reply_id": reply["reply_id"],
                "sentence": 0,
                "state": "started",
                "played_ms": 0,
            }
        )
        assert (await raw.until("error"))["code"] == "slow_reader"
        assert await raw.closed() == 1008


async def test_a_socket_closed_in_mid_answer_leaves_nothing_behind(desk: Service) -> None:
    for _ in range(3):
        async with started(desk) as raw:
            await raw.send({"type": "input_text", "text": "대형폐기물은 어떻게 버려요?"})
            await raw.until("response.audio.started")
            raw.socket.transport.abort()
    assert await asyncio.to_thread(_all_gone, desk)
    async with call(desk.url, instant=True) as caller:
        assert (await caller.type("여권 수수료 얼마예요?")).entry == "passport-fee"


def _all_gone(desk: Service, patience: float = 20.0) -> bool:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if "voicebot_sessions_open 0.0" in httpx.get(f"{desk.url}/metrics").text:
            return True
        time.sleep(0.2)
    return False


async def test_json_clients_may_send_sound_as_base64(desk: Service) -> None:
    import base64

    async with started(desk, turn={"mode": "press"}) as raw:
        sound = base64.b64encode(Audio.silence(1.0, 16000).to_pcm16()).decode()
        for _ in range(2):
            await raw.send({"type": "input_audio_buffer.append", "audio": sound})
        await raw.send({"type": "input_audio_buffer.commit"})
        assert (await raw.reply())["kind"] == "question"


async def test_events_are_numbered_without_a_gap(desk: Service) -> None:
    async with started(desk) as raw:
        await raw.send({"type": "input_text", "text": "여권 수수료 얼마예요?"})
        await raw.until("response.audio.done")
        assert [event["seq"] for event in raw.seen] == list(range(1, len(raw.seen) + 1))
        assert all(event["event_id"] for event in raw.seen)
