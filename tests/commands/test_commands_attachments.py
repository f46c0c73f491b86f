"""Staff list and save what came with a complaint; that they looked is kept."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pictures import photo
from typer.testing import CliRunner

from voicebot.civic.complaints.attaching import Attaching
from voicebot.cli import app
from voicebot.commands.complaint_attachments import _do
from voicebot.errors import ComplaintError
from voicebot.settings import settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("VOICEBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("VOICEBOT_DATABASE_URL", raising=False)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    if isinstance(done.exception, ComplaintError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def with_photo() -> str:
    said = run("complaint", "file", "street_light", "가로등이 나갔어요")
    found = re.search(r"(\d\d \d\d \d\d \d\d \d)", said)
    assert found
    receipt = found.group().replace(" ", "")

    async def add(attaching: Attaching) -> None:
        clean = await attaching.cleaned(photo())
        await attaching.add_photo(receipt, clean, actor="caller", role="caller", at=datetime.now(UTC))

    _do(add)
    return receipt


def name_of(receipt: str) -> str:
    async def first(attaching: Attaching) -> str:
        (one,) = await attaching.listed(receipt)
        return one.name

    return _do(first)


def test_a_photo_is_listed_saved_privately_and_the_look_is_kept(folder: Path) -> None:
    receipt = with_photo()
    assert "photo" in run("complaint", "attachment", "list", receipt)
    file = folder / "lamp.jpg"
    run("complaint", "attachment", "save", receipt, name_of(receipt), str(file))
    assert file.read_bytes().startswith(b"\xff\xd8")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "view" in run("complaint", "show", receipt)
    assert "0 problems" in run("db", "check")


def test_who_does_not_handle_complaints_may_not_look(folder: Path) -> None:
    receipt = with_photo()
    with pytest.raises(ComplaintError) as caught:
        run("complaint", "--as", "counter", "attachment", "save", receipt, name_of(receipt), "x.jpg")
    assert caught.value.code == "wrong_role"
    with pytest.raises(ComplaintError) as caught:
        run("complaint", "attachment", "save", receipt, "0" * 64, str(folder / "x.jpg"))
    assert caught.value.code == "unknown_attachment"
    assert not (folder / "x.jpg").exists()


def test_a_file_that_went_missing_is_found_by_the_check(folder: Path) -> None:
    with_photo()
    for file in (folder / "var" / "attachments").iterdir():
        file.unlink()
    done = CliRunner().invoke(app, ["db", "check"])
    assert done.exit_code == 1
    assert "missing or cut short" in done.output
