"""Removing what has been kept long enough; that it was, remains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from voicebot.settings import Retention
from voicebot.store.attachments import Attachments
from voicebot.store.gaps import drop_empty_groups
from voicebot.store.tables import (
    CallbackRow,
    ComplaintEvent,
    ComplaintJoin,
    ComplaintRow,
    OutboxRow,
    UnansweredQuestion,
)
from voicebot.store.tallies import purge_tallies

__all__ = ["EMPTY_CONTACT", "EMPTY_WORDS", "purge", "purge_attachments"]

_BATCH = 500
EMPTY_CONTACT: Mapping[str, Any] = {"contact": None, "phone_hash": None}
"""What a complaint holds when nobody can be reached about it any more."""
EMPTY_WORDS: Mapping[str, Any] = {
    **dict.fromkeys(("what", "place", "occurred"), ""),
    **dict.fromkeys(("latitude", "longitude")),
    "answers": {},
    "replies": [],
}
"""What it holds when what was said about it is gone."""


async def purge(engine: AsyncEngine, periods: Retention, now: dt.datetime) -> dict[str, int]:
    """Remove what is due.

    Args:
        engine: an open database.
        periods: for how long each kind is kept.
        now: with a time zone.

    Returns:
        How many of each kind were removed: ``questions``, ``callbacks``, ``contacts``, ``joins`` (contacts
        of who joined), ``complaints`` (their words), ``outbox`` (what was sent, or could not be),
        ``tallies`` (counts of an hour).
    """
    questions = await _old(
        engine, UnansweredQuestion.asked_at, now - dt.timedelta(days=periods.questions_days)
    )
    await drop_empty_groups(engine)
    return {
        "questions": questions,
        "callbacks": await _old(
            engine, CallbackRow.asked_at, now - dt.timedelta(days=periods.callbacks_days)
        ),
        "contacts": await _empty(
            engine,
            "contact",
            ComplaintRow.contact.is_not(None),
            EMPTY_CONTACT,
            _Due(now, periods.contacts_days),
        ),
        "joins": await _joins(engine, _Due(now, periods.contacts_days)),
        "complaints": await _empty(
            engine,
            "words",
            ComplaintRow.what != "",
            EMPTY_WORDS,
            _Due(now, periods.complaints_days),
        ),
        "outbox": await _outbox(engine, now - dt.timedelta(days=periods.outbox_days)),
        "tallies": await purge_tallies(engine, now.date() - dt.timedelta(days=periods.tallies_days)),
    }


async def purge_attachments(files: Attachments, periods: Retention, now: dt.datetime) -> dict[str, int]:
    """Remove photos with the words of their complaint, sounds by their own clock, and files left by a crash.

    Returns:
        How many: ``photos``, ``sounds``, ``orphans``.
    """
    removed = {}
    for kind, days in (("photo", periods.complaints_days), ("sound", periods.sounds_days)):
        due = await files.due(kind, now - dt.timedelta(days=days))
        for row, state in due:
            event = {**_event(row.complaint_id, state, kind, now), "action": "detach"}
            await files.remove(row, {name: event[name] for name in _OWN})
        removed[f"{kind}s"] = len(due)
    return {**removed, "orphans": await files.purge_orphans()}


_OWN = ("at", "actor", "role", "action", "state", "say", "params")


class _Due:
    """What was closed so long ago that it is due now; what was merged waits for what goes on in its place."""

    def __init__(self, now: dt.datetime, days: int) -> None:
        self.now = now
        before = now - dt.timedelta(days=days)
        into = aliased(ComplaintRow)
        goes_on = select(into.id).where(
            into.receipt == ComplaintRow.merged_into, into.closed_at.is_(None) | (into.closed_at > before)
        )
        self.where = (ComplaintRow.closed_at <= before) & ~goes_on.exists()


async def _joins(engine: AsyncEngine, due: _Due) -> int:
    """Forget how to reach those who joined complaints that are due."""
    closed = select(ComplaintRow.id).where(due.where)
    old = (
        update(ComplaintJoin)
        .where(ComplaintJoin.contact.is_not(None), ComplaintJoin.complaint_id.in_(closed))
        .values(**EMPTY_CONTACT)
        .execution_options(synchronize_session=False)
    )
    async with engine.begin() as connection:
        done: CursorResult[Any] = await connection.execute(old)
        return done.rowcount


async def _old(engine: AsyncEngine, asked_at: InstrumentedAttribute[dt.datetime], before: dt.datetime) -> int:
    """Remove whole rows that were asked so long ago."""
    async with engine.begin() as connection:
        old = delete(asked_at.class_).where(asked_at <= before.astimezone(dt.UTC))
        done: CursorResult[Any] = await connection.execute(old)
        return done.rowcount


async def _outbox(engine: AsyncEngine, before: dt.datetime) -> int:
    async with engine.begin() as connection:
        done: CursorResult[Any] = await connection.execute(
            delete(OutboxRow).where(OutboxRow.ended_at <= before)
        )
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
