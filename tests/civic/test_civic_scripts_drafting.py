"""A batch becomes drafts, all or none; two people publish them, and a number that differs stops it."""

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from publishing_world import office
from scripts_world import ToldEar, voice, xlsx, zip_of

from voicebot.civic.publishing.publisher import Publisher
from voicebot.civic.scripts.batch import Intake
from voicebot.civic.scripts.drafting import Drafts, merged_fields
from voicebot.civic.scripts.mending import Mending
from voicebot.civic.scripts.opened import open_intake
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.script import CheckedScript, Script
from voicebot.civic.scripts.upkeep import clear_scripts
from voicebot.errors import EntryError, ScriptError, StoreError
from voicebot.settings import Scripts, Settings
from voicebot.speak.recorded import recorded_marks, recorded_text
from voicebot.store.batches import Counts
from voicebot.store.database import open_database

HEAD = ["질문", "다른 표현", "답변", "아이디", "파일"]
SAID = "수수료는 52,000원이에요."
FEE = ["여권 수수료 얼마예요?", "여권 값", SAID, "passport-fee", "a.wav"]
WHERE = ["어디로 가요?", "", "구청으로 오세요.", "", ""]


class Room:
    """Two officers' desk, and where they take batches in."""

    def __init__(self, publisher: Publisher, intake: Intake, settings: Settings, folder: Path) -> None:
        self.publisher, self.intake, self.settings, self.folder = publisher, intake, settings, folder

    def drafts(self, actor: str = "kim") -> Drafts:
        return Drafts(self.publisher, self.intake.shelf, self.settings.recordings_dir, actor)

    async def batch(self, rows: Sequence[Sequence[str]]) -> int:
        sheet = xlsx(self.folder / "a.xlsx", rows, HEAD)
        (self.folder / "a.zip").write_bytes(zip_of({"a.wav": voice(2.0)}))
        archive = self.folder / "a.zip"
        made = await self.intake.take(sheet, archive, name="a.xlsx", language="ko", by="kim")
        await self.intake.check(made.id)
        return made.id

    async def states(self) -> list[str]:
        return sorted(row.state for row in await self.publisher.entries.listed())


@pytest.fixture
async def room(stored: Settings, tmp_path: Path) -> AsyncIterator[Room]:
    engine = await open_database(stored)
    ear = ToldEar("수수료는 오만 이천원이에요", weights=[-1.0, -9.0])
    async with office(stored) as (publisher, _):
        intake = open_intake(engine, ear, asyncio.to_thread, stored.scripts_dir, Scripts(recording_s=20))
        yield Room(publisher, intake, stored, tmp_path)
    await engine.dispose()


async def test_a_batch_becomes_drafts_that_a_second_person_publishes(room: Room) -> None:
    number = await room.batch([FEE, WHERE])
    assert await room.intake.save(number, room.drafts()) == 2
    assert await room.states() == ["draft", "draft"]
    assert (await room.publisher.held(f"script-{number}-3", "ko")).fields["answer_spoken"] == [WHERE[2]]
    await room.publisher.submit("passport-fee", "ko", "kim")
    with pytest.raises(EntryError) as alone:
        await room.publisher.publish("passport-fee", "ko", "kim")
    assert alone.value.code == "second_person"
    await room.publisher.publish("passport-fee", "ko", "lee")
    entry = (await room.publisher.spoken()).edition.get("passport-fee", "ko")
    assert entry is not None
    assert entry.audio is not None
    path = room.settings.recordings_dir / entry.audio
    assert recorded_text(path) == SAID
    assert recorded_marks(path, SAID)[0] == (0, 0)


async def test_a_number_changed_after_the_recording_is_never_published(room: Room) -> None:
    number = await room.batch([FEE])
    await room.intake.save(number, room.drafts())
    held = await room.publisher.held("passport-fee", "ko")
    changed = {**held.fields, "answer_spoken": ["수수료는 53,000원이에요."]}
    await room.publisher.write("passport-fee", "ko", changed, "kim")
    with pytest.raises(EntryError, match="52,000원") as unfit:
        await room.publisher.submit("passport-fee", "ko", "kim")
    assert unfit.value.code == "entry_unfit"
    await room.publisher.write("passport-fee", "ko", held.fields, "kim")
    await room.publisher.submit("passport-fee", "ko", "kim")


