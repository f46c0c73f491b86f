"""When the desk is full callers wait in line and are told how long; who finds the line full is sent off."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any, cast

import httpx
import pytest
from fastapi import WebSocket
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from voicebot.bench.service import Service, running_desk
from voicebot.channels.websocket.conversation import Conversation
from voicebot.channels.websocket.line import USUAL_S, Line, Place, expected_wait
from voicebot.channels.websocket.lobby import Lobby
from voicebot.channels.websocket.outlet import SocketOutlet
from voicebot.errors import ProtocolError
from voicebot.settings import Limits
from voicebot.talk.client_events import AudioFormat

START = {"type": "session.start", "event_id": "start", "protocol": 1, "language": "ko", "channel": "test"}


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("position", "lasting", "seconds"),
    [
        (1, [0.0], 60.0),
        (1, [50.0], 10.0),
        (1, [500.0], 10.0),
        (1, [10.0, 30.0], 30.0),
        (2, [10.0, 30.0], 50.0),
        (3, [10.0, 30.0], 90.0),
        (2, [0.0], 120.0),
        (1, [], 0.0),
    ],
)
def test_the_wait_is_until_so_many_have_gone(position: int, lasting: list[float], seconds: float) -> None:
    assert expected_wait(position, lasting, usual=60.0) == seconds


def test_the_wait_is_learned_from_how_long_conversations_last() -> None:
    clock = Clock()
    line = Line(Limits(sessions=1), clock)
    place = line.join("a")
    assert line.outlook() == (1, USUAL_S)
    for seconds in (20.0, 30.0, 400.0):
        clock.now += seconds
        line.leave(place)
        place = line.join("a")
    assert line.outlook() == (1, 30.0)


def test_the_first_who_fits_goes_in_and_only_who_moves_is_woken() -> None:
    line = Line(Limits(sessions=2, sessions_per_address=1, line=3))
    a, b = line.join("a"), line.join("b")
    again, c, d = line.join("a"), line.join("c"), line.join("d")
    assert (a.inside, b.inside, again.inside, line.inside, line.waiting) == (True, True, False, 2, 3)
    line.leave(b)
    assert (again.inside, c.inside, d.inside) == (False, True, False)
    assert (again.moved.is_set(), c.moved.is_set(), d.moved.is_set()) == (False, True, True)
    assert [line.outlook(place)[0] for place in (again, d)] == [1, 2]


def test_a_full_line_turns_away_but_never_who_comes_back() -> None:
    line = Line(Limits(sessions=1, line=1))
    line.join("a")
    line.join("b")
    with pytest.raises(ProtocolError) as caught:
        line.join("c")
    assert caught.value.code == "too_many_sessions"
    assert line.join("d", back=True).inside


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ab")), max_size=60))
def test_whoever_comes_and_goes_nobody_waits_who_fits(moves: list[tuple[int, str]]) -> None:
    limits = Limits(sessions=3, sessions_per_address=2, line=4)
    line, places = Line(limits), list[Place]()
    for number, address in moves:
        if number < len(places):
            line.leave(places.pop(number))
        else:
            try:
                places.append(line.join(address))
            except ProtocolError:
                assert line.waiting == limits.line
        inside = [place.address for place in places if place.inside]
        assert line.inside == len(inside) <= limits.sessions
        assert line.waiting == len(places) - len(inside) <= limits.line
        for place in places:
            fits = len(inside) < limits.sessions and inside.count(place.address) < 2
            assert place.inside or not fits


class Session:
    """As much of a session as the lobby knows."""

    resume_token = "token"

    def __init__(self, number: int) -> None:
        self.id = f"s-{number}"
        self.closed = False

    async def pause(self) -> None:
        pass

    async def close(self) -> None:
        self.closed = True


async def test_of_conversations_cut_off_no_more_are_kept_than_may_be_open() -> None:
    lobby, sessions = Lobby(Limits(sessions=2)), [Session(number) for number in range(5)]
    for session in sessions:
        outlet = SocketOutlet(cast("WebSocket", None), 1.0)
        cut_off = Conversation(cast("Any", session), outlet, AudioFormat(rate=16000))
        lobby.join(cut_off)
        await lobby.park(cut_off)
    assert [session.closed for session in sessions] == [True, True, True, False, False]
    assert lobby.find("s-4", "token").session.id == "s-4"
    with pytest.raises(ProtocolError):
        lobby.find("s-0", "token")
    await lobby.close()
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}


# -- over real sockets -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A desk that talks to one caller at a time and lets two wait."""
    limits = {"limits__sessions": "1", "limits__line": "2"}
    with running_desk(tmp_path_factory.mktemp("desk"), warm_cache="false", **limits) as service:
        yield service


