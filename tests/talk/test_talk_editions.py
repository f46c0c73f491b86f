"""What officers publish is heard by callers who are talking, whole, and by no restart."""

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from databases import fresh_database
from fakes import Syllables
from newsroom_world import FIRST, QUESTION, LiveDesk, fee, ignore, newsroom
from talk_fakes import TODAY
from talk_world import Device

from voicebot.civic.publishing.house import House
from voicebot.civic.publishing.publisher import Publisher
from voicebot.settings import Settings
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.newsroom import Newsroom

NOON = dt.datetime.combine(TODAY, dt.time(12), dt.timezone(dt.timedelta(hours=9)))
CALLERS, TEXTS = 20, 3
World = tuple[LiveDesk, Newsroom, House, Syllables]


@pytest.fixture
async def world(stored: Settings, tmp_path: Path) -> AsyncIterator[World]:
    async with newsroom(stored, tmp_path / "district", lambda: NOON) as made:
        yield made


async def publish(publisher: Publisher, number: int) -> None:
    await publisher.write("fee", "ko", fee(number), "kim")
    await publisher.submit("fee", "ko", "kim")
    await publisher.publish("fee", "ko", "lee")


async def ask(caller: Device) -> told.ResponseCreated:
    """Type the question and wait for the reply that is whole."""
    before = len(caller.replies())
    await caller.session.handle(asked.InputText(text=QUESTION))
    async with asyncio.timeout(20):
        while len(caller.replies()) == before:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return caller.replies()[-1]


async def test_twenty_callers_hear_each_text_whole_while_others_are_published(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path / "var") as settings:
        async with newsroom(settings, tmp_path / "district", lambda: NOON) as world:
            heard = await twenty_callers(world)
    assert len(heard) == CALLERS
    assert all(replies[-1].sentences[0] == f"{TEXTS}번 답이에요." for replies in heard)


async def twenty_callers(world: World) -> list[list[told.ResponseCreated]]:
    desk, room, house, _ = world
    callers = [Device(desk) for _ in range(CALLERS)]
    looking = asyncio.create_task(room.run(ignore, every_s=0.05))
    heard: list[list[told.ResponseCreated]] = [[] for _ in callers]
    last = asyncio.Event()

    async def talk(caller: Device, replies: list[told.ResponseCreated]) -> None:
        while not last.is_set() or not replies or replies[-1].sentences[0] != f"{TEXTS}번 답이에요.":
            replies.append(await ask(caller))
            await asyncio.sleep(0.1)

    talking = [asyncio.create_task(talk(*pair)) for pair in zip(callers, heard, strict=True)]
    for number in range(1, TEXTS + 1):
        await publish(house.publisher, number)
        async with asyncio.timeout(20):
            while len(desk.editions) < number:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
    last.set()
    async with asyncio.timeout(30):
        await asyncio.gather(*talking)
    looking.cancel()
    await asyncio.gather(*(caller.session.close() for caller in callers))

    assert not [event for caller in callers for event in caller.events if isinstance(event, told.Error)]
    versions: dict[str, set[str]] = {}
    for replies in heard:
        numbers = [
            {found[0] for line in one.sentences if (found := re.findall(r"^\d", line))} for one in replies
        ]
        assert all(len(mixed) == 1 for mixed in numbers)
        order = [min(mixed) for mixed in numbers]
        assert order == sorted(order)
        for number, one in zip(order, replies, strict=True):
            assert one.source
            versions.setdefault(number, set()).add(one.source.version)
    assert all(len(found) == 1 for found in versions.values())
    assert versions[str(TEXTS)] == {desk.editions[-1].version}
    return heard


async def test_a_reply_that_was_begun_goes_on_in_its_edition(world: World) -> None:
    desk, room, house, _ = world
    caller = Device(desk)
    thinking = asyncio.Event()
    matched = desk.match

    async def slowly(readings: object, language: str, known: object) -> object:
        await thinking.wait()
        return await matched(readings, language, known)  # type: ignore[arg-type]

    desk.match = slowly  # type: ignore[method-assign,assignment]
    replying = asyncio.create_task(ask(caller))
    await asyncio.sleep(0.01)
    await publish(house.publisher, 1)
    assert await room.editions.refresh()
    thinking.set()
    assert (await replying).sentences[0] == "0번 답이에요."
    assert (await ask(caller)).sentences[0] == "1번 답이에요."
    await caller.session.close()


async def test_what_is_withdrawn_is_not_answered_any_more(world: World) -> None:
    desk, room, house, _ = world
    caller = Device(desk)
    assert (await ask(caller)).source
    await house.publisher.withdraw("fee", "ko", "kim")
    assert await room.editions.refresh()
    reply = await ask(caller)
    assert (reply.source, reply.kind) == (None, "notice")
    await caller.session.close()


async def test_only_what_is_new_is_learned(world: World) -> None:
    _, room, house, embedder = world
    assert not await room.editions.refresh()
    assert embedder.embedded == []
    await publish(house.publisher, 1)
    assert await room.editions.refresh()
    assert sorted(embedder.embedded) == sorted(
        ["책 빌리는 카드 주세요", "fee fee 1번 답이에요 1번 둘째예요 1번 셋째예요"]
    )
    embedder.embedded.clear()
    await house.publisher.back("fee", "ko", 1, "lee")
    assert await room.editions.refresh()
    assert embedder.embedded == []


async def test_a_text_begins_by_itself_when_its_time_has_come(stored: Settings, tmp_path: Path) -> None:
    now = [NOON]
    async with newsroom(stored, tmp_path / "district", lambda: now[0]) as (desk, room, house, _):
        await house.publisher.write("fee", "ko", fee(1), "kim")
        await house.publisher.submit("fee", "ko", "kim")
        begins, ends = NOON + dt.timedelta(hours=1), NOON + dt.timedelta(hours=2)
        await house.publisher.publish("fee", "ko", "lee", begins=begins, ends=ends)
        assert not await room.editions.refresh()
        now[0] = begins
        assert await room.editions.refresh()
        entry = desk.knowledge["ko"].get("fee")
        assert entry
        assert entry.answer_spoken[0] == "1번 답이에요."
        now[0] = ends
        assert await room.editions.refresh()
        assert desk.knowledge["ko"].get("fee") is None
    assert FIRST.get("fee", "ko")


async def test_a_new_edition_begins_its_menu_as_the_one_before(world: World) -> None:
    desk, room, house, _ = world
    known: Any = desk.knowledge["ko"]
    assert known.most_asked() == ("fee", "sofa", "dog")
    known.first = lambda: ("dog", "gone", "sofa")
    assert known.most_asked() == ("dog", "sofa", "fee")
    await house.publisher.withdraw("sofa", "ko", "kim")
    assert await room.editions.refresh()
    assert desk.knowledge["ko"].most_asked() == ("dog", "fee")
