"""Staff see who wants to be called, and say that they were."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from voicebot.cli import app
from voicebot.errors import StoreError
from voicebot.settings import settings
from voicebot.store.callbacks import Callbacks
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setenv("VOICEBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("VOICEBOT_DATABASE_URL", raising=False)
    settings.cache_clear()

    def invoke(*words: str) -> str:
        done = CliRunner().invoke(app, ["callbacks", *words])
        if isinstance(done.exception, StoreError):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.output

    yield invoke
    settings.cache_clear()


def wish() -> int:
    async def add() -> int:
        engine = await open_database(settings())
        queue = Callbacks(engine, load_keyring(settings()))
        number = await queue.add(
            "01012345678", wanted="아무 때나", summary="", language="ko", channel="phone"
        )
        await engine.dispose()
        return number

    return asyncio.run(add())


def test_who_waits_is_listed_until_done(run: Run) -> None:
    number = wish()
    assert "01012345678" in run("list")
    run("done", str(number))
    assert "아무 때나" not in run("list")
    every = run("list", "--all")
    assert "아무 때나" in every
    assert "01012345678" not in every


def test_nobody_waits_under_a_wrong_number(run: Run) -> None:
    with pytest.raises(StoreError, match="Nobody waits"):
        run("done", "7")
