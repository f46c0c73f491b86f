"""Questions find their group by what they mean; words are said anew; what fails is looked for again."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fakes import Syllables
from newsroom_world import LiveDesk, newsroom
from talk_fakes import TODAY

from voicebot.civic.publishing.house import House
from voicebot.errors import EntryError
from voicebot.settings import Settings
from voicebot.speak.respelling import Respelling
from voicebot.talk.newsroom import Newsroom

NOON = dt.datetime.combine(TODAY, dt.time(12), dt.timezone(dt.timedelta(hours=9)))
World = tuple[LiveDesk, Newsroom, House, Syllables]


@pytest.fixture
async def world(stored: Settings, tmp_path: Path) -> AsyncIterator[World]:
    async with newsroom(stored, tmp_path / "district", lambda: NOON) as made:
        yield made


async def test_questions_that_mean_the_same_are_one_group(world: World) -> None:
    desk, room, house, embedder = world
    for text in ("공원은 언제 열어요", "공원은 언제 열어요?", "zzz qqq"):
        await desk.questions.add(text, language="ko", channel="kiosk", kind="unanswered")
    assert await room.group(10) == 3
    assert [gap.total for gap in await house.gaps.listed()] == [2, 1]
    await desk.questions.add("공원은 언제 열어요", language="ko", channel="phone", kind="unanswered")
    embedder.embedded.clear()
    assert await room.group(10) == 1
    assert len(embedder.embedded) == 1
    first = (await house.gaps.listed())[0]
    assert (first.total, first.channels) == (3, {"kiosk": 2, "phone": 1})
    assert await room.group(10) == 0


async def test_no_more_than_a_round_is_grouped_at_once(world: World) -> None:
    desk, room, house, _ = world
    for number in range(7):
        await desk.questions.add(f"{number}", language="ko", channel="kiosk", kind="unanswered")
    assert await room.group(5) == 5
    assert await house.gaps.gaps.waiting() == 2


async def test_a_word_is_said_anew_once_it_has_changed(world: World) -> None:
    _, room, house, _ = world
    assert await room.respelling() is None
    await house.dictionary.say("LH", "엘에이치", language="ko", actor="kim")
    said = await room.respelling()
    assert said
    assert said("LH는 여기예요.", "ko") == "엘에이치는 여기예요."
    assert await room.respelling() is None
    await house.dictionary.say("LH", "", language="ko", actor="lee")
    said = await room.respelling()
    assert said
    assert said("LH는 여기예요.", "ko") == "LH는 여기예요."
    assert await house.dictionary.store.listed() == []


@pytest.mark.parametrize(
    ("word", "said"), [("", "가"), ("!", "가"), ("LH", "😀"), ("가" * 65, "가"), ("가", "나" * 129)]
)
async def test_what_nobody_can_say_is_refused(world: World, word: str, said: str) -> None:
    with pytest.raises(EntryError):
        await world[2].dictionary.say(word, said, language="ko", actor="kim")


async def test_a_look_that_fails_is_not_the_last_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, room, house, _ = world
    looks = 0

    async def broken() -> bool:
        nonlocal looks
        looks += 1
        raise OSError("no database")

    monkeypatch.setattr(room.editions, "refresh", broken)
    said: list[Respelling] = []
    looking = asyncio.create_task(room.run(said.append, every_s=0.001))
    async with asyncio.timeout(20):
        while looks < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        monkeypatch.undo()
        await house.dictionary.say("LH", "엘에이치", language="ko", actor="kim")
        while not said:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    looking.cancel()
