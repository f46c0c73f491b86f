"""Unanswered questions are kept, masked, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.settings import Settings
from voicebot.store.database import database_url, open_database
from voicebot.store.questions import Questions


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(Settings(data_dir=tmp_path / "var"))
    yield engine
    await engine.dispose()


async def test_the_default_is_sqlite_in_the_data_folder(tmp_path: Path) -> None:
    assert database_url(Settings(data_dir=tmp_path, database_url=None)).endswith("voicebot.db")


async def test_a_question_is_kept_masked_newest_first(sqlite: AsyncEngine) -> None:
    questions = Questions(sqlite)
    await questions.add("로또 번호 알려 주세요", language="ko", channel="browser")
    await questions.add(
        "제 번호는 010-1234-5678이에요", language="ko", channel="test", nearest="call-120", probability=0.2
    )
    rows = await questions.latest()
    assert [row.nearest for row in rows] == ["call-120", None]
    assert "1234" not in rows[0].question
    assert rows[1].question == "로또 번호 알려 주세요"


async def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    first = await open_database(settings)
    await Questions(first).add("x", language="ko", channel="test")
    await first.dispose()
    second = await open_database(settings)
    assert len(await Questions(second).latest()) == 1
    await second.dispose()


async def test_two_desks_may_open_the_same_new_database(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    first = await open_database(settings)
    second = await open_database(settings)
    await asyncio.gather(
        *(Questions(e).add("x", language="ko", channel="test") for e in (first, second) * 10)
    )
    assert len(await Questions(first).latest()) == 20
    await first.dispose()
    await second.dispose()


async def test_sqlite_is_opened_carefully(sqlite: AsyncEngine) -> None:
    async with sqlite.connect() as connection:
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar() == "wal"
        assert (await connection.execute(text("PRAGMA synchronous"))).scalar() == 2
