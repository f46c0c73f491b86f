"""The board shows every complaint once, in order, on however many pages, and reads it off an index."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from store_rows import NOW, event, row

from voicebot.store.board import Mark, Wanted, _parts, board, places
from voicebot.store.complaints import Complaints

DUE = (3, 1, None, 2, 1, None, 1)
"""Days until each is due, in the order in which they were filed; the last two have the same moment."""


async def fill(engine: AsyncEngine) -> None:
    """Complaints 0 to 6 are open, 7 is closed."""
    complaints = Complaints(engine)
    for number, days in enumerate(DUE):
        await complaints.add(row(str(number), **_times(number, days)), event())
    closed = _times(9, 1) | {"state": "answered", "closed_at": NOW, "department": "road"}
    await complaints.add(row("7", **closed), event())


def _times(number: int, days: int | None) -> dict[str, Any]:
    return {
        "filed_at": NOW + dt.timedelta(minutes=min(number, 5)),
        "due_at": NOW + dt.timedelta(days=days) if days else None,
        "department": "road" if number % 2 else "parks",
        "state": "received" if number < 4 else "accepted",
        "assignee": "lee" if number == 3 else None,
    }


async def pages(engine: AsyncEngine, wanted: Wanted) -> list[str]:
    """The receipts of all pages after one another; every page but the last is full."""
    found: list[str] = []
    while page := await board(engine, wanted):
        found += [one.receipt for one in page]
        last = page[-1]
        wanted = replace(wanted, after=Mark(last.due_at, last.filed_at, last.receipt))
        if len(page) < wanted.limit:
            break
    return found


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
async def test_what_is_due_first_comes_first_on_pages_of_any_size(engine: AsyncEngine, limit: int) -> None:
    await fill(engine)
    assert await pages(engine, Wanted(limit=limit)) == ["1", "4", "6", "3", "0", "2", "5"]
    assert await pages(engine, Wanted(limit=limit, closed=True)) == ["1", "4", "6", "7", "3", "0", "2", "5"]


async def test_only_what_is_wanted(engine: AsyncEngine) -> None:
    await fill(engine)
    soon = NOW + dt.timedelta(days=2)
    for wanted, found in (
        (Wanted(department="road"), ["1", "3", "5"]),
        (Wanted(department="road", closed=True), ["1", "7", "3", "5"]),
        (Wanted(("answered",), closed=True), ["7"]),
        (Wanted(("answered",)), []),
        (Wanted(("received", "answered")), ["1", "3", "0", "2"]),
        (Wanted(due_before=soon), ["1", "4", "6"]),
        (Wanted(("accepted",), "parks", due_before=soon), ["4", "6"]),
        (Wanted(category="road", limit=2), ["1", "4"]),
        (Wanted(category="trees"), []),
        (Wanted(departments=("road", "parks"), limit=3), ["1", "4", "6"]),
        (Wanted(departments=("parks",), states=("received", "accepted")), ["4", "6", "0", "2"]),
        (Wanted(assignee="lee"), ["3"]),
        (Wanted(departments=("parks",), assignee="lee"), []),
        (Wanted(due_after=soon), ["3", "0"]),
        (Wanted(place="시장", words="파였"), ["1", "4", "6", "3", "0", "2", "5"]),
        (Wanted(words="%"), []),
    ):
        assert [one.receipt for one in await board(engine, wanted)] == found, wanted


@pytest.mark.parametrize("limit", [1, 2, 50])
async def test_several_walks_make_the_same_pages_as_one(engine: AsyncEngine, limit: int) -> None:
    await fill(engine)
    several = Wanted(("received", "accepted"), departments=("road", "parks"), limit=limit)
    assert await pages(engine, several) == ["1", "4", "6", "3", "0", "2", "5"]


async def test_places_are_counted_once_and_only_what_is_open(engine: AsyncEngine) -> None:
    await fill(engine)
    late = NOW + dt.timedelta(days=1, minutes=1)
    assert await places(engine, ["가좌시장", "가좌"], (), late) == [("가좌시장", 7, 3)]
    assert await places(engine, ["청라"], ("parks",), NOW) == [("", 4, 0)]


async def test_what_is_answered_meanwhile_shifts_nobody_off_a_page(engine: AsyncEngine) -> None:
    await fill(engine)
    *_, last = await board(engine, Wanted(limit=2))
    async with engine.begin() as connection:
        await connection.execute(
            text("UPDATE complaint SET closed_at = filed_at WHERE receipt IN ('1', '4')")
        )
    after = Wanted(limit=2, after=Mark(last.due_at, last.filed_at, last.receipt))
    assert [one.receipt for one in await board(engine, after)] == ["6", "3"]


@pytest.mark.parametrize("after", [None, Mark(NOW, NOW, "5"), Mark(None, NOW, "5")])
@pytest.mark.parametrize("department", [None, "road"])
@pytest.mark.parametrize("states", [(), ("received", "accepted")])
async def test_a_page_is_read_off_an_index(
    engine: AsyncEngine, department: str | None, states: tuple[str, ...], after: Mark | None
) -> None:
    """Neither database sorts, or looks at every complaint, for what is open."""
    index = "ix_complaint_open_department" if department else "ix_complaint_open"
    for part in _parts(Wanted(states, department, after=after)):
        async with engine.connect() as connection:
            query = part.limit(50).compile(connection.sync_engine, compile_kwargs={"literal_binds": True})
            plan = " ".join(str(line) for line in await _plan(connection, str(query)))
        assert index in plan
        assert not any(
            word in plan for word in ("Sort", "Seq Scan", "TEMP B-TREE", "SCAN complaint USING")
        ), plan


async def _plan(connection: Any, query: str) -> list[Any]:
    if connection.dialect.name == "sqlite":
        return [row[3] for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]
    await connection.exec_driver_sql("SET enable_seqscan = off")  # an empty table is always read whole
    await connection.exec_driver_sql("SET enable_bitmapscan = off")
    await connection.exec_driver_sql("SET enable_sort = off")
    return [row[0] for row in await connection.exec_driver_sql(f"EXPLAIN {query}")]
