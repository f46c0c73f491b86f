"""Who comes back: one after the other, with nothing lost in between; without models."""

import asyncio
import json
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from served_desk import Served, served_desk
from talk_world import NoBackroom
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from voicebot.channels.handset.prompts import prompts
from voicebot.channels.websocket.wire import Arrived
from voicebot.errors import ProtocolError
from voicebot.settings import Handsets
from voicebot.talk.client_events import InputText

START = {"type": "session.start", "event_id": "start", "protocol": 1, "channel": "test"}
HANDSETS = Handsets.model_validate({"tokens": {"hall": "token-of-hall"}, "ring_key": "a-key-of-the-office"})


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Served]:
    async with served_desk(tmp_path, HANDSETS, sentence_s=0.2) as served:
        served.desk.backroom = NoBackroom()
        yield served


class Client:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.seen = socket, list[dict[str, Any]]()
        self.sound = 0

    async def send(self, kind: str, name: str, **fields: Any) -> None:
        await self.socket.send(json.dumps({"type": kind, "event_id": name, **fields}))

    async def until(self, kind: str) -> dict[str, Any]:
        async with asyncio.timeout(15):
            while True:
                message = await self.socket.recv()
                if isinstance(message, bytes):
                    self.sound += 1
                    continue
                self.seen.append(json.loads(message))
                if self.seen[-1]["type"] == kind:
                    return self.seen[-1]


@asynccontextmanager
async def client(desk: Served, created: dict[str, Any] | None = None, seq: int = 0) -> AsyncIterator[Client]:
    """A connection; with `created`, one that comes back."""
    start: dict[str, Any] = dict(START)
    if created:
        start["resume"] = {
            "session_id": created["session_id"],
            "token": created["resume_token"],
            "last_event_seq": seq or created["seq"],
            "last_audio_in_seq": -1,
        }
    async with connect(desk.url.replace("http", "ws") + "/v1/talk") as socket:
        one = Client(socket)
        await socket.send(json.dumps(start))
        yield one


async def until(true: Any) -> None:
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def parked(desk: Served) -> bool:
    return all(kept.parked.is_set() for kept in desk.lobby._known.values())


async def test_an_event_that_had_arrived_is_not_done_again_and_one_that_had_not_is(desk: Served) -> None:
    async with client(desk) as one:
        created = await one.until("session.created")
        await one.send("input_text", "c-1", text="연금이 뭐예요")
        await one.until("response.created")
        for n in range(3000):  # what is said of the loudspeaker is not what the caller did
            await one.send("playback", f"p-{n}", reply_id="x", sentence=0, state="progress", played_ms=n)
        await one.send("ping", "p-last")
        await one.until("pong")
        acks = [event for event in one.seen if event["type"] == "ack"] or [await one.until("ack")]
        assert {(ack["client_event_id"], ack["audio_seq"]) for ack in acks} == {("c-1", -1)}
        one.socket.transport.abort()
    await until(lambda: parked(desk))
    session = desk.sessions[0]
    before = session._mouth._numbers
    async with client(desk, created) as two:
        await two.until("session.created")
        await two.send("input_text", "c-1", text="연금이 뭐예요")
        await two.send("input_text", "c-2", text="수수료")
        while (await two.until("response.created"))["sentences"][0] == "하나예요.":
            pass  # what was not heard
        assert session._mouth._numbers <= before + 2  # what was not heard, and the fee


async def test_what_is_answered_while_nobody_is_there_is_heard_to_its_beginning(desk: Served) -> None:
    async with client(desk) as one:
        created = await one.until("session.created")
        await one.send("playback", "p", reply_id="x", sentence=0, state="started", played_ms=0)
        one.socket.transport.abort()
    await until(lambda: parked(desk))
    session = desk.sessions[0]
    await session.handle(InputText(text="수수료"))
    await until(lambda: session._mouth._reply is not None)
    await asyncio.sleep(0.2)
    assert session._mouth._tracker.sent == 0.0
    async with client(desk, created) as two:
        reply = await two.until("response.created")
        assert reply["sentences"] == ["오만 원이에요."]
        assert (await two.until("session.created"))["reply_follows"] is True
        await two.until("response.done")
        assert two.sound >= 6  # 0.2 s and the pause after it, a tenth a frame: all of it


async def test_nothing_follows_where_all_was_heard(desk: Served) -> None:
    async with client(desk) as one:
        created = await one.until("session.created")
        assert created["reply_follows"] is False
        one.socket.transport.abort()
    async with client(desk, created) as two:
        assert (await two.until("session.created"))["reply_follows"] is False


async def test_of_two_who_come_back_at_once_the_last_has_the_talk(desk: Served) -> None:
    async with client(desk) as one:
        created = await one.until("session.created")
        async with client(desk, created) as two, client(desk, created) as three:
            await asyncio.gather(_speaks(two), _speaks(three))
            assert len(desk.sessions) == 1
            kept = next(iter(desk.lobby._known.values()))
            assert not kept.parked.is_set()
            await desk.sessions[0].notify("wait")
            heard = [await _hears(who) for who in (two, three)]
            assert heard.count(True) == 1
        one.socket.transport.abort()


