"""Complaints in the database: a row and an event in one transaction, or neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.outbox import NOBODY, to_tell
from voicebot.store.tables import ComplaintEvent, ComplaintRow

__all__ = ["TRACKED", "Complaints", "Paging", "event_columns", "noted", "plain"]

TRACKED = frozenset(
    {
        "state", "kind", "category", "department", "assignee", "clock", "due_at", "filed_at", "answered_at",
        "closed_at", "outcome", "stars", "merged_into",
    }
)  # fmt: skip
"""Columns whose every change is in an event; what a person said or may be reached by is not among them."""


class Paging(TypedDict, total=False):
    """Which of the complaints that were found, and in which order.

    Attributes:
        order: what is due first comes first when none is given.
        limit: at most so many; 50.
        offset: so many of them are passed over; 0.
    """

    order: ColumnElement[Any] | None
    limit: int
    offset: int


def plain(value: Any) -> Any:  # noqa: ANN401 - any column's value
    """A column's value as JSON; a moment in UTC, so that the same moment is written in one way."""
    return to_jsonable_python(value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value)


class Complaints:
    """Adds, changes and finds complaints.

    Args:
        engine: an open database.
        webhooks: who is told of every change (`voicebot.store.outbox.to_tell`).
    """

    def __init__(self, engine: AsyncEngine, webhooks: Mapping[str, bool] = NOBODY) -> None:
        self._engine = engine
        self._webhooks = webhooks

    async def add(self, row: Mapping[str, Any], event: Mapping[str, Any]) -> ComplaintRow:
        """Keep a new complaint with its first event.

        Returns:
            It as it is kept, without reading it again; the earlier one when ``filing_key`` was used before.

        Raises:
            StoreError: ``receipt_taken``: by chance another complaint has this receipt; try another.
        """
        try:
            async with AsyncSession(self._engine) as session, session.begin():
                new = ComplaintRow(**row, version=1)
                session.add(new)
                await session.flush()
                kept = ComplaintRow(**_read(row), id=new.id, version=1)
                await self._keep(session, _event(new.id, 1, row, event))
        except IntegrityError as error:
            if earlier := await self.by_filing_key(row["filing_key"]):
                return earlier
            raise StoreError("receipt_taken", "This receipt is in use; make another.") from error
        return kept

    async def change(self, row: ComplaintRow, columns: Mapping[str, Any], event: Mapping[str, Any]) -> None:
        """Change a complaint and keep the event that says so.

        Args:
            row: as it was read; it must not have changed since.
            columns: what is other than before.
            event: who did what, when, and what is said of it.

        Raises:
            StoreError: ``changed_meanwhile``: somebody else was faster; read it again.
        """
        wanted = (ComplaintRow.id == row.id) & (ComplaintRow.version == row.version)
        version = row.version + 1
        async with AsyncSession(self._engine) as session, session.begin():
            done = await session.execute(
                update(ComplaintRow).where(wanted).values(**columns, version=version)
            )
            if done.rowcount != 1:  # type: ignore[attr-defined]
                raise StoreError("changed_meanwhile", "Somebody else has changed it meanwhile; look again.")
            await self._keep(session, _event(row.id, version, columns, event))

    async def _keep(self, session: AsyncSession, event: ComplaintEvent) -> None:
        """Keep an event, and that others are to be told of it."""
        session.add(event)
        if self._webhooks and event.say:
            await session.flush()
            session.add_all(await to_tell(session, event, self._webhooks))

    async def note(self, complaint_id: int, event: Mapping[str, Any]) -> None:
        """Keep an event that leaves the row as it is, such as that somebody looked."""
        async with AsyncSession(self._engine) as session, session.begin():
            session.add(noted(complaint_id, event))

    async def by_receipt(self, receipt: str) -> ComplaintRow | None:
        """One complaint by its number."""
        return await self._first(ComplaintRow.receipt == receipt)

    async def by_filing_key(self, key: str | None) -> ComplaintRow | None:
        """The complaint that a filing made; none for a filing without a key."""
        return await self._first(ComplaintRow.filing_key == key) if key else None

    async def by_phone(self, hashes: Sequence[str], limit: int = 10) -> Sequence[ComplaintRow]:
        """What was filed with a telephone number, the newest first.

        Args:
            hashes: of the number, one for each key (`voicebot.store.keys.Keyring.phone_hashes`).
            limit: at most so many.
        """
        newest = ComplaintRow.filed_at.desc()
        return await self.page([ComplaintRow.phone_hash.in_(hashes)], order=newest, limit=limit)

    async def page(
        self, where: Sequence[ColumnElement[bool]], **paging: Unpack[Paging]
    ) -> Sequence[ComplaintRow]:
        """Complaints whose columns are such, in an order."""
        order = paging.get("order")
        by = ComplaintRow.due_at.asc().nulls_last() if order is None else order
        query = select(ComplaintRow).where(*where).order_by(by, ComplaintRow.id)
        query = query.limit(paging.get("limit", 50)).offset(paging.get("offset", 0))
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()

    async def events(self, complaint_id: int) -> Sequence[ComplaintEvent]:
        """All that happened to a complaint, in order."""
        query = select(ComplaintEvent).where(ComplaintEvent.complaint_id == complaint_id)
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query.order_by(ComplaintEvent.id))).all()

    async def _first(self, where: ColumnElement[bool]) -> ComplaintRow | None:
        async with AsyncSession(self._engine) as session:
            return await session.scalar(select(ComplaintRow).where(where))


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    """Columns as a database gives them back: moments in UTC."""
    return {k: v.astimezone(dt.UTC) if isinstance(v, dt.datetime) else v for k, v in row.items()}


def noted(complaint_id: int, event: Mapping[str, Any]) -> ComplaintEvent:
    """An event that leaves the row as it is, to be kept with whatever else changes."""
    return _event(complaint_id, None, {}, event)


def _event(
    complaint_id: int, version: int | None, columns: Mapping[str, Any], event: Mapping[str, Any]
) -> ComplaintEvent:
    return ComplaintEvent(**event_columns(complaint_id, version, columns, event))


def event_columns(
    complaint_id: int, version: int | None, columns: Mapping[str, Any], event: Mapping[str, Any]
) -> dict[str, Any]:
    """The columns of an event.

    Args:
        complaint_id: whose it is.
        version: the row's after it; empty when the row stayed as it was.
        columns: of the row, those that were set.
        event: who did what, when, and what is said of it.
    """
    changes = {name: plain(columns[name]) for name in sorted(TRACKED & set(columns))}
    return {**event, "complaint_id": complaint_id, "version": version, "changes": changes}