class Visitor:
    """One who wants to talk."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    @classmethod
    async def comes(cls, desk: Service, **more: object) -> Visitor:
        visitor = cls(await connect(f"{desk.url.replace('http', 'ws')}/v1/talk"))
        await visitor.send(START | more)
        return visitor

    async def send(self, event: object) -> None:
        await self.socket.send(event if isinstance(event, bytes) else json.dumps(event))

    async def hears(self, kind: str) -> dict[str, Any]:
        """The next event, which must be of this kind."""
        async with asyncio.timeout(20):
            while isinstance(message := await self.socket.recv(), bytes):
                pass
        event: dict[str, Any] = json.loads(message)
        assert event["type"] == kind, event
        return event

    async def until(self, kind: str) -> None:
        """Whatever is said before an event of this kind."""
        async with asyncio.timeout(20):
            async for message in self.socket:
                if isinstance(message, str) and json.loads(message)["type"] == kind:
                    return

    async def leaves(self) -> None:
        await self.send({"type": "session.end"})
        await self.socket.close()


def waiting(desk: Service, count: int) -> bool:
    """Whether so many come to be in line."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if f"voicebot_sessions_waiting {count}.0" in httpx.get(f"{desk.url}/metrics").text:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.models
async def test_a_full_desk_says_how_long_and_lets_in_who_is_next(small_desk: Service) -> None:
    inside = await Visitor.comes(small_desk)
    await inside.hears("session.created")
    first = await Visitor.comes(small_desk)
    told = await first.hears("session.queue")
    assert (told["position"], told["seq"]) == (1, 1)
    assert 0 < told["wait_s"] <= 60
    assert told["say"] == "지금 다른 분을 돕고 있어요. 1분쯤 기다려 주세요."
    second = await Visitor.comes(small_desk)
    assert (await second.hears("session.queue"))["position"] == 2

    late = await Visitor.comes(small_desk)
    assert (await late.hears("session.queue"))["position"] == 3
    error = await late.hears("error")
    assert (error["code"], error["retryable"]) == ("too_many_sessions", True)
    assert error["say"]
    with pytest.raises(ConnectionClosed):
        await late.socket.recv()
    assert late.socket.close_code == 1013

    await inside.leaves()
    await first.hears("session.created")
    assert (await second.hears("session.queue"))["position"] == 1
    await first.leaves()
    await second.hears("session.created")
    await second.leaves()


@pytest.mark.models
async def test_who_hangs_up_leaves_the_line_and_who_speaks_in_it_is_answered(small_desk: Service) -> None:
    inside = await Visitor.comes(small_desk)
    await inside.hears("session.created")
    first, second = [await Visitor.comes(small_desk) for _ in range(2)]
    assert await asyncio.to_thread(waiting, small_desk, 2)
    await second.hears("session.queue")
    first.socket.transport.abort()
    assert (await second.hears("session.queue"))["position"] == 1
    await second.send(bytes(1284))
    await second.send({"type": "ping", "event_id": "p"})
    await second.hears("pong")
    await second.send({"type": "input_text", "event_id": "t", "text": "여권 수수료 얼마예요?"})
    error = await second.hears("error")
    assert (error["code"], error["event_id"]) == ("busy", "t")
    await second.leaves()
    assert await asyncio.to_thread(waiting, small_desk, 0)
    await inside.leaves()


@pytest.mark.models
async def test_it_is_said_again_every_ten_seconds(small_desk: Service) -> None:
    inside = await Visitor.comes(small_desk)
    await inside.hears("session.created")
    visitor = await Visitor.comes(small_desk)
    before = await visitor.hears("session.queue")
    begun = time.monotonic()
    after = await visitor.hears("session.queue")
    assert 9 < time.monotonic() - begun < 12
    assert after["position"] == 1
    assert after["wait_s"] <= before["wait_s"]
    await visitor.leaves()
    await inside.leaves()


@pytest.mark.models
async def test_who_comes_back_does_not_wait_again(small_desk: Service) -> None:
    cut_off = await Visitor.comes(small_desk)
    created = await cut_off.hears("session.created")
    cut_off.socket.transport.abort()
    other = await Visitor.comes(small_desk)
    await other.until("session.created")
    resume = {
        "session_id": created["session_id"],
        "token": created["resume_token"],
        "last_event_seq": created["seq"],
        "last_audio_in_seq": 0,
    }
    back = await Visitor.comes(small_desk, resume=resume)
    assert (await back.hears("session.created"))["session_id"] == created["session_id"]
    await back.leaves()
    await other.leaves()
