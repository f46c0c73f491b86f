"""A conversation outlives its connections: over a real socket, through a proxy that breaks it."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from served_desk import Served, served_desk
from talk_world import NoBackroom

from voicebot.bench.cuts import Told, converse, filed_in
from voicebot.bench.cutting import Cut, CuttingProxy, cutting
from voicebot.bench.streaming import together
from voicebot.client import line as lines
from voicebot.client.line import Line, LinkChange, open_line
from voicebot.client.steady import SteadyCaller, steady
from voicebot.settings import Settings

FEE = "오만 원이에요."
START = {
    "protocol": 1,
    "language": "ko",
    "channel": "test",
    "audio": {"in": {"format": "pcm16", "rate": 16000}, "out": {"format": "pcm16", "rate": 24000}},
}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead line is noticed in a second."""
    monkeypatch.setattr("voicebot.client.recovery.PING_S", 0.3)
    monkeypatch.setattr("voicebot.client.recovery.SILENCE_S", 1.0)
    monkeypatch.setattr(lines, "OPEN_S", 1.0)
    monkeypatch.setattr(lines, "LOOK_S", 0.1)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Served]:
    async with served_desk(tmp_path, sentence_s=0.3) as served:
        yield served


@pytest.fixture
async def proxy(desk: Served) -> AsyncIterator[CuttingProxy]:
    async with cutting(desk.url) as between:
        yield between


async def until(line: Line, state: str, why: str | None = None) -> LinkChange:
    """The next change of the connection to this."""
    async with asyncio.timeout(20):
        while True:
            message = await line.inbox.get()
            if isinstance(message, LinkChange) and message.state == state and why in (None, message.why):
                return message


async def event(line: Line, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            message = await line.inbox.get()
            if isinstance(message, dict) and message["type"] == kind:
                return message


@pytest.mark.parametrize("kind", [*Cut])
async def test_whatever_the_network_does_the_same_conversation_goes_on(
    proxy: CuttingProxy, desk: Served, kind: Cut
) -> None:
    async with open_line(proxy.url, START) as line:
        await until(line, "open", "new")
        session = line.session["session_id"]
        assert proxy.cut(kind, 1.5) == 1
        await line.send("input_text", text="수수료 알려 주세요")
        reply = await event(line, "response.created")
        assert reply["sentences"][0] == FEE
        assert line.session["session_id"] == session
        assert len(desk.sessions) == 1
        await line.end()


async def test_what_was_pressed_into_a_dead_line_is_done_once(proxy: CuttingProxy, desk: Served) -> None:
    desk.desk.backroom = NoBackroom()
    async with steady(proxy.url, instant=True) as caller:
        await caller.type("연금이 뭐예요")
        proxy.cut(Cut.MUTE_DESK, 2.0)  # the desk hears it; nobody hears the desk
        answer = await caller.say(caller.line.send("input_key", key="#"))
        assert answer.sentences == ["넷이에요."]  # pressed twice, it would be "there is no more"
        assert caller.line.cuts == 1


async def test_sound_of_a_dead_line_is_heard_when_it_is_back(proxy: CuttingProxy, desk: Served) -> None:
    desk.desk.hearing.will_hear = ["수수료 알려 주세요"]
    loud = (b"\x00\x30\x00\xd0" * 320)[:1280]
    async with steady(proxy.url, instant=True) as caller:
        while not caller.line.is_open:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for _ in range(10):
            await caller.line.sound(bytes(1280))
        proxy.cut(Cut.SILENCE, 1.5)
        answer = await caller.say(_speak(caller, loud), patience_s=20)
        assert (answer.heard, answer.sentences[0]) == ("수수료 알려 주세요", FEE)
        assert caller.line.cuts == 1


async def _speak(caller: SteadyCaller, loud: bytes) -> None:
    for frame in [loud] * 30 + [bytes(1280)] * 75:
        await caller.line.sound(frame)


async def test_a_conversation_that_the_desk_has_forgotten_begins_anew(desk: Served) -> None:
    async with open_line(desk.url, START) as line:
        await until(line, "open", "new")
        await asyncio.sleep(0)
        desk.up = False
        line.break_off()
        await until(line, "lost")
        await desk.lobby.close()
        desk.up = True
        line.retry()
        await until(line, "open", "new")
        await line.send("input_text", text="수수료 알려 주세요")
        assert (await event(line, "response.created"))["sentences"][0] == FEE
        await line.end()


async def test_who_hangs_up_is_forgotten(desk: Served) -> None:
    async with open_line(desk.url, START) as line:
        await until(line, "open", "new")
        await line.end()
        async with asyncio.timeout(10):
            while desk.sessions:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert line._outbox.unheard == []


async def test_a_desk_that_never_answers_is_tried_until_it_does(proxy: CuttingProxy, desk: Served) -> None:
    desk.up = False
    async with open_line(proxy.url, START) as line:
        await until(line, "lost")
        desk.up = True
        await until(line, "open", "new")
        await line.send("input_text", text="수수료 알려 주세요")
        assert (await event(line, "response.created"))["sentences"][0] == FEE
        await line.end()


async def test_questions_and_complaints_survive_cuts_and_nothing_is_filed_twice(
    desk: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`voicebot bench cuts` in small, without models: cuts at random moments, all kinds of them."""
    monkeypatch.setattr("voicebot.bench.cuts.EVERY_S", (0.2, 0.9))
    monkeypatch.setattr("voicebot.bench.cuts.AWAY_S", (0.05, 1.2))
    told, numbers = Told(), iter(range(100))
    while sum(told.cuts.values()) < 10:
        four = [next(numbers) for _ in range(4)]
        talks = (converse(desk.url, number, told, None, instant=True, seed=number) for number in four)
        await asyncio.gather(*talks)
    assert (told.failed, told.anew) == ([], 0)
    assert len(set(told.receipts)) == len(told.receipts) == told.complaints
    assert await filed_in(Settings(data_dir=tmp_path, database_url=None)) == told.complaints


async def test_after_enough_cuts_the_network_is_left_alone(
    desk: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicebot.bench.cuts.EVERY_S", (0.05, 0.1))
    monkeypatch.setattr("voicebot.bench.cuts.AWAY_S", (0.05, 0.1))
    told = Told(enough=2)
    await converse(desk.url, 1, told, None, instant=True, seed=3)
    assert (told.all_cuts, told.failed) == (2, [])


async def test_a_line_that_takes_nothing_more_is_given_up(
    proxy: CuttingProxy, desk: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicebot.client.recovery.SILENCE_S", 3.0)  # time enough to fill all that buffers
    async with open_line(proxy.url, START) as line:
        await until(line, "open", "new")
        proxy.cut(Cut.MUTE_CALLER, 60)
        async with together(_pour(line)):
            await until(line, "lost")
        assert line.cuts == 1


async def _pour(line: Line) -> None:
    noise = secrets.token_bytes(64_000)  # which cannot be compressed
    while True:
        await line.sound(noise)
        await asyncio.sleep(0)
