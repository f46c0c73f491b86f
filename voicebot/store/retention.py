"""Removing what has been kept long enough; that it was, remains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from voicebot.settings import Retention
from voicebot.store.tables import CallbackRow, ComplaintEvent, ComplaintRow, UnansweredQuestion

__all__ = ["purge"]

_BATCH = 500
_CONTACT: Mapping[str, Any] = {"contact": None, "phone_hash": None}
_WORDS: Mapping[str, Any] = {
    **dict.fromkeys(("what", "place", "occurred"), ""),
    **dict.fromkeys(("latitude", "longitude")),
    "answers": {},
    "replies": [],
}


async def purge(engine: AsyncEngine, periods: Retention, now: dt.datetime) -> dict[str, int]:
    """Remove what is due.

    Args:
        engine: an open database.
        periods: for how long each kind is kept.
        now: with a time zone.

    Returns:
        How many of each kind were removed: ``questions``, ``callbacks``, ``contacts``, ``complaints``
        (their words).
    """
    return {
        "questions": await _old(
            engine, UnansweredQuestion.asked_at, now - dt.timedelta(days=periods.questions_days)
        ),
        "callbacks": await _old(
            engine, CallbackRow.asked_at, now - dt.timedelta(days=periods.callbacks_days)
        ),
        "contacts": await _empty(
            engine, "contact", ComplaintRow.contact.is_not(None), _CONTACT, _Due(now, periods.contacts_days)
        ),
        "complaints": await _empty(
            engine,
            "words",
            ComplaintRow.what != "",
            _WORDS,
            _Due(now, periods.complaints_days),
        ),
    }


class _Due:
    """What was closed so long ago that it is due now."""

    def __init__(self, now: dt.datetime, days: int) -> None:
        self.now = now
        self.where = ComplaintRow.closed_at <= now - dt.timedelta(days=days)


async def _old(engine: AsyncEngine, asked_at: InstrumentedAttribute[dt.datetime], before: dt.datetime) -> int:
    """Remove whole rows that were asked so long ago."""
    async with engine.begin() as connection:
        old = delete(asked_at.class_).where(asked_at <= before.astimezone(dt.UTC))
        done: CursorResult[Any] = await connection.execute(old)
        return done.rowcount


async def _empty(
    engine: AsyncEngine, kind: str, present: ColumnElement[bool], empty: Mapping[str, Any], due: _Due
) -> int:
    """Empty columns of complaints that are due, and keep an event for each that says so."""
    count = 0
    query = select(ComplaintRow.id, ComplaintRow.state).where(present, due.where).limit(_BATCH)
    while True:
        async with AsyncSession(engine) as session, session.begin():
            batch = (await session.execute(query)).all()
            if not batch:
                return count
            numbers = [number for number, _ in batch]
            await session.execute(update(ComplaintRow).where(ComplaintRow.id.in_(numbers)).values(**empty))
            events = [_event(number, state, kind, due.now) for number, state in batch]
            await session.execute(insert(ComplaintEvent), events)
        count += len(batch)


def _event(number: int, state: str, kind: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "complaint_id": number,
        "version": None,
        "at": now,
        "actor": "voicebot",
        "role": "system",
        "action": "purge",
        "state": state,
        "say": None,
        "params": {"what": kind},
        "changes": {},
    }
