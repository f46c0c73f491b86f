"""The first administrator, others, and the audit log, from the shell."""

import asyncio
import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from voicebot.cli import app
from voicebot.errors import StaffError, StoreError, VoicebotError
from voicebot.settings import settings
from voicebot.store.database import open_database

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setenv("VOICEBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("VOICEBOT_STAFF__URL", "https://desk.example")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("VOICEBOT_DATABASE_URL", raising=False)
    settings.cache_clear()

    def invoke(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["staff", *words])
        if isinstance(done.exception, VoicebotError):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.output

    yield invoke
    settings.cache_clear()


def test_the_first_administrator_and_then_others(run: Run) -> None:
    assert "https://desk.example/staff/link/" in run("invite", "lee", "--first")
    assert "for 72 hours" in run("invite", "park", "--role", "complaints_officer", "--department", "road")
    table = run("list")
    assert "administrator" in table
    assert "road" in table
    assert table.count("invited") == 2
    first, second = run("link", "lee"), run("link", "lee")
    assert first != second
    assert "park is out" in run("disable", "park")
    assert "disabled" in run("list")
    assert "park may come in" in run("enable", "park")
    assert "6 entries, 0 problems" in run("audit", "verify")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["invite", "x"], "bad_name"),
        (["invite", "kim"], "no_role"),
        (["invite", "kim", "--role", "king"], "no_role"),
        (["invite", "kim", "--role", "complaints_officer"], "no_department"),
        (["link", "nobody"], "unknown_account"),
        (["disable", "nobody"], "unknown_account"),
    ],
)
def test_what_makes_no_sense_is_told(run: Run, words: list[str], code: str) -> None:
    with pytest.raises(StaffError) as caught:
        run(*words)
    assert caught.value.code == code


def test_a_name_is_given_once(run: Run) -> None:
    run("invite", "lee", "--first")
    with pytest.raises(StoreError, match="already"):
        run("invite", "lee", "--first")


def test_the_log_is_written_out_and_checked(run: Run, tmp_path: Path) -> None:
    run("invite", "lee", "--first")
    mark = run("audit", "verify").partition("mark ")[2].strip()
    run("audit", "export", str(tmp_path / "log.csv"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "log.csv").read_text("utf-8-sig"))))
    assert [row["action"] for row in rows] == ["audit.export", "people.invite"]
    assert rows[1]["actor"].startswith("shell:")
    assert "0 problems" in run("audit", "verify", "--noted", mark)

    async def tamper() -> None:
        engine = await open_database(settings())
        async with engine.begin() as connection:
            await connection.execute(text("DROP TRIGGER staff_audit_no_update"))
            await connection.execute(text("UPDATE staff_audit SET object = 'x' WHERE number = 1"))
        await engine.dispose()

    asyncio.run(tamper())
    assert "entry 1 changed" in run("audit", "verify", code=1)
