"""Answers without a recording are made beforehand: the published first, one at a time, while nobody talks."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from talk_fakes import TODAY, entry

from voicebot.civic.faq import Faq
from voicebot.civic.publishing.checks import Checks
from voicebot.civic.publishing.publisher import Publisher
from voicebot.civic.publishing.texts import fields_of
from voicebot.settings import Settings
from voicebot.store.database import open_database
from voicebot.store.entries import Entries
from voicebot.talk.ahead import LULL_S, Ahead
from voicebot.talk.unrecorded import Unrecorded

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=timezone(timedelta(hours=9)))
FIRST = Faq([entry("fee", "오만 원이에요.", "카드도 돼요."), entry("lost", "신고하세요.", audio="lost.flac")])


class Voice:
    """Makes sounds at once, but for those that it cannot."""

    def __init__(self, *broken: str) -> None:
        self.made: list[str] = []
        self.enough = asyncio.Event()
        self._broken = broken

    def has(self, _language: str, text: str) -> bool:
        return text in self.made

    async def prepare(self, _language: str, sentences: list[str], most: int) -> list[str]:
        assert most == 1
        self.made += [one for one in sentences if one not in self._broken]
        if set(spoken("fee", "lost")) <= set(self.made):
            self.enough.set()
        return [one for one in sentences if one in self.made]


class Room:
    """An office, a voice, and how long nobody has talked."""

    def __init__(self, publisher: Publisher, folder: Path, *broken: str) -> None:
        self.publisher, self.edition, self.quiet = publisher, FIRST, LULL_S
        self.voice = Voice(*broken)
        wanted = Unrecorded(publisher, lambda: self.edition, (folder,), lambda: TODAY)
        self.ahead = Ahead(self.voice, wanted, lambda: self.quiet)

    async def all(self) -> Sequence[str]:
        while await self.ahead.make_one():
            pass
        return self.voice.made


@pytest.fixture
async def publisher(stored: Settings) -> AsyncIterator[Publisher]:
    engine = await open_database(stored)
    yield Publisher(Entries(engine), FIRST, Checks(Path("nowhere"), ()), lambda: NOW)
    await engine.dispose()


def spoken(*ids: str) -> list[str]:
    return [line for name in ids for line in FIRST.entries("ko")[name].spoken(TODAY)]


async def test_what_callers_hear_comes_before_what_is_written(publisher: Publisher, tmp_path: Path) -> None:
    await publisher.write("new", "ko", fields_of(entry("new", "새 답이에요.")), "kim")
    await publisher.write("half", "ko", {"question": "뭐예요?", "answer_spoken": ["반쯤 썼어요."]}, "kim")
    (tmp_path / "lost.flac").write_bytes(b"sound")
    made = await Room(publisher, tmp_path).all()
    assert made[: len(spoken("fee"))] == spoken("fee")
    assert {"새 답이에요.", "반쯤 썼어요."} <= set(made)
    assert not {"신고하세요."} & set(made), "it has a recording"


async def test_a_recording_that_is_not_there_is_spoken_too(publisher: Publisher, tmp_path: Path) -> None:
    assert "신고하세요." in await Room(publisher, tmp_path).all()


async def test_nothing_is_made_while_somebody_talks(publisher: Publisher, tmp_path: Path) -> None:
    room = Room(publisher, tmp_path)
    room.quiet = LULL_S - 1
    assert await room.ahead.make_one(), "there is something to do"
    assert room.voice.made == []
    progress = await room.ahead.progress()
    assert (progress.ready, progress.wanted, progress.resting) == (0, len(spoken("fee", "lost")), True)
    room.quiet = LULL_S
    assert await room.ahead.make_one()
    assert len(room.voice.made) == 1, "one at a time: a caller may have come"
    progress = await room.ahead.progress()
    assert (progress.ready, progress.resting) == (1, False)


async def test_what_was_made_before_a_restart_is_not_made_again(publisher: Publisher, tmp_path: Path) -> None:
    room = Room(publisher, tmp_path)
    first = list(await room.all())
    again = Room(publisher, tmp_path)
    again.voice.made = first[:-1]
    await again.all()
    assert sorted(again.voice.made) == sorted(first)
    assert again.voice.made[-1] == first[-1]


async def test_a_sentence_that_cannot_be_made_keeps_no_other_waiting(
    publisher: Publisher, tmp_path: Path
) -> None:
    broken = spoken("fee")[0]
    room = Room(publisher, tmp_path, broken)
    made = await room.all()
    assert set(made) == set(spoken("fee", "lost")) - {broken}
    progress = await room.ahead.progress()
    assert progress.wanted - progress.ready == 1


async def test_a_new_text_and_a_new_edition_are_seen(publisher: Publisher, tmp_path: Path) -> None:
    room = Room(publisher, tmp_path)
    await room.all()
    await publisher.write("late", "ko", fields_of(entry("late", "나중에 썼어요.")), "kim")
    assert "나중에 썼어요." in await room.all()
    room.edition = Faq([*FIRST, entry("now", "이제 나가요.")])
    assert "이제 나가요." in await room.all()


async def test_it_works_behind_everything_until_it_is_stopped(publisher: Publisher, tmp_path: Path) -> None:
    room = Room(publisher, tmp_path)
    running = asyncio.create_task(room.ahead.run())
    async with asyncio.timeout(30):
        await room.voice.enough.wait()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_whose_voice_it_is(publisher: Publisher, tmp_path: Path) -> None:
    room = Room(publisher, tmp_path)
    (tmp_path / "lost.flac").write_bytes(b"sound")
    fee, lost = (
        room.ahead.voiced(("ko", one), fields_of(FIRST.entries("ko")[one])) for one in ("fee", "lost")
    )
    assert (fee.recorded, fee.ready, fee.wanted) == (False, 0, len(spoken("fee")))
    assert lost.recorded
    await room.all()
    fee = room.ahead.voiced(("ko", "fee"), fields_of(FIRST.entries("ko")["fee"]))
    assert fee.ready == fee.wanted