async def test_nothing_is_a_draft_while_somebody_else_writes_one_of_them(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await room.batch([FEE, WHERE])
    begun = room.publisher._begun

    async def meanwhile(*asked: object) -> object:
        found = await begun(*asked)  # type: ignore[arg-type]
        if asked[0] != "passport-fee":  # the last one of the two was looked at
            monkeypatch.setattr(room.publisher, "_begun", begun)
            await room.publisher.write("passport-fee", "ko", {"question": "?"}, "lee")
        return found

    monkeypatch.setattr(room.publisher, "_begun", meanwhile)
    with pytest.raises(StoreError):
        await room.intake.save(number, room.drafts())
    assert await room.states() == ["draft"]
    assert (await room.intake.batches.get(number)).state == "ready"
    assert await room.intake.save(number, room.drafts()) == 2
    assert (await room.publisher.held("passport-fee", "ko")).fields["answer_spoken"] == [SAID]


async def test_a_second_call_after_a_crash_writes_nothing_twice(room: Room) -> None:
    number = await room.batch([FEE, WHERE])
    scripts = [script async for script in room.intake.scripts(number)]
    await room.drafts()(scripts)
    await room.intake.save(number, room.drafts())
    for row in await room.publisher.entries.listed():
        assert (row.version, row.revision) == (1, 1)


def test_what_a_script_leaves_empty_stays() -> None:
    before = {
        "label": "여권", "picture": "🛂", "docs": ["사진"], "answer_spoken": ["하나."], "audio": "old.flac",
        "verified_on": "2026-01-01", "topic": "여권", "answer_written": "자세히", "confidence": "high",
    }  # fmt: skip
    made = {"label": "질", "picture": "📄", "topic": "질", "answer_written": "둘.", "confidence": "medium"}
    other = merged_fields(Script("질", (), "둘."), {**made, "answer_spoken": ["둘."]}, before)
    assert (other["label"], other["docs"], other["topic"]) == ("여권", ["사진"], "여권")
    assert not {"audio", "verified_on"} & other.keys()
    assert (other["answer_written"], other["confidence"]) == ("둘.", "medium")
    same = merged_fields(Script("질", (), "하나."), {**made, "answer_spoken": ["하나."]}, before)
    assert same == before


async def test_a_row_is_put_right_and_looked_at_anew(room: Room) -> None:
    number = await room.batch([[*FEE[:2], "수수료는 53,000원이에요.", *FEE[3:]], [*FEE[:1], *WHERE[1:]]])
    assert await room.intake.batches.counts(number) == Counts(open=1, wrong=1)
    mending = Mending(room.intake)
    await mending.write(number, 2, {"answer": SAID})
    assert (await room.intake.batches.get(number)).state == "checking"
    with pytest.raises(ScriptError) as busy:
        await mending.write(number, 2, {"answer": "또"})
    assert busy.value.code == "line_busy"
    await mending.write(number, 3, {"answer": "다른 답이에요."})
    assert (await room.intake.batches.line(number, 3)).state == "wrong", (
        "the question is still that of line 2"
    )
    await mending.write(number, 3, {"question": "주차 돼요?"})
    assert await room.intake.check(number)
    assert await room.intake.batches.counts(number) == Counts(clean=2)
    assert await room.intake.save(number, room.drafts()) == 2
    with pytest.raises(ScriptError) as over:
        await mending.write(number, 3, {"answer": "늦었어요."})
    assert over.value.code == "batch_not_so"


async def test_one_script_with_its_recording_comes_alone(room: Room, tmp_path: Path) -> None:
    (tmp_path / "sent").write_bytes(voice(2.0))
    mending = Mending(room.intake)
    made = await mending.alone(
        {"question": FEE[0], "recording": "../../폰 녹음.wav"}, tmp_path / "sent", language="ko", by="kim"
    )
    assert await room.intake.check(made.id)
    [found] = [script async for script in room.intake.scripts(made.id)]
    assert isinstance(found, CheckedScript)
    assert (found.drafted, found.script.answer) == (True, "수수료는 오만 이천원이에요")
    assert await mending.original(made.id, 1) == voice(2.0)
    (tmp_path / "again").write_bytes(b"MZ")
    await mending.record(made.id, 1, tmp_path / "again", "b.wav")
    await room.intake.check(made.id)
    [found] = [script async for script in room.intake.scripts(made.id)]
    assert [one.code for one in found.open if isinstance(one, Problem)] == ["audio_unreadable"]


def aged(*folders: Path) -> None:
    """As if everything in these folders were written long ago."""
    for path in (path for folder in folders for path in folder.iterdir()):
        os.utime(path, (0, 0))


async def cleared(room: Room, **later: float) -> dict[str, int]:
    engine = await open_database(room.settings)
    now = dt.datetime.now(dt.UTC) + dt.timedelta(**later)
    try:
        return await clear_scripts(engine, room.publisher, room.settings, now)
    finally:
        await engine.dispose()


async def test_recordings_that_nothing_refers_to_are_cleared_and_never_one_in_use(room: Room) -> None:
    await room.intake.save(await room.batch([FEE]), room.drafts())
    voices, takes = room.settings.recordings_dir, room.settings.scripts_dir / "voices"
    [used], [take] = list(voices.iterdir()), list(takes.iterdir())
    left = [voices / f"{'0' * 40}-{'1' * 16}.flac", voices / f".{used.name}", voices / "own.flac"]
    spare = takes / f"{'0' * 40}.flac"
    for path in (*left, spare):
        path.write_bytes(b"sound")
    assert await cleared(room) == {"batches": 0, "takes": 0, "voices": 0}, "somebody may be about to use them"
    aged(voices, takes)
    assert await cleared(room) == {"batches": 0, "takes": 1, "voices": 2}
    assert sorted(voices.iterdir()) == sorted([used, left[2]]), "an operator's own file is not ours"
    assert list(takes.iterdir()) == [take], "its batch can still be looked at"
    gone = await cleared(room, days=room.settings.scripts.keep_days + 1)
    assert gone == {"batches": 1, "takes": 1, "voices": 0}
    assert sorted(voices.iterdir()) == sorted([used, left[2]])


async def test_the_recording_of_an_earlier_text_stays_and_can_be_returned_to(room: Room) -> None:
    await room.intake.save(await room.batch([FEE]), room.drafts())
    held = await room.publisher.held("passport-fee", "ko")
    bare = {name: value for name, value in held.fields.items() if name != "audio"}
    await room.publisher.write("passport-fee", "ko", bare, "kim")
    await room.publisher.withdraw("passport-fee", "ko", "kim")
    aged(room.settings.recordings_dir)
    assert (await cleared(room))["voices"] == 0
    back = await room.publisher.back("passport-fee", "ko", 1, "kim")
    assert (room.settings.recordings_dir / str(back.fields["audio"])).is_file()


async def test_a_take_that_was_cleared_is_heard_anew(room: Room) -> None:
    first = await room.batch([FEE])
    await room.intake.discard(first)
    takes = room.settings.scripts_dir / "voices"
    aged(takes)
    assert (await cleared(room, days=room.settings.scripts.keep_days + 1))["takes"] == 1
    number = await room.batch([FEE])
    assert (await room.intake.batches.counts(number)).clean == 1
    assert len(list(takes.iterdir())) == 1


async def test_a_take_that_was_asked_for_again_is_not_cleared(room: Room) -> None:
    await room.intake.discard(await room.batch([FEE]))
    aged(room.settings.scripts_dir / "voices")
    [take] = (room.settings.scripts_dir / "voices").iterdir()
    assert room.intake.shelf.has(take.name)
    before = dt.datetime.now(dt.UTC).timestamp() - 60
    assert room.intake.shelf.clear(frozenset(), before) == 0
    assert not room.intake.shelf.has("other.flac")
