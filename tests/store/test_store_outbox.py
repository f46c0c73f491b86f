"""The outbox: written with the change, handed out one at a time and in order, kept when it fails."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from store_rows import NOW, event, row

from voicebot.settings import Retention, Settings
from voicebot.store.complaints import Complaints
from voicebot.store.database import connect, database_url
from voicebot.store.outbox import Letter, Outbox
from voicebot.store.retention import purge

HOLD = dt.timedelta(seconds=40)
LATER = NOW + dt.timedelta(minutes=5)


async def changed(engine: AsyncEngine, receipt: str, *states: str) -> None:
    """File a complaint and lead it on."""
    complaints = Complaints(engine, {"sms": True})
    await complaints.add(row(receipt), event())
    for state in states:
        found = await complaints.by_receipt(receipt)
        assert found is not None
        await complaints.change(found, {"state": state}, event("accept", state))


def told(letters: list[Letter]) -> list[tuple[str, str]]:
    return sorted((letter.complaint.receipt, letter.event.state) for letter in letters)


async def test_a_complaints_notices_come_one_at_a_time_and_in_order(engine: AsyncEngine) -> None:
    outbox = Outbox(engine)
    await changed(engine, "000000001", "accepted", "assigned")
    await changed(engine, "000000002")
    first = await outbox.claim("sms", 10, LATER, HOLD)
    assert told(first) == [("000000001", "received"), ("000000002", "received")]
    assert await outbox.claim("sms", 10, LATER, HOLD) == []
    assert await outbox.claim("mail", 10, LATER, HOLD) == []
    for letter in first:
        await outbox.sent(letter.row.id, LATER)
    (second,) = await outbox.claim("sms", 10, LATER, HOLD)
    assert second.event.state == "accepted"
    await outbox.failed(second.row.id, "status 500", LATER + HOLD, LATER)
    assert await outbox.claim("sms", 10, LATER, HOLD) == []
    (again,) = await outbox.claim("sms", 10, LATER + HOLD, HOLD)
    assert (again.row.key, again.row.tries, again.row.error) == (second.row.key, 1, "status 500")


async def test_what_its_sender_never_finished_comes_up_again(engine: AsyncEngine) -> None:
    outbox = Outbox(engine)
    await changed(engine, "000000001")
    (lost,) = await outbox.claim("sms", 10, LATER, HOLD)
    assert await outbox.claim("sms", 10, LATER + HOLD - dt.timedelta(seconds=1), HOLD) == []
    (found,) = await outbox.claim("sms", 10, LATER + HOLD, HOLD)
    assert found.row.key == lost.row.key


async def test_a_dead_notice_stops_nothing_and_can_be_sent_again(engine: AsyncEngine) -> None:
    outbox = Outbox(engine)
    await changed(engine, "000000001", "accepted")
    (first,) = await outbox.claim("sms", 10, LATER, HOLD)
    await outbox.failed(first.row.id, "timeout", None, LATER)
    (second,) = await outbox.claim("sms", 10, LATER, HOLD)
    assert second.event.state == "accepted"
    (dead,) = await outbox.listed(["dead"], 10)
    assert (dead.row.id, dead.row.error, dead.row.tries) == (first.row.id, "timeout", 1)
    assert await outbox.retry([second.row.id], LATER) == 0
    assert await outbox.retry([], LATER) == 1
    (again,) = await outbox.claim("sms", 10, LATER, HOLD)
    assert (again.row.key, again.row.tries) == (first.row.key, 0)


async def test_of_many_senders_each_gets_what_no_other_has(stored: Settings, engine: AsyncEngine) -> None:
    for number in range(12):
        await changed(engine, f"{number:09d}")
    other = connect(database_url(stored))
    boxes = [Outbox(engine), Outbox(other)] * 3
    taken = await asyncio.gather(*(box.claim("sms", 4, LATER, HOLD) for box in boxes))
    keys = [letter.row.key for letters in taken for letter in letters]
    while more := await boxes[0].claim("sms", 4, LATER, HOLD):  # a sender skips what another is looking at
        keys += [letter.row.key for letter in more]
    assert len(keys) == len(set(keys)) == 12
    await other.dispose()


async def test_a_change_that_is_not_kept_is_not_told(engine: AsyncEngine) -> None:
    await changed(engine, "000000001")
    complaints = Complaints(engine, {"sms": True})
    found = await complaints.by_receipt("000000001")
    assert found is not None
    with pytest.raises(DBAPIError):
        await complaints.change(found, {"state": "accepted"}, event("accept", "accepted", actor=None))
    await complaints.note(found.id, event("view", "received", say=None))
    assert len(await Outbox(engine).of(found.id)) == 1


async def test_what_ended_long_ago_is_purged_and_what_waits_is_not(engine: AsyncEngine) -> None:
    outbox = Outbox(engine)
    for number, end in enumerate(("sent", "dead", "waiting")):
        await changed(engine, f"{number:09d}")
        (letter,) = await outbox.claim("sms", 1, LATER, HOLD)
        if end == "sent":
            await outbox.sent(letter.row.id, LATER)
        if end == "dead":
            await outbox.failed(letter.row.id, "timeout", None, LATER)
    assert (await purge(engine, Retention(), LATER + dt.timedelta(days=29)))["outbox"] == 0
    assert (await purge(engine, Retention(), LATER + dt.timedelta(days=30)))["outbox"] == 2
    assert [letter.row.state for letter in await outbox.listed(["waiting", "sent", "dead"], 9)] == ["waiting"]
