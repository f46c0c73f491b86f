"""A batch from its files to saved entries: checked once, cancelled and resumed, all of it or nothing."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import yaml
from databases import fresh_database
from scripts_world import HEAD, ToldEar, voice, xlsx, zip_of
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.audio.decode import decode
from voicebot.audio.loudness import measure_loudness
from voicebot.civic.faq import load_faq
from voicebot.civic.scripts.batch import UPLOADS, Intake
from voicebot.civic.scripts.edition import write_edition
from voicebot.civic.scripts.opened import open_intake
from voicebot.civic.scripts.recording import prepare
from voicebot.civic.scripts.script import CheckedScript
from voicebot.civic.scripts.taking import receive
from voicebot.civic.scripts.upkeep import clear_batches
from voicebot.errors import EngineError, ScriptError
from voicebot.settings import Scripts
from voicebot.speak.recorded import recorded_marks
from voicebot.store.batches import Counts
from voicebot.store.database import open_database

SAID = "수수료는 52,000원이에요."
FEE = ["여권 수수료 얼마예요?", "여권 값", SAID, "", "", "", "a.wav"]


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    with fresh_database("sqlite", tmp_path / "var") as settings:
        made = await open_database(settings)
        yield made
        await made.dispose()


def intake(engine: AsyncEngine, ear: ToldEar, tmp_path: Path) -> Intake:
    return open_intake(engine, ear, asyncio.to_thread, tmp_path / "scripts", Scripts(recording_s=20))


async def taken(desk: Intake, tmp_path: Path, rows: Sequence[Sequence[str]], files: dict[str, bytes]) -> int:
    sheet = xlsx(tmp_path / "질문.xlsx", rows)
    (tmp_path / "녹음.zip").write_bytes(zip_of(files))
    batch = await desk.take(sheet, tmp_path / "녹음.zip", name=sheet.name, language="ko", by="kim")
    return batch.id


class Saved:
    def __init__(self, fails: int = 0) -> None:
        self.scripts: list[CheckedScript] = []
        self._fails = fails

    async def __call__(self, scripts: Sequence[CheckedScript]) -> None:
        if self._fails:
            self._fails -= 1
            raise RuntimeError("the store is away")
        self.scripts += scripts


async def test_a_batch_is_heard_and_saved_as_entries(engine: AsyncEngine, tmp_path: Path) -> None:
    desk = intake(engine, ToldEar("수수료는 오만 이천원이에요"), tmp_path)
    number = await taken(
        desk, tmp_path, [FEE, ["어디로 가요?", "", "구청으로 오세요."]], {"a.wav": voice(3.0)}
    )
    told: list[Counts] = []
    assert await desk.check(number, told.append)
    assert [(one.waiting, one.clean) for one in told] == [(1, 1), (0, 2)]
    saved = Saved()
    assert await desk.save(number, saved) == 2
    fee, where = saved.scripts
    assert fee.voice is not None
    assert where.voice is None
    assert fee.marks[0] == (0, 0)
    write_edition(saved.scripts, desk.shelf, tmp_path / "faq", "batch")
    [first, second] = load_faq(tmp_path / "faq")
    assert (first.question, first.variants, first.answer_spoken) == (FEE[0], ("여권 값",), (SAID,))
    assert (second.audio, first.confidence) == (None, "low")
    sound = decode(tmp_path / "faq" / "audio" / str(first.audio))
    assert measure_loudness(sound).integrated == pytest.approx(-23, abs=1)
    assert recorded_marks(tmp_path / "faq" / "audio" / str(first.audio), SAID) == list(fee.marks)
    with pytest.raises(ScriptError, match="saved"):
        await desk.save(number, saved)
    assert len(saved.scripts) == 2


async def test_a_mistaken_digit_stops_everything_until_somebody_has_listened(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    desk, saved = intake(engine, ToldEar("수수료는 53,000원이에요", weights=[-1.0, -9.0]), tmp_path), Saved()
    number = await taken(desk, tmp_path, [FEE, ["둘", "", "답"]], {"a.wav": voice()})
    assert await desk.check(number)
    assert await desk.batches.counts(number) == Counts(clean=1, open=1)
    with pytest.raises(ScriptError) as caught:
        await desk.save(number, saved)
    assert caught.value.code == "batch_not_clean"
    [fee] = [script async for script in desk.scripts(number) if script.open]
    with pytest.raises(ScriptError):
        await desk.confirm(number, 2, ["other|something|else"], "lee")
    confirmed = await desk.confirm(number, 2, [one.key for one in fee.open], "lee")
    assert not confirmed.open
    assert (await desk.batches.line(number, 2)).confirmed == dict.fromkeys(
        (one.key for one in fee.open), "lee"
    )
    assert await desk.save(number, saved) == 2


async def test_what_is_plainly_wrong_nobody_can_confirm(engine: AsyncEngine, tmp_path: Path) -> None:
    desk = intake(engine, ToldEar(""), tmp_path)
    rows = [FEE, [*FEE[:2], "둘", "", "", "", "없음.wav"], ["셋?", "", "답", "", "", "", "b.wav"]]
    number = await taken(desk, tmp_path, [rows[0], rows[2]], {"a.wav": voice(), "b.wav": b"RIFF no sound"})
    assert await desk.check(number)
    assert (await desk.batches.counts(number)).wrong == 1
    with pytest.raises(ScriptError) as caught:
        await desk.confirm(number, 3, ["!audio_unreadable"], "lee")
    assert caught.value.code == "not_confirmable"
    missing = await taken(desk, tmp_path, rows[1:2], {})
    assert (await desk.batches.counts(missing)).wrong == 1


async def test_the_same_recording_is_heard_once(engine: AsyncEngine, tmp_path: Path) -> None:
    ear = ToldEar("수수료는 52,000원이에요")
    desk = intake(engine, ear, tmp_path)
    first = await taken(desk, tmp_path, [FEE], {"a.wav": voice()})
    await desk.check(first)
    heard = ear.heard
    again = await taken(
        desk, tmp_path, [[*FEE[:2], "52,000원이에요.", "", "", "", "b.wav"]], {"b.wav": voice()}
    )
    assert await desk.check(again)
    assert ear.heard == heard > 0
    [checked] = [script async for script in desk.scripts(again)]
    assert [one.text for one in checked.differences if one.kind != "kept"] == [""]


async def test_cancelled_and_resumed_it_goes_on_where_it_was(engine: AsyncEngine, tmp_path: Path) -> None:
    ear = ToldEar("하나", "둘", "셋")
    desk = intake(engine, ear, tmp_path)
    rows = [[f"{word}?", "", word, "", "", "", f"{word}.wav"] for word in ("하나", "둘", "셋")]
    number = await taken(
        desk, tmp_path, rows, {f"{row[2]}.wav": voice(seed=at) for at, row in enumerate(rows)}
    )

    def stop(counts: Counts) -> None:
        if counts.waiting == 2 and not stopped:
            stopped.append(asyncio.ensure_future(desk.cancel(number)))

    stopped: list[asyncio.Future[None]] = []
    assert not await desk.check(number, stop)
    await asyncio.gather(*stopped)
    between = await desk.batches.counts(number)
    assert between.waiting in (1, 2)
    with pytest.raises(ScriptError, match="cancelled"):
        await desk.save(number, Saved()) if not between.waiting else await desk.cancel(number)
    await desk.resume(number)
    assert await desk.check(number)
    assert (ear.heard, await desk.batches.counts(number)) == (3, Counts(clean=3))


async def test_after_a_crash_another_goes_on_but_not_beside_the_first(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    class Dying(ToldEar):
        async def hear(self, audio, language):  # type: ignore[no-untyped-def]
            raise EngineError("recogniser_failed", "gone")

    number = await taken(intake(engine, Dying(""), tmp_path), tmp_path, [FEE], {"a.wav": voice()})
    with pytest.raises(EngineError):
        await intake(engine, Dying(""), tmp_path).check(number)
    desk = intake(engine, ToldEar(SAID), tmp_path)
    assert await desk.batches.unfinished() == [number]
    now, soon = dt.datetime.now(dt.UTC), dt.timedelta(minutes=1)
    assert await desk.batches.hold(number, now + soon), "one that failed has let go"
    assert not await desk.check(number), "another is at it"
    assert await desk.batches.hold(number, now - soon, now + soon)
    assert await desk.check(number), "that one has died"
    assert await desk.batches.unfinished() == []


async def test_what_was_kept_long_enough_goes_with_what_a_crash_left(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    desk, folder = intake(engine, ToldEar(SAID), tmp_path), tmp_path / "scripts"
    kept, gone = [await taken(desk, tmp_path, [FEE], {"a.wav": voice()}) for _ in range(2)]
    await desk.check(kept)
    await desk.discard(gone)
    (folder / "0123").mkdir()
    (folder / UPLOADS).mkdir()
    (folder / UPLOADS / "half").write_bytes(b"x")
    now = dt.datetime.now(dt.UTC)
    assert await clear_batches(desk.batches, folder, now + dt.timedelta(minutes=5), days=0) == 1
    assert (folder / "0123").exists(), "it may be about to get its row"
    assert await clear_batches(desk.batches, folder, now + dt.timedelta(days=2), days=0) == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["voices", UPLOADS, (await desk.batches.get(kept)).folder]
    )
    assert not list((folder / UPLOADS).iterdir())
    assert [batch.id for batch in await desk.batches.listed()] == [kept]


async def test_a_save_that_fails_saves_nothing_and_can_be_done_again(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    desk, saved = intake(engine, ToldEar(SAID), tmp_path), Saved(fails=1)
    number = await taken(desk, tmp_path, [FEE], {"a.wav": voice()})
    await desk.check(number)
    with pytest.raises(RuntimeError):
        await desk.save(number, saved)
    assert (await desk.batches.get(number)).state == "ready"
    assert await desk.save(number, saved) == len(saved.scripts) == 1
    keys = [script.key for script in saved.scripts]
    assert keys == [f"{number}:2"]


async def test_what_was_given_up_leaves_no_files(engine: AsyncEngine, tmp_path: Path) -> None:
    desk = intake(engine, ToldEar(SAID), tmp_path)
    number = await taken(desk, tmp_path, [FEE], {"a.wav": voice()})
    folder = tmp_path / "scripts" / (await desk.batches.get(number)).folder
    assert folder.is_dir()
    await desk.discard(number)
    assert not folder.exists()
    with pytest.raises(ScriptError, match="discarded"):
        await desk.discard(number)
    with pytest.raises(ScriptError, match="no batch"):
        await desk.check(99)


async def test_ten_thousand_rows_are_met_calmly(sqlite: AsyncEngine, tmp_path: Path) -> None:
    lines = [",".join(HEAD), *(f"질문 {n}?,다른 {n},답 {n}이에요.,,,," for n in range(10_000))]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="cp949")
    desk, saved = intake(sqlite, ToldEar(""), tmp_path), Saved()
    batch = await desk.take(tmp_path / "a.csv", None, name="a.csv", language="ko", by="kim")
    assert await desk.check(batch.id)
    assert await desk.save(batch.id, saved) == 10_000
    assert saved.scripts[-1].script.question == "질문 9999?"


async def test_an_upload_is_written_as_it_comes_and_refused_when_it_is_too_much(tmp_path: Path) -> None:
    async def parts(count: int) -> AsyncIterator[bytes]:
        for _ in range(count):
            yield b"x" * 1000

    assert await receive(parts(5), tmp_path / UPLOADS / "one", 5000) == 5000
    with pytest.raises(ScriptError) as caught:
        await receive(parts(10**9), tmp_path / UPLOADS / "two", 5000)
    assert caught.value.code == "upload_too_large"
    assert [path.name for path in (tmp_path / UPLOADS).iterdir()] == ["one"]


async def test_an_upload_is_moved_into_its_batch(sqlite: AsyncEngine, tmp_path: Path) -> None:
    desk = intake(sqlite, ToldEar(SAID), tmp_path)
    uploads = tmp_path / "scripts" / UPLOADS
    uploads.mkdir(parents=True)
    sheet = xlsx(uploads / "0.xlsx", [FEE])
    (uploads / "1.zip").write_bytes(zip_of({"a.wav": voice()}))
    batch = await desk.take(sheet, uploads / "1.zip", name="질문.xlsx", language="ko", by="kim")
    assert not list(uploads.iterdir())
    assert await desk.check(batch.id)


async def test_an_edition_with_an_impossible_entry_writes_nothing(
    sqlite: AsyncEngine, tmp_path: Path
) -> None:
    desk = intake(sqlite, ToldEar(SAID), tmp_path)
    number = await taken(desk, tmp_path, [FEE], {"a.wav": voice()})
    await desk.check(number)
    [good] = [script async for script in desk.scripts(number)]
    bad = CheckedScript(good.script.__class__("", (), "답"), "1:9")
    with pytest.raises(ScriptError, match="question"):
        write_edition([good, bad], desk.shelf, tmp_path / "faq", "x")
    assert not (tmp_path / "faq").exists()
    [path] = write_edition([good], desk.shelf, tmp_path / "faq", "x")
    assert yaml.safe_load(path.read_text())[0]["answer_spoken"] == [SAID]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "audio_empty"),
        (b"MZ not a sound", "audio_unreadable"),
        (voice(30.0), "audio_too_long"),
        (zip_of({"a": b"b"}), "audio_unreadable"),
    ],
)
def test_a_recording_that_cannot_be_read_says_what_to_do(content: bytes, code: str) -> None:
    found = prepare(content, "a.wav", 20)
    assert found.audio is None
    assert [problem.code for problem in found.problems] == [code]
    assert "a.wav" in found.problems[0].what("ko")


def test_silence_and_rattling_are_noticed() -> None:
    import numpy as np

    from voicebot.audio import Audio
    from voicebot.audio.encode import wav_bytes

    silent = prepare(wav_bytes(Audio.silence(3.0, 16_000)), "a.wav", 20)
    assert [problem.code for problem in silent.problems] == ["voice_absent"]
    good = decode(voice())
    loud = Audio(np.clip(good.samples * 8, -1, 1).astype(np.float32), good.rate)
    assert "voice_ruined" in [problem.code for problem in prepare(wav_bytes(loud), "a.wav", 20).problems]
    faint = Audio((good.samples * 0.01).astype(np.float32), good.rate)
    found = prepare(wav_bytes(faint), "a.wav", 20)
    assert "voice_quiet" in [problem.code for problem in found.problems]
    assert found.audio is not None
    assert measure_loudness(found.audio).integrated == pytest.approx(-23, abs=1)
