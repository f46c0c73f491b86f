"""Officers work at the shell: from a file to what callers hear, and what had no answer."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from voicebot.cli import app
from voicebot.commands.officer import on_desk, on_house
from voicebot.errors import EntryError, VoicebotError
from voicebot.settings import settings
from voicebot.store.database import open_database
from voicebot.store.questions import Questions
from voicebot.talk.desk import Desk
from voicebot.talk.trying import tried
from voicebot.understand.meaning import Reading

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setenv("VOICEBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("VOICEBOT_DATABASE_URL", raising=False)
    settings.cache_clear()

    def invoke(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["faq", *words])
        if isinstance(done.exception, VoicebotError):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.output

    yield invoke
    settings.cache_clear()


def test_a_text_goes_from_a_file_to_callers_and_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "entry.yaml"
    file.write_text(run("show", "bulky-waste").replace("스티커를 사서", "딱지를 사서"), encoding="utf-8")
    assert "1 drafts are kept" in run("draft", str(file), "--as", "kim")
    run("review", "bulky-waste", "--as", "kim")
    assert "draft again" in run("refuse", "bulky-waste", "아니에요", "--as", "lee")
    run("review", "bulky-waste", "--as", "kim")
    with pytest.raises(EntryError, match="somebody else"):
        run("publish", "bulky-waste", "--as", "kim")
    run("publish", "bulky-waste", "--as", "lee")
    assert "published" in run("drafts")
    assert "딱지를" in run("versions", "bulky-waste")
    shown = run("versions", "bulky-waste", "--between", "1", "2")
    assert "스티커를" in shown
    assert "딱지를" in shown
    run("versions", "bulky-waste", "--between", "1", "9", code=2)
    run("export", str(tmp_path / "out"))
    assert "딱지를" in (tmp_path / "out" / "ko" / "waste.yaml").read_text(encoding="utf-8")
    assert "published with text 1" in run("return", "bulky-waste", "1", "--as", "park")
    run("withdraw", "bulky-waste", "--as", "park", "--why", "끝났어요")
    run("export", str(tmp_path / "less"))
    assert "bulky-waste" not in (tmp_path / "less" / "ko" / "waste.yaml").read_text(encoding="utf-8")


def test_who_saw_an_older_version_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "entry.yaml"
    file.write_text(run("show", "bulky-waste"), encoding="utf-8")
    run("draft", str(file), "--at", "0")
    with pytest.raises(VoicebotError, match="changed"):
        run("draft", str(file), "--at", "0")
    run("draft", str(tmp_path / "nothing"), code=2)
    with pytest.raises(EntryError):
        run("show", "nobody")


def test_a_word_is_kept_and_listed(run: Run) -> None:
    assert "엘에이치" in run("pronounce", "LH", "엘에이치")
    assert "LH" in run("pronunciations")
    run("pronounce", "LH", "")
    assert "LH" not in run("pronunciations")


def ask(*texts: str) -> None:
    async def add() -> None:
        engine = await open_database(settings())
        for text in texts:
            await Questions(engine).add(text, language="ko", channel="kiosk")
        await engine.dispose()

    asyncio.run(add())


@pytest.mark.models
def test_what_had_no_answer_becomes_an_entry_a_phrasing_or_nothing(run: Run, tmp_path: Path) -> None:
    ask("드론 날려도 되나요", "드론 날려도 돼요?", "로또 번호 좀 불러 봐요", "소파 같은 거 갖다 버릴라고요")
    listed = run("gaps", "list")
    assert "드론" in listed
    run("gaps", "draft", _number(listed, "드론"), "drone")
    assert "answer_spoken" in run("check", "drone", code=1)
    run("gaps", "add", _number(listed, "소파"), "bulky-waste")
    assert "갖다 버릴라고요" in run("show", "bulky-waste")
    run("gaps", "dismiss", _number(listed, "로또"))
    left = on_house(lambda house: house.gaps.listed())
    assert left == []


def _number(table: str, word: str) -> str:
    """The group in whose rows a word stands."""
    number = ""
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("│")]
        number = cells[1] if len(cells) > 1 and cells[1] else number
        if word in line:
            return number
    raise AssertionError(f"{word} is in no row")


@pytest.mark.models
def test_trying_says_who_takes_it_and_why(run: Run) -> None:
    async def work(desk: Desk) -> list[str]:
        texts = (
            "소파는 어떻게 버려요?",
            "살려 주세요 불이 났어요",
            "우리 집 앞 가로등이 나갔어요",
            "다시 말해 줘",
        )
        return [(await tried(desk, [Reading(text)], "ko")).taken for text in texts]

    assert on_desk(work) == ["entry", "danger", "complaint", "wish"]
    assert "bulky-waste" in run("try", "소파는 어떻게 버려요?").split("nearest")[1]
    run("try", code=2)
