"""A dropped connection comes back: nothing is missed, nothing is said twice, and only with the token."""

from typing import Any

import pytest
from test_channels_bad_input import START, opened, started

from voicebot.audio import Audio
from voicebot.bench.service import Service

pytestmark = pytest.mark.models


def resume(created: dict[str, Any], last_seq: int, token: str | None = None) -> dict[str, Any]:
    fields = {
        "session_id": created["session_id"],
        "token": token or created["resume_token"],
        "last_event_seq": last_seq,
        "last_audio_in_seq": 0,
    }
    return START | {"resume": fields}


async def test_events_are_replayed_and_the_unheard_is_spoken(desk: Service) -> None:
    async with started(desk) as raw:
        created = raw.seen[-1]
        await raw.send({"type": "input_text", "text": "여권 새로 만들려면 어떻게 해요?"})
        reply = await raw.until("response.created")
        await raw.until("response.audio.started")
        raw.socket.transport.abort()
    async with opened(desk) as raw:
        await raw.send(resume(created, created["seq"]))
        replayed = await raw.until("response.created")
        assert (replayed["seq"], replayed["event_id"]) == (reply["seq"], reply["event_id"])
        again = await raw.until("session.created")
        assert again["session_id"] == created["session_id"]
        unheard = await raw.until("response.created")
        assert unheard["sentences"] == reply["sentences"][-len(unheard["sentences"]) :]
        await raw.until("response.audio.started")
        assert [e["seq"] for e in raw.seen] == list(range(created["seq"] + 1, raw.seen[-1]["seq"] + 1))


async def test_sound_that_had_arrived_may_be_sent_again(desk: Service) -> None:
    async with started(desk) as raw:
        created = raw.seen[-1]
        await raw.sound(Audio.silence(0.4, 16000))
        await raw.until("ack")
        raw.socket.transport.abort()
    async with opened(desk) as raw:
        await raw.send(resume(created, created["seq"]))
        await raw.until("session.created")
        await raw.sound(Audio.silence(0.8, 16000), first=5)
        await raw.alive()
        assert not [e for e in raw.seen if e["type"] == "error"]


async def test_nobody_comes_back_with_a_wrong_token_or_twice(desk: Service) -> None:
    async with started(desk) as raw:
        created = raw.seen[-1]
        raw.socket.transport.abort()
    async with opened(desk) as raw:
        await raw.send(resume(created, 1, token="wrong"))
        assert (await raw.until("error"))["code"] == "no_resume"
        assert await raw.closed() == 4401


async def test_who_has_ended_cannot_come_back(desk: Service) -> None:
    async with started(desk) as raw:
        created = raw.seen[-1]
        await raw.send({"type": "session.end"})
        await raw.closed()
    async with opened(desk) as raw:
        await raw.send(resume(created, 1))
        assert await raw.closed() == 4401
