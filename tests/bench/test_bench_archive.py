"""An archive that is made up is one that the desk itself could have written."""

import asyncio
import datetime as dt
import json
from collections import Counter
from pathlib import Path

from sqlalchemy import func, select

from voicebot.bench.archive import bench_archive
from voicebot.bench.archive_load import load
from voicebot.bench.archive_rows import archive
from voicebot.bench.own_store import own_store
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.states import CLOSED
from voicebot.civic.district import load_district
from voicebot.settings import Settings, project_dir
from voicebot.store.checking import check
from voicebot.store.database import connect, database_url
from voicebot.store.keys import load_keyring
from voicebot.store.tables import ComplaintEvent

FAQ = project_dir() / "faq"
DISTRICT, CATEGORIES = load_district(FAQ), load_categories(FAQ)


def test_every_row_is_what_its_events_say(stored: Settings) -> None:
    with own_store(stored.database_url) as settings:
        rows = list(archive(300, DISTRICT, CATEGORIES, load_keyring(settings)))
        told: list[int] = []
        load(database_url(settings), rows, told.append)
        events = asyncio.run(looked_at(settings))
    assert sum(told) == 300
    assert events == 1 + sum(len(events) for _, events in rows)
    states = Counter(row["state"] for row, _ in rows)
    assert 0.8 < sum(states[state] for state in CLOSED) / 300 < 1
    assert {"petition", "report"} == {row["kind"] for row, _ in rows}


async def looked_at(settings: Settings) -> int:
    """Check the archive, file one more, and count the events."""
    engine, keys = connect(database_url(settings)), load_keyring(settings)
    assert await check(engine, keys) == (300, [])
    register, new = Register(engine, keys, DISTRICT, CATEGORIES), made(category="road", what="길이 파였어요")
    await register.file(new, actor="caller", role="caller", at=dt.datetime.now(dt.UTC))
    async with engine.connect() as connection:
        number = await connection.scalar(select(func.count()).select_from(ComplaintEvent))
    await engine.dispose()
    return number or 0


def test_a_small_archive_is_timed_and_gone(tmp_path: Path) -> None:
    found = bench_archive(200, runs=2, json_path=tmp_path / "figures.json")
    assert json.loads((tmp_path / "figures.json").read_text()) == found
    assert [run["filing"]["n"] for run in found["runs"]] == [300, 300]
    for run in found["runs"]:
        for name in ("lookup", "board", "filing"):
            assert 0 < run[name]["p50_ms"] <= run[name]["p95_ms"] <= run[name]["most_ms"]
