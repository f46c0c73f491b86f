"""An officer without a page: a batch checked, reported, confirmed and saved from the command line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from scripts_world import timed, voice, xlsx, zip_of
from typer.testing import CliRunner

from voicebot.audio import Audio
from voicebot.civic.faq import load_faq
from voicebot.cli import app
from voicebot.commands import scripts_work
from voicebot.errors import ScriptError
from voicebot.hear.transcriber import Capabilities, TimedTranscript, Transcript
from voicebot.settings import settings

Run = Callable[..., str]
FEE = ["여권 수수료 얼마예요?", "", "수수료는 52,000원이에요.", "", "", "", "a.wav"]


class Engine:
    """Says what a recording is told to say."""

    capabilities = Capabilities("told", ("ko", "en"), 1)
    says = "수수료는 오만 이천원이에요"

    def transcribe_timed(self, audio: Audio, *, language: str) -> TimedTranscript:
        return timed(self.says, audio.duration)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        return self.transcribe_timed(audio, language=language).transcript


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(scripts_work, "load_engine", lambda *_: made)
    monkeypatch.setattr("os.nice", lambda _: 0)
    return made


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setenv("VOICEBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("VOICEBOT_DATABASE_URL", raising=False)
    settings.cache_clear()

    def invoke(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["faq", *words])
        if isinstance(done.exception, ScriptError):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.output

    yield invoke
    settings.cache_clear()


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    xlsx(tmp_path / "a.xlsx", [FEE, ["어디로 가요?", "", "구청으로 오세요."]])
    (tmp_path / "a.zip").write_bytes(zip_of({"a.wav": voice()}))
    return str(tmp_path / "a.xlsx"), "--recordings", str(tmp_path / "a.zip")


def test_a_clean_batch_becomes_entries(
    run: Run, engine: Engine, files: tuple[str, ...], tmp_path: Path
) -> None:
    assert "2 of 2 rows are clean" in run("import", *files)
    assert not (tmp_path / "faq").exists()
    assert "2 answers are in" in run("import", "--resume", "1", "--out", str(tmp_path / "faq"))
    assert [entry.question for entry in load_faq(tmp_path / "faq")] == [FEE[0], "어디로 가요?"]
    assert "saved" in run("batches")


def test_a_wrong_digit_is_reported_heard_and_confirmed(
    run: Run, engine: Engine, files: tuple[str, ...], tmp_path: Path
) -> None:
    engine.says = "수수료는 오만 삼천원이에요"
    told = run("import", *files, "--out", str(tmp_path / "faq"), code=1)
    assert "1 wait for somebody to listen" in told
    assert "오만 삼천원이에요" in told
    assert not (tmp_path / "faq").exists()
    run("report", "1", "--file", str(tmp_path / "report.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx").active
    assert sheet is not None
    assert [sheet["A2"].value, "숫자가" in str(sheet["C2"].value)] == ["2", True]
    run("confirm", "1", "2", "--yes")
    run("import", "--resume", "1", "--out", str(tmp_path / "faq"))
    assert len(load_faq(tmp_path / "faq")) == 2


def test_a_batch_is_given_up(run: Run, engine: Engine, files: tuple[str, ...]) -> None:
    run("import", *files)
    run("discard", "1")
    with pytest.raises(ScriptError, match="discarded"):
        run("cancel", "1")


def test_one_recording_is_checked_and_listened_to(run: Run, engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(voice())
    words = ("add-recording", str(tmp_path / "a.wav"), "--question", FEE[0])
    listen = str(tmp_path / "heard.wav")
    assert "52,000원" in run(*words, "--answer", FEE[2], "--listen", listen)
    assert Path(listen).stat().st_size > 10_000
    assert "[52,000원이에요." not in run(*words, "--answer", FEE[2])
    assert "받아 적었어요" in run(*words, code=1)
    (tmp_path / "a.wav").write_bytes(b"MZ")
    assert "읽을 수 없는 파일" in run(*words, "--answer", FEE[2], code=1)


def test_the_form_has_every_heading(run: Run, tmp_path: Path) -> None:
    run("form", str(tmp_path / "form.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:3] == ["질문", "다른표현", "답변"]


def test_a_file_that_is_none_is_refused_in_both_languages(run: Run, engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.hwp").write_bytes(b"HWP")
    with pytest.raises(ScriptError, match=r"저장해 주세요.*save it as"):
        run("import", str(tmp_path / "a.hwp"))