async def _speaks(who: Client) -> None:
    try:
        await who.until("session.created")
    except (ConnectionClosed, TimeoutError):
        return


async def _hears(who: Client) -> bool:
    try:
        async with asyncio.timeout(3):
            await who.until("response.created")
    except (ConnectionClosed, TimeoutError):
        return False
    return True


async def test_who_waits_for_a_talk_that_ends_is_told(desk: Served) -> None:
    async with client(desk) as one:
        await one.until("session.created")
        kept = next(iter(desk.lobby._known.values()))
        async with kept._one_by_one:  # somebody else is about to have it
            waiting = asyncio.create_task(desk.lobby.resume(kept.session.id, kept.session.resume_token))
            await asyncio.sleep(0.05)
            await desk.lobby.leave(kept)
        with pytest.raises(ProtocolError, match="ended"):
            await waiting


async def test_a_client_that_played_nothing_for_long_may_come_back(tmp_path: Path) -> None:
    async with served_desk(tmp_path, sentence_s=4.0, stalled_s=0.5) as desk:
        desk.desk.backroom = NoBackroom()
        async with client(desk) as one:
            created = await one.until("session.created")
            await one.send("input_text", "c-1", text="수수료")
            reply = await one.until("response.created")
            where = {"reply_id": reply["reply_id"], "sentence": 0, "state": "started", "played_ms": 0}
            await one.send("playback", "p-1", **where)
            assert (await one.until("error"))["code"] == "slow_reader"
        async with client(desk, created) as two:
            assert (await two.until("session.created"))["session_id"] == created["session_id"]
            assert (await two.until("response.created"))["sentences"] == ["오만 원이에요."]


async def test_frames_may_come_twice_over_and_are_heard_once(desk: Served) -> None:
    frames = [struct.pack("<I", n) + bytes(1280) for n in range(20)]
    async with client(desk) as one:
        created = await one.until("session.created")
        for frame in frames[:10]:
            await one.socket.send(frame)
        assert (await one.until("ack"))["audio_seq"] == 9
        one.socket.transport.abort()
    async with client(desk, created) as two:
        await two.until("session.created")
        for frame in frames[5:] + frames[5:]:
            await two.socket.send(frame)
        while (await two.until("ack"))["audio_seq"] != 19:
            pass
        assert not [event for event in two.seen if event["type"] == "error"]


def test_a_name_counts_only_for_who_came_back() -> None:
    arrived = Arrived()
    arrived.add("x")
    assert not arrived.before("x")
    arrived.replayed = True
    assert arrived.before("x")
    assert not arrived.before("")
    assert not arrived.before("y")


# -- handsets --------------------------------------------------------------------------------------------


async def test_prompts_are_offered_as_text_and_as_sound(desk: Served) -> None:
    async with httpx.AsyncClient(base_url=desk.url) as http:
        index = (await http.get("/v1/prompts", params={"language": "ko"})).json()
        assert index["handset_no_line"] == "지금은 연결이 안 돼요. 120번으로 전화해 주세요."
        assert "handset_message" not in index
        sound = await http.get("/v1/prompts/ko/handset_no_line.wav")
        assert sound.headers["content-type"] == "audio/wav"
        assert sound.content[:4] == b"RIFF"
        assert (await http.get("/v1/prompts/ko/..%2Fgreeting.wav")).status_code == 404
        assert (await http.get("/v1/prompts/ko/greeting.wav")).status_code == 404
        assert (await http.get("/v1/prompts/xx/handset_no_line.wav")).status_code == 422


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_prompt_is_a_sentence(language: str) -> None:
    for said in prompts(language, "120").values():
        assert said
        assert all("{" not in sentence for sentence in said)


async def test_only_known_handsets_wait_and_only_the_office_rings(desk: Served) -> None:
    address = desk.url.replace("http", "ws") + "/v1/bell"
    with pytest.raises((InvalidStatus, ConnectionClosed)):
        async with connect(address, additional_headers={"Authorization": "Bearer wrong"}) as socket:
            await socket.recv()
    async with httpx.AsyncClient(base_url=desk.url) as http:

        async def ring(key: str, name: str = "hall", say: str = "가로등을 고쳤어요.") -> int:
            headers = {"Authorization": f"Bearer {key}" if key else ""}
            return (
                await http.post(f"/v1/handsets/{name}/ring", json={"say": say}, headers=headers)
            ).status_code

        assert await ring("a-key-of-the-office") == 404  # it is not there
        async with connect(address, additional_headers={"Authorization": "Bearer token-of-hall"}) as socket:
            await until(lambda: desk.bells._bells["hall"].listening)
            assert [await ring("wrong"), await ring("token-of-hall"), await ring("")] == [401] * 3
            assert await ring("a-key-of-the-office", "nowhere") == 404
            assert await ring("a-key-of-the-office", say=" ") == 422
            assert await ring("a-key-of-the-office") == 202
            assert json.loads(await socket.recv()) == {"type": "bell.ring"}
            assert desk.bells.lifted("token-of-hall") == "가로등을 고쳤어요."
            assert json.loads(await socket.recv()) == {"type": "bell.stop"}
            assert desk.bells.lifted("token-of-hall") == ""
    assert desk.bells.lifted("wrong") == ""
    assert desk.bells.lifted(None) == ""
