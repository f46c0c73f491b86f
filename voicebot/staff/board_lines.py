"""How complaints look in a list: what says where they stand, and nothing that was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.receipt import grouped
from voicebot.civic.complaints.states import table
from voicebot.civic.complaints.telling import department_name

__all__ = ["Line", "dongs", "due_text", "line"]


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint in a list.

    Attributes:
        receipt: nine digits.
        number: the same in pairs.
        version: what a change builds on.
        dong: the part of the district; empty where none was named.
        due: day, or moment where the law counts hours; empty without one.
        late: whether an answer should have come.
    """

    receipt: str
    number: str
    version: int
    state: str
    state_name: str
    category: str
    department: str
    assignee: str
    dong: str
    filed: str
    due: str
    late: bool


def line(one: Complaint, office: Office, now: dt.datetime, language: str, named: Sequence[str]) -> Line:
    """A complaint in a list.

    Args:
        one: the complaint.
        office: has the names.
        now: on the district's clock.
        language: ``ko`` or ``en``.
        named: the names of places that are looked for (`dongs`).
    """
    filed = office.local(one.filed_at)
    return Line(
        receipt=one.receipt,
        number=grouped(one.receipt),
        version=one.version,
        state=one.state,
        state_name=table().states[one.state].in_(language),
        category=office.category(one).name.in_(language),
        department=department_name(one.department, office.district, now.date(), language)
        if one.department
        else "",
        assignee=one.assignee or "",
        dong=next((name for name in named if name in one.place), ""),
        filed=f"{filed:%m-%d}" if filed else "",
        due="" if one.closed else due_text(one, office),
        late=one.overdue(now),
    )


def due_text(one: Complaint, office: Office) -> str:
    """Until when; the hour only where the law counts hours."""
    return office.due(one).replace("T", " ")[:16]


def dongs(office: Office) -> tuple[str, ...]:
    """Names of the district's parts, longer ones first, so that none is taken for a shorter one in it."""
    places = office.district.places
    return tuple(sorted({*places.south, *places.north, *places.other}, key=lambda name: (-len(name), name)))
