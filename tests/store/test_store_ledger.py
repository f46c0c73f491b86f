"""What officers lay over the files: kept by key, in versions, and nobody overwrites anybody."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.errors import StoreError
from voicebot.settings import Settings
from voicebot.store.database import database_url, open_database, upgrade
from voicebot.store.ledger import Change, Content, Ledger, Writer

AT = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
PAGE = "places.toilet"


@pytest.fixture
async def engine(stored: Settings) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(stored)
    yield engine
    await engine.dispose()


@pytest.fixture
def ledger(engine: AsyncEngine) -> Ledger:
    return Ledger(engine)


async def write(ledger: Ledger, seen: int, lines: Mapping[str, Content | None], **more: Any) -> int:
    return await ledger.write(Change(PAGE, lines, Writer("kim", AT, seen), **more))


async def test_the_newest_line_of_a_key_counts_and_every_version_can_be_seen(ledger: Ledger) -> None:
    assert (await ledger.glance(), await ledger.version(PAGE), await ledger.lines(PAGE)) == (0, 0, {})
    assert await write(ledger, 0, {"a": {"n": 1}, "b": {"n": 2}}, about="둘") == 1
    first = await ledger.glance()
    assert await write(ledger, 1, {"a": None, "c": {"n": 3}}, details={"taken": 1}) == 2
    assert await ledger.glance() > first > 0
    assert await ledger.lines(PAGE) == {"b": {"n": 2}, "c": {"n": 3}}
    assert await ledger.lines(PAGE, 1) == {"a": {"n": 1}, "b": {"n": 2}}
    assert await ledger.everything() == {PAGE: {"b": {"n": 2}, "c": {"n": 3}}}
    newest, oldest = await ledger.history(PAGE)
    assert (newest.version, newest.lines, newest.details) == (2, 2, {"taken": 1})
    assert (oldest.about, oldest.actor, oldest.action, oldest.at) == ("둘", "kim", "edit", AT)
    assert await ledger.change(PAGE, 2)
    assert await ledger.change(PAGE, 3) is None


async def test_going_back_is_a_change_like_any_other(ledger: Ledger) -> None:
    await write(ledger, 0, {"a": {"n": 1}})
    await write(ledger, 1, {"a": {"n": 2}, "b": {"n": 2}})
    assert await ledger.back(PAGE, 1, Writer("lee", AT, 2)) == 3
    assert await ledger.lines(PAGE) == {"a": {"n": 1}}
    assert await ledger.back(PAGE, 0, Writer("lee", AT, 3)) == 4
    assert await ledger.lines(PAGE) == {}
    assert await ledger.lines(PAGE, 2) == {"a": {"n": 2}, "b": {"n": 2}}
    assert [(past.action, past.about) for past in await ledger.history(PAGE, limit=2)] == [
        ("return", "0"),
        ("return", "1"),
    ]
    for version, code in ((4, "ledger_no_version"), (-1, "ledger_no_version")):
        with pytest.raises(StoreError) as caught:
            await ledger.back(PAGE, version, Writer("lee", AT, 4))
        assert caught.value.code == code


async def test_one_key_goes_back_alone(ledger: Ledger) -> None:
    await write(ledger, 0, {"a": {"n": 1}, "b": {"n": 1}})
    await write(ledger, 1, {"a": {"n": 2}})
    await write(ledger, 2, {"b": {"n": 2}})
    assert [past.version for past in await ledger.history(PAGE, "a")] == [2, 1]
    assert await ledger.back(PAGE, 1, Writer("lee", AT, 3), "a") == 4
    assert await ledger.lines(PAGE) == {"a": {"n": 1}, "b": {"n": 2}}


async def test_nobody_overwrites_what_they_have_not_seen(ledger: Ledger) -> None:
    await write(ledger, 0, {"a": {"n": 1}, "b": {"n": 1}})
    await write(ledger, 1, {"a": {"n": 2}})
    assert await write(ledger, 1, {"b": {"n": 3}}) == 3  # another thing of the same chapter
    for lines, whole in (({"a": {"n": 9}}, False), ({"c": {"n": 9}}, True)):
        with pytest.raises(StoreError) as caught:
            await write(ledger, 1, lines, whole=whole)
        assert caught.value.code == "ledger_changed"
    with pytest.raises(StoreError):
        await ledger.back(PAGE, 1, Writer("lee", AT, 2))
    assert await ledger.lines(PAGE) == {"a": {"n": 2}, "b": {"n": 3}}


async def test_many_who_write_of_different_things_at_once_all_get_through(ledger: Ledger) -> None:
    versions = await asyncio.gather(*(write(ledger, 0, {f"k{n}": {"n": n}}) for n in range(4)))
    assert sorted(versions) == [1, 2, 3, 4]
    assert len(await ledger.lines(PAGE)) == 4


async def test_a_long_import_is_one_change(ledger: Ledger) -> None:
    await write(ledger, 0, {f"k{n}": {"n": n} for n in range(1001)}, action="import")
    assert [(past.action, past.lines) for past in await ledger.history(PAGE)] == [("import", 1001)]
    assert len(await ledger.lines(PAGE)) == 1001


async def test_a_desk_may_go_back_before_there_was_a_ledger(stored: Settings) -> None:
    from alembic import command

    from voicebot.store.database import _alembic
    from voicebot.store.tallies import add_tallies, tallies

    engine = await open_database(stored)
    await add_tallies(engine, AT, {("entry", "x" * 64): 2, ("entry", "short"): 1})
    await engine.dispose()
    url = database_url(stored)
    await asyncio.to_thread(command.downgrade, _alembic(url), "0012_ledger-1")
    await asyncio.to_thread(upgrade, url)
    engine = await open_database(stored)
    assert [(row.kind, row.count) for row in await tallies(engine, AT.date(), AT.date())] == [("short", 1)]
    await engine.dispose()
