"""A complaint's row and its events are written together, once, and events stay as they are."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from store_rows import NOW, event, row

from voicebot.errors import StoreError
from voicebot.settings import Settings
from voicebot.store.complaints import Complaints
from voicebot.store.database import connect, database_url, open_database, upgrade
from voicebot.store.questions import Questions
from voicebot.store.tables import Base, ComplaintEvent, ComplaintRow


@pytest.fixture
def complaints(engine: AsyncEngine) -> Complaints:
    return Complaints(engine)


async def kept(complaints: Complaints, receipt: str = "123456786") -> ComplaintRow:
    found = await complaints.by_receipt(receipt)
    assert found is not None
    return found


async def test_what_is_kept_comes_back(complaints: Complaints) -> None:
    new = await complaints.add(row(), event(params={"department": "road"}))
    assert new.receipt == "123456786"
    found = await kept(complaints)
    columns = ComplaintRow.__table__.columns.keys()
    assert [getattr(new, name) for name in columns] == [getattr(found, name) for name in columns]
    assert (found.version, found.due_at, found.clock) == (1, row()["due_at"], row()["clock"])
    (only,) = await complaints.events(found.id)
    assert (only.version, only.at, only.params) == (1, NOW, {"department": "road"})
    assert only.changes["due_at"] == "2026-12-01T01:00:00Z"
    assert "what" not in only.changes
    assert await complaints.by_receipt("000000000") is None


async def test_a_change_and_its_event_are_one(complaints: Complaints) -> None:
    await complaints.add(row(), event())
    before = await kept(complaints)
    await complaints.change(before, {"state": "accepted", "department": "road"}, event("accept", "accepted"))
    now = await kept(complaints)
    assert (now.version, now.state, now.department) == (2, "accepted", "road")
    assert [(e.version, e.action) for e in await complaints.events(now.id)] == [(1, "file"), (2, "accept")]
    with pytest.raises(DBAPIError):
        await complaints.change(now, {"state": "assigned"}, event("assign", "assigned", actor=None))
    assert (await kept(complaints)).state == "accepted"


async def test_who_is_slower_is_told(complaints: Complaints) -> None:
    await complaints.add(row(), event())
    seen = await kept(complaints)
    tried = await asyncio.gather(
        *(complaints.change(seen, {"assignee": str(n)}, event("assign", "assigned")) for n in range(8)),
        return_exceptions=True,
    )
    lost = [error for error in tried if isinstance(error, StoreError)]
    assert len(lost) == 7
    assert {error.code for error in lost} == {"changed_meanwhile"}
    assert len(await complaints.events(seen.id)) == 2


async def test_a_retry_finds_what_was_filed(complaints: Complaints, engine: AsyncEngine) -> None:
    receipts = [f"{n:09d}" for n in range(20)]
    got = await asyncio.gather(
        *(complaints.add(row(receipt, filing_key="same"), event()) for receipt in receipts)
    )
    assert len({one.receipt for one in got}) == 1
    async with engine.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(ComplaintRow)) == 1
        assert await connection.scalar(select(func.count()).select_from(ComplaintEvent)) == 1


async def test_a_receipt_is_given_once(complaints: Complaints) -> None:
    await complaints.add(row(filing_key="one"), event())
    with pytest.raises(StoreError) as caught:
        await complaints.add(row(filing_key="other"), event())
    assert caught.value.code == "receipt_taken"


async def test_an_error_does_not_repeat_what_was_being_kept(complaints: Complaints) -> None:
    await complaints.add(row(), event())
    with pytest.raises(DBAPIError) as caught:
        await complaints.change(await kept(complaints), {"what": "남의 일", "state": None}, event())
    assert "state" in str(caught.value)
    assert "남의 일" not in str(caught.value)


async def test_a_look_is_an_event_and_no_change(complaints: Complaints) -> None:
    await complaints.add(row(), event())
    found = await kept(complaints)
    for _ in range(2):
        await complaints.note(found.id, event("view", "received", say=None))
    assert [e.version for e in await complaints.events(found.id)] == [1, None, None]
    await complaints.change(found, {"state": "accepted"}, event("accept", "accepted"))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE complaint_event SET actor = 'x'", "DELETE FROM complaint_event", "DELETE FROM complaint"],
)
async def test_events_are_neither_changed_nor_removed(
    complaints: Complaints, engine: AsyncEngine, statement: str
) -> None:
    await complaints.add(row(), event())
    with pytest.raises(DBAPIError, match=r"append-only|FOREIGN KEY|foreign key"):
        async with engine.begin() as connection:
            await connection.execute(text(statement))
    found = await kept(complaints)
    assert [e.actor for e in await complaints.events(found.id)] == ["kim"]


async def test_pages_begin_with_what_is_due_first(complaints: Complaints) -> None:
    for number, due in enumerate((None, NOW.replace(hour=12), NOW.replace(hour=11))):
        await complaints.add(row(f"{number:09d}", due_at=due), event())
    page = await complaints.page([ComplaintRow.state == "received"], limit=2)
    assert [found.receipt for found in page] == ["000000002", "000000001"]
    rest = await complaints.page([ComplaintRow.state == "received"], limit=2, offset=2)
    assert [found.receipt for found in rest] == ["000000000"]


async def test_by_phone_newest_first(complaints: Complaints) -> None:
    for day in (1, 2):
        filed = NOW.replace(day=day)
        await complaints.add(row(f"00000000{day}", phone_hash="h", filed_at=filed), event())
    await complaints.add(row("000000003", phone_hash="other"), event())
    found = await complaints.by_phone(["h", "older key"])
    assert [one.receipt for one in found] == ["000000002", "000000001"]


async def test_a_database_of_the_first_version_is_brought_up_to_date(stored: Settings) -> None:
    url = database_url(stored)
    await asyncio.to_thread(upgrade, url, "0001")
    old = connect(url)
    async with old.begin() as connection:  # with the columns that there were
        for number in range(3):
            await connection.execute(
                text(
                    "INSERT INTO unanswered_question (asked_at, language, channel, question) "
                    "VALUES (CURRENT_TIMESTAMP, 'ko', 'test', :question)"
                ),
                {"question": f"물음 {number}"},
            )
    await old.dispose()
    engine = await open_database(stored)
    assert [q.question for q in await Questions(engine).latest()] == ["물음 2", "물음 1", "물음 0"]
    assert (await Complaints(engine).add(row(), event())).receipt == "123456786"
    await engine.dispose()


async def test_the_migrations_make_the_tables_that_the_code_knows(engine: AsyncEngine) -> None:
    def differences(connection: Connection) -> list[object]:
        types = connection.dialect.name != "sqlite"  # which has no types of its own to compare
        context = MigrationContext.configure(connection, opts={"compare_type": types})
        return list(compare_metadata(context, Base.metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
