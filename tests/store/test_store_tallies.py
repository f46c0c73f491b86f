"""Counts by the hour: they outlive the process, two processes add up, and they go when their time is over."""

import asyncio
import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.settings import Retention, Settings
from voicebot.store.database import database_url, open_database, upgrade
from voicebot.store.retention import purge
from voicebot.store.tallies import Tally, add_tallies, tallies
from voicebot.store.tally_keeper import TallyKeeper
from voicebot.telemetry import metrics
from voicebot.telemetry.tally import KEPT, counted, grown

SEOUL = ZoneInfo("Asia/Seoul")
AT = dt.datetime(2026, 11, 23, 9, 59, 30, tzinfo=SEOUL)
DAY = AT.date()
KEYS = st.tuples(st.sampled_from(["question", "mood"]), st.sampled_from(["sad", "answered", "glad"]))
COUNTS = st.dictionaries(KEYS, st.integers(0, 50))


async def test_counts_of_an_hour_add_up_and_no_other_hour_is_touched(engine: AsyncEngine) -> None:
    await add_tallies(engine, AT, {("question", "answered"): 3, ("mood", "sad"): 1, ("mood", "glad"): 0})
    await add_tallies(engine, AT, {("question", "answered"): 2})
    await add_tallies(engine, AT + dt.timedelta(minutes=1), {("question", "answered"): 7})
    await add_tallies(engine, AT, {})
    assert await tallies(engine, DAY, DAY) == [
        Tally(DAY, 9, "mood", "sad", 1),
        Tally(DAY, 9, "question", "answered", 5),
        Tally(DAY, 10, "question", "answered", 7),
    ]
    assert await tallies(engine, DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=9)) == []


async def test_processes_that_write_at_once_lose_nothing(engine: AsyncEngine) -> None:
    counts = {("question", kind): 1 for kind in ("answered", "asked_back", "unanswered")}
    await asyncio.gather(*(add_tallies(engine, AT, counts) for _ in range(12)))
    assert [row.count for row in await tallies(engine, DAY, DAY)] == [12, 12, 12]


async def test_a_keeper_writes_what_has_grown_since_it_began(engine: AsyncEngine) -> None:
    seen = {("question", "answered"): 40}
    keeper = TallyKeeper(engine, lambda: AT, lambda: dict(seen))
    seen["question", "answered"] += 2
    await keeper.keep()
    await keeper.keep()
    seen["mood", "sad"] = 1
    await keeper.keep()
    assert [(row.kind, row.count) for row in await tallies(engine, DAY, DAY)] == [("sad", 1), ("answered", 2)]


async def test_what_could_not_be_written_is_written_the_next_time(engine: AsyncEngine) -> None:
    seen = {("question", "answered"): 0}
    keeper = TallyKeeper(engine, lambda: AT, lambda: dict(seen))
    seen["question", "answered"] = 3
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE tally RENAME TO away"))
    await keeper.keep()
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE away RENAME TO tally"))
    seen["question", "answered"] = 4
    await keeper.keep()
    assert [row.count for row in await tallies(engine, DAY, DAY)] == [4]


async def test_counts_go_when_their_time_is_over(engine: AsyncEngine) -> None:
    for days in (0, 30, 31):
        await add_tallies(engine, AT - dt.timedelta(days=days), {("mood", "sad"): 1})
    removed = await purge(engine, Retention(tallies_days=30), AT)
    assert removed["tallies"] == 2
    assert [row.day for row in await tallies(engine, DAY - dt.timedelta(days=99), DAY)] == [DAY]


async def test_the_table_comes_and_goes_with_its_migration(stored: Settings) -> None:
    url = database_url(stored)
    await asyncio.to_thread(upgrade, url)
    await asyncio.to_thread(_downgraded, url)
    engine = await open_database(stored)
    assert await tallies(engine, DAY, DAY) == []
    await engine.dispose()


def _downgraded(url: str) -> None:
    from alembic import command

    from voicebot.store.database import _alembic

    command.downgrade(_alembic(url), "0010_tallies-1")


def test_every_metric_that_is_kept_is_counted_by_its_kind() -> None:
    before = counted()
    metrics.QUESTIONS.labels(outcome="answered").inc(2)
    metrics.DANGERS.labels(kind="fire", hour="03").inc()
    metrics.DANGERS.labels(kind="fire", hour="04").inc()
    metrics.SESSIONS_TOTAL.labels(channel="kiosk", language="ko").inc()
    metrics.SESSIONS_TOTAL.labels(channel="kiosk", language="en").inc()
    for seconds in (0.4, 0.45, 1.1, 99.0):
        metrics.FIRST_SOUND.labels(voice="cached").observe(seconds)
    metrics.FIRST_SOUND.labels(voice="recorded").observe(0.4)
    metrics.CONFIDENCE.observe(0.95)
    assert grown(counted(), before) == {
        ("question", "answered"): 2,
        ("danger", "fire"): 2,
        ("session", "kiosk"): 2,
        ("first_sound", "0.5"): 3,
        ("first_sound", "1.2"): 1,
        ("first_sound", "+Inf"): 1,
        ("confidence", "1.0"): 1,
    }
    assert {what for what, _ in counted()} <= KEPT.keys()


@given(COUNTS, COUNTS)
def test_what_was_there_and_what_has_grown_is_what_is_there_now(before: dict, more: dict) -> None:  # type: ignore[type-arg]
    now = {key: before.get(key, 0) + more.get(key, 0) for key in {*before, *more}}
    assert grown(now, before) == {key: count for key, count in more.items() if count}
