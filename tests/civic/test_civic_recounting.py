"""Another day off: whose answer is due on another day, who is told, and what stays as it was."""

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.calendar import OfficeCalendar, office_calendar
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Contact, Filing
from voicebot.civic.complaints.recounting import moved, recount
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.states import Action
from voicebot.civic.district import load_district
from voicebot.civic.overlay import days_off
from voicebot.civic.overlay.in_force import district_in_force
from voicebot.settings import Settings, project_dir
from voicebot.store.checking import check
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.store.ledger import Change, Ledger, Writer

FAQ = project_dir() / "faq"
DISTRICT = load_district(FAQ)
AT = dt.datetime(2026, 11, 23, 10, tzinfo=DISTRICT.zone)
DAY = dt.date(2026, 11, 26)
CONTACT = Contact(name="김영희", phone="010-1234-5678")


@pytest.fixture
async def engine(stored: Settings) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(stored)
    yield engine
    await engine.dispose()


@pytest.fixture
def register(engine: AsyncEngine, stored: Settings) -> Register:
    return Register(engine, load_keyring(stored), DISTRICT, load_categories(FAQ))


async def file(register: Register, **fields: Any) -> Complaint:
    filing = Filing(category="street_light", what="가로등이 나갔어요", **fields)
    return await register.file(filing, actor="caller", role="caller", at=AT)


async def act(register: Register, complaint: Complaint, action: Action, **params: str) -> None:
    await register.act(complaint.receipt, Act(action, "kim", "officer", AT, params))


async def with_day_off(engine: AsyncEngine) -> OfficeCalendar:
    lines = {DAY.isoformat(): days_off.content_of(days_off.DayOff(DAY, False, "임시공휴일", True))}
    await Ledger(engine).write(Change(days_off.CHAPTER, lines, Writer("kim", AT, 0)))
    return office_calendar(await district_in_force(engine, DISTRICT))


async def test_open_complaints_move_and_their_residents_are_told(
    engine: AsyncEngine, register: Register, stored: Settings
) -> None:
    petition = await file(register, contact=CONTACT, consent=True)
    report = await file(register)
    waiting = await file(register, contact=CONTACT, consent=True)
    await act(register, waiting, "accept", department="road")
    await act(register, waiting, "ask", question="어느 쪽인가요")
    assert petition.due_at
    before = petition.due_at.astimezone(DISTRICT.zone).date()
    assert not await moved(engine, office_calendar(DISTRICT), AT)
    calendar = await with_day_off(engine)
    after = before + dt.timedelta(days=1)
    assert await moved(engine, calendar, AT) == {(before, after): 1}
    assert await recount(engine, register, calendar, "kim", AT) == 1
    again = await register.get(petition.receipt)
    assert again.due_at
    assert again.due_at.astimezone(DISTRICT.zone).date() == after
    last = (await register.history(petition.receipt))[-1]
    assert (last.action, last.role, last.actor) == ("recount", "system", "kim")
    told = register.told(last, "ko")
    assert told.startswith(f"쉬는 날이 바뀌어서, 답은 늦어도 {after.month}월 {after.day}일 ")
    assert (await register.get(report.receipt)).due_at is None
    assert [event.action for event in await register.history(waiting.receipt)][-1] == "ask"
    assert not await moved(engine, calendar, AT)
    assert await recount(engine, register, calendar, "kim", AT) == 0
    assert await check(engine, load_keyring(stored)) == (3, [])


async def test_what_is_answered_and_what_was_due_long_ago_stays(
    engine: AsyncEngine, register: Register
) -> None:
    done = await file(register, contact=CONTACT, consent=True)
    await act(register, done, "accept", department="road")
    await act(register, done, "answer", outcome="done", answer="고쳤어요.")
    late = await file(register, contact=CONTACT, consent=True)
    calendar = await with_day_off(engine)
    assert await moved(engine, calendar, AT + dt.timedelta(days=100)) == {}
    assert sum((await moved(engine, calendar, AT)).values()) == 1
    assert await register.recount(done.receipt, calendar, actor="kim", at=AT) is False
    assert await register.recount(late.receipt, calendar, actor="kim", at=AT) is True
