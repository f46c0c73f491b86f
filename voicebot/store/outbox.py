"""The outbox: who is still to be told of which event, written with the event and emptied later.

A row is sent at least once, and always with the same key. Of one complaint a channel gets one row at a
time, in the order of the events; while a row is being sent its `due_at` lies ahead, so that one whose sender
has died comes up again. What cannot be sent is kept as dead, and stops nothing behind it.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import aliased

from voicebot.store.families import FILED, people
from voicebot.store.tables import ComplaintEvent, ComplaintJoin, ComplaintRow, OutboxRow

__all__ = ["CALLER", "NOBODY", "Letter", "Outbox", "Reader", "State", "to_tell"]

State = Literal["waiting", "sent", "dead"]
CALLER = "caller"
"""The subscriber who filed the complaint."""
NOBODY: Mapping[str, bool] = MappingProxyType({})


async def to_tell(
    session: AsyncSession, event: ComplaintEvent, webhooks: Mapping[str, bool]
) -> list[OutboxRow]:
    """The rows of an event: one for each webhook, and one for each further person where it is told of them.

    Args:
        session: in whose transaction the event is written; it has its number already.
        event: what happened.
        webhooks: their names, and whether each is told whom to reach.
    """
    others = await _others(session, event.complaint_id) if any(webhooks.values()) else []
    return [
        OutboxRow(
            key=secrets.token_hex(16),
            complaint_id=event.complaint_id,
            event_id=event.id,
            channel=name,
            subscriber=subscriber,
            state="waiting",
            tries=0,
            due_at=event.at,
            error="",
        )
        for name, each in webhooks.items()
        for subscriber in (CALLER, *(others if each else ()))
    ]


async def _others(session: AsyncSession, complaint_id: int) -> list[str]:
    """Who joined it and left a contact, and who filed or joined what was merged into it; each person once."""
    receipt = await session.scalar(select(ComplaintRow.receipt).where(ComplaintRow.id == complaint_id))
    caller, names = f"{FILED}{complaint_id}", dict[str, str]()
    told = people(receipt or "").subquery()
    rows = await session.execute(select(told.c.name, told.c.person).where(told.c.contact.is_not(None)))
    for name, person in sorted(rows, key=lambda row: (row[0] != caller, row[0])):
        names.setdefault(person, name)
    return [name for name in names.values() if name != caller]  # who is told anyway


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter is for.

    Attributes:
        receipt: the number that they know it by.
        contact: how to reach them, sealed; none when they left none, or it is gone.
    """

    receipt: str
    language: str
    contact: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of the outbox with all that is known of what it tells."""

    row: OutboxRow
    event: ComplaintEvent
    complaint: ComplaintRow


class Outbox:
    """What is to be sent, what was, and what could not be.

    Args:
        engine: an open database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def claim(self, channel: str, limit: int, now: dt.datetime, hold: dt.timedelta) -> list[Letter]:
        """Take rows to send; nobody else gets them until they are held long enough.

        Args:
            channel: for which webhook.
            limit: at most so many, each of another complaint or subscriber.
            now: with a time zone.
            hold: for so long they are this sender's.
        """
        due = (
            select(OutboxRow.id)
            .where(
                OutboxRow.channel == channel, OutboxRow.state == "waiting", OutboxRow.due_at <= now, _first()
            )
            .order_by(OutboxRow.due_at, OutboxRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        taken = update(OutboxRow).where(OutboxRow.id.in_(select(due.c.id))).values(due_at=now + hold)
        async with AsyncSession(self._engine) as session, session.begin():
            numbers = (await session.scalars(taken.returning(OutboxRow.id))).all()
        return await self._letters(OutboxRow.id.in_(numbers)) if numbers else []

    async def reader(self, letter: Letter) -> Reader | None:
        """Whom a letter is for; nobody when they want to hear of it no more."""
        kind, _, number = letter.row.subscriber.partition(":")
        if kind == CALLER:
            return _filer(letter.complaint)
        async with AsyncSession(self._engine) as session:
            if kind == "filed":
                filed = await session.get(ComplaintRow, int(number))
                reader = filed and _filer(filed)
            else:
                reader = await _joiner(session, int(number))
        return reader if reader and reader.contact else None

    async def sent(self, number: int, now: dt.datetime) -> None:
        """A row has arrived."""
        await self._set(number, state="sent", error="", ended_at=now)

    async def failed(self, number: int, error: str, again: dt.datetime | None, now: dt.datetime) -> None:
        """A row has not arrived.

        Args:
            number: of the row.
            error: why, in a few words that hold nothing of what was sent or answered.
            again: when to try once more; it is dead when empty.
            now: with a time zone.
        """
        then: dict[str, object] = {"due_at": again} if again else {"state": "dead", "ended_at": now}
        await self._set(number, error=error[:64], tries=OutboxRow.tries + 1, **then)

    async def listed(self, states: Collection[State], limit: int) -> list[Letter]:
        """Rows in these states, the newest first."""
        return await self._letters(OutboxRow.state.in_(states), limit)

    async def of(self, complaint_id: int) -> list[Letter]:
        """Every row of one complaint, the newest first."""
        return await self._letters(OutboxRow.complaint_id == complaint_id)

    async def retry(self, numbers: Collection[int], now: dt.datetime) -> int:
        """Send dead rows again, with as many tries as new ones; all of them when none is named.

        Returns:
            How many were dead.
        """
        which = [OutboxRow.state == "dead", *([OutboxRow.id.in_(numbers)] if numbers else [])]
        again = update(OutboxRow).where(*which).values(state="waiting", tries=0, due_at=now, ended_at=None)
        async with AsyncSession(self._engine) as session, session.begin():
            return len((await session.scalars(again.returning(OutboxRow.id))).all())

    async def _set(self, number: int, **columns: object) -> None:
        async with AsyncSession(self._engine) as session, session.begin():
            await session.execute(update(OutboxRow).where(OutboxRow.id == number).values(**columns))

    async def _letters(self, which: ColumnElement[bool], limit: int | None = None) -> list[Letter]:
        query = (
            select(OutboxRow, ComplaintEvent, ComplaintRow)
            .join(ComplaintEvent, ComplaintEvent.id == OutboxRow.event_id)
            .join(ComplaintRow, ComplaintRow.id == OutboxRow.complaint_id)
            .where(which)
            .order_by(OutboxRow.id.desc())
            .limit(limit)
        )
        async with AsyncSession(self._engine) as session:
            found: Sequence[tuple[OutboxRow, ComplaintEvent, ComplaintRow]]
            found = [(row, event, complaint) for row, event, complaint in await session.execute(query)]
        return [Letter(*each) for each in found]


def _filer(complaint: ComplaintRow) -> Reader:
    return Reader(complaint.receipt, complaint.language, complaint.contact)


async def _joiner(session: AsyncSession, number: int) -> Reader | None:
    both = select(ComplaintJoin, ComplaintRow).join(
        ComplaintRow, ComplaintRow.id == ComplaintJoin.complaint_id
    )
    found = (await session.execute(both.where(ComplaintJoin.id == number))).first()
    return found and Reader(found[1].receipt, found[0].language, found[0].contact)


def _first() -> ColumnElement[bool]:
    """Nothing earlier of the same complaint still waits for the same subscriber."""
    earlier = aliased(OutboxRow)
    return ~exists().where(
        earlier.complaint_id == OutboxRow.complaint_id,
        earlier.channel == OutboxRow.channel,
        earlier.subscriber == OutboxRow.subscriber,
        earlier.state == "waiting",
        earlier.id < OutboxRow.id,
    )
