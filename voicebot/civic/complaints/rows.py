"""Between a complaint and what the store keeps of it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python

from voicebot.civic.complaints.changes import Step
from voicebot.civic.complaints.complaint import Complaint
from voicebot.store.board import Mark
from voicebot.store.tables import ComplaintRow

__all__ = ["as_columns", "as_event", "complaint_of", "key_digest", "mark_of"]

_FIELDS = [name for name in Complaint.model_fields if name != "has_contact"]


def complaint_of(row: ComplaintRow) -> Complaint:
    """The complaint of a row, without anything personal."""
    fields = {name: getattr(row, name) for name in _FIELDS}
    return Complaint(**fields, has_contact=row.contact is not None)


def mark_of(complaint: Complaint) -> Mark:
    """Where a page of the board ends that has this one as its last; it must have been filed."""
    if complaint.filed_at is None:
        raise ValueError("a draft is on no board")
    return Mark(complaint.due_at, complaint.filed_at, complaint.receipt)


def as_columns(changes: dict[str, Any]) -> dict[str, Any]:
    """Changed fields as the row keeps them."""
    return {
        name: value if value is None or isinstance(value, datetime) else to_jsonable_python(value)
        for name, value in changes.items()
    }


def as_event(done: Step) -> dict[str, Any]:
    """The event that a step writes."""
    act = done.act
    who = {"at": act.at, "actor": act.actor, "role": act.role, "action": act.action}
    return {**who, "state": done.state, "say": done.say, "params": done.params}


def key_digest(key: str | None) -> str | None:
    """What is kept of a client's name for a filing: SHA-256, so that nothing in it can be read."""
    return hashlib.sha256(key.encode()).hexdigest() if key else None
