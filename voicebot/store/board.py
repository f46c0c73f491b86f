"""The board: complaints that staff have to do with, what is due first comes first, page after page.

A page begins after the last complaint of the one before, not after so many rows: the hundredth costs what the
first does, and a complaint that is answered meanwhile shifts no other off it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from voicebot.store.tables import ComplaintRow

__all__ = ["Mark", "Wanted", "board", "places"]


@dataclass(frozen=True, slots=True)
class Mark:
    """The last complaint of a page; the next page begins after it."""

    due_at: datetime | None
    filed_at: datetime
    receipt: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which complaints; everything that is empty admits all.

    Attributes:
        states: any of these.
        departments: any of these.
        assignee: who handles it.
        place: what the place is called, such as a dong.
        words: in what was said, or where.
        closed: those too for which the office owes nothing more.
        due_before: those whose answer should be there by then; what has no such day is left out.
        due_after: those whose answer has time until then; so too.
        after: where the page before ended.
        limit: at most so many.
    """

    states: tuple[str, ...] = ()
    department: str | None = None
    category: str | None = None
    departments: tuple[str, ...] = ()
    assignee: str | None = None
    place: str = ""
    words: str = ""
    closed: bool = False
    due_before: datetime | None = None
    due_after: datetime | None = None
    after: Mark | None = None
    limit: int = 50


async def board(engine: AsyncEngine, wanted: Wanted) -> list[ComplaintRow]:
    """One page: what is due first comes first, then what was filed first; what has no day comes last."""
    found: list[ComplaintRow] = []
    async with AsyncSession(engine) as session:
        for narrow in _narrowed(wanted):
            found += await _walked(session, narrow)
    return sorted(found, key=_order)[: wanted.limit]


def _order(row: ComplaintRow) -> tuple[bool, datetime, datetime, str]:
    return row.due_at is None, row.due_at or row.filed_at, row.filed_at, row.receipt


_WALKS = 12
"""Walks for one page at most; each takes some milliseconds."""


def _narrowed(wanted: Wanted) -> Iterator[Wanted]:
    """A walk for each department and state: few of many are then found without reading all the others."""
    pairs = list(product(wanted.departments or (None,), wanted.states or (None,)))
    if wanted.assignee or wanted.department or not 1 < len(pairs) <= _WALKS:
        yield wanted
        return
    for department, state in pairs:
        states = (state,) if state else ()
        yield replace(wanted, departments=(department,) if department else (), states=states)


async def _walked(session: AsyncSession, wanted: Wanted) -> list[ComplaintRow]:
    found: list[ComplaintRow] = []
    for part in _parts(wanted):
        found += await session.scalars(part.limit(wanted.limit - len(found)))
        if len(found) == wanted.limit:
            break
    return found


async def places(
    engine: AsyncEngine, names: Sequence[str], departments: tuple[str, ...], now: datetime
) -> list[tuple[str, int, int]]:
    """How many open complaints are where, and how many of them are overdue; the most first.

    Args:
        engine: an open database.
        names: of places; a complaint counts for the first that its place names, else for ``""``.
        departments: only of these; of all when empty.
        now: the moment.
    """
    row = ComplaintRow
    named = case(*((row.place.contains(name, autoescape=True), name) for name in names), else_="").label(
        "named"
    )
    late = func.sum(case((row.due_at < now, 1), else_=0))
    query = (
        select(named, func.count(), late).where(*_filters(Wanted(departments=departments))).group_by(named)
    )
    async with AsyncSession(engine) as session:
        found = [(name, count, int(over)) for name, count, over in await session.execute(query)]
    return sorted(found, key=lambda one: (not one[0], -one[1], one[0]))


def _parts(wanted: Wanted) -> Iterator[Select[ComplaintRow]]:
    """With a day, then without: two walks along an index instead of sorting everything that is open."""
    row, after = ComplaintRow, wanted.after
    order = (row.due_at, row.filed_at, row.receipt)
    chosen = select(row).where(*_filters(wanted)).order_by(*order)
    if after is None:
        yield chosen.where(row.due_at.is_not(None))
    elif after.due_at is not None:
        yield chosen.where(_beyond(order, (after.due_at, after.filed_at, after.receipt)))
    undated = chosen.where(row.due_at.is_(None))
    if after and after.due_at is None:
        undated = undated.where(_beyond(order[1:], (after.filed_at, after.receipt)))
    if wanted.due_before is None and wanted.due_after is None:
        yield undated


def _filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield from _whose(wanted)
    yield from _said(wanted)
    if len(wanted.states) == 1:
        yield ComplaintRow.state == wanted.states[0]
    elif wanted.states:  # as an expression, so that no index of states is used: that would mean to sort
        yield ComplaintRow.state.concat("").in_(wanted.states)
    if wanted.category:
        yield ComplaintRow.category == wanted.category
    if not wanted.closed:
        yield _open(plainly=len(wanted.states) != 1)
    if wanted.due_before:
        yield ComplaintRow.due_at < wanted.due_before
    if wanted.due_after:
        yield ComplaintRow.due_at >= wanted.due_after


def _open(*, plainly: bool) -> ColumnElement[bool]:
    """For which the office owes something; for one state as an expression, so that its index is walked."""
    is_open = ComplaintRow.closed_at.is_(None)
    return is_open if plainly else case((is_open, 1), else_=0) == 1


def _whose(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.department:
        yield ComplaintRow.department == wanted.department
    if len(wanted.departments) == 1 and not wanted.assignee:
        yield ComplaintRow.department == wanted.departments[0]
    elif wanted.departments:
        yield ComplaintRow.department.concat("").in_(wanted.departments)
    if wanted.assignee:
        yield ComplaintRow.assignee == wanted.assignee


def _said(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.place:
        yield ComplaintRow.place.contains(wanted.place, autoescape=True)
    if wanted.words:
        what, place = ComplaintRow.what, ComplaintRow.place
        yield what.contains(wanted.words, autoescape=True) | place.contains(wanted.words, autoescape=True)


def _beyond(
    order: tuple[InstrumentedAttribute[Any], ...], last: tuple[datetime | str, ...]
) -> ColumnElement[bool]:
    values = [literal(value, column.type) for value, column in zip(last, order, strict=True)]
    return tuple_(*order) > tuple_(*values)
