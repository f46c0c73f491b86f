"""What one action makes of a complaint: the event to write and the fields that change; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.effects import effect
from voicebot.civic.complaints.filing import LONGEST
from voicebot.civic.complaints.states import CLOSED, Action, Role, Rule, State, table
from voicebot.errors import ComplaintError
from voicebot.text.masking import mask
from voicebot.text.printable import printable

__all__ = ["Act", "Step", "due_told", "step"]

_FREE_TEXT = ("why", "question", "answer", "text")
_LONGEST_NAME = 64
"""Letters of a department, a person or a number (`voicebot.store.tables.ComplaintRow`)."""
_NOT_TOLD = frozenset({"text"})
"""What the resident says stays with the complaint, where it can be removed; events stay for good."""


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody does something to a complaint.

    Attributes:
        actor: who, such as a user name; ``caller`` for the resident.
        at: when, with a time zone.
        params: what the action needs (`Rule.needs`) and takes (`Rule.may`).
    """

    action: Action
    actor: str
    role: Role
    at: datetime
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """What came of an act.

    Attributes:
        state: after it.
        say: key of the sentence that tells of it.
        params: what the sentence needs, nothing personal.
        changes: fields of the complaint that are other than before, the state among them.
    """

    act: Act
    state: State
    say: str
    params: dict[str, Any]
    changes: dict[str, Any]


def step(complaint: Complaint, act: Act, calendar: OfficeCalendar) -> Step:
    """Do it, if it may be done.

    Raises:
        ComplaintError: the role, the state, the parameters or the law do not allow it.
    """
    rule = table().rule(complaint.state, act.action, act.role)
    params = _checked(act, rule)
    changes = {"state": rule.to, **effect(act.action, complaint, act.at, params)}
    if rule.to in CLOSED and not complaint.closed:
        changes["closed_at"] = act.at
    if complaint.closed and rule.to not in CLOSED:
        changes["closed_at"] = None
    if "clock" in changes:
        changes["due_at"] = changes["clock"].due(calendar) if changes["clock"] else None
    after = complaint.model_copy(update=changes)
    return Step(act, rule.to, _say(after, act, params), _told(after, params, changes, calendar), changes)


def _checked(act: Act, rule: Rule) -> dict[str, Any]:
    given: dict[str, Any] = {
        name: _clean(name, value) for name, value in act.params.items() if value is not None
    }
    if missing := [name for name in rule.needs if given.get(name) in ("", None)]:
        raise ComplaintError("missing", f"'{act.action}' needs {' and '.join(missing)}.")
    if unknown := set(given) - {*rule.needs, *rule.may}:
        raise ComplaintError("unknown_field", f"'{act.action}' does not take {', '.join(sorted(unknown))}.")
    return {name: mask(value).strip(" .") if name in _FREE_TEXT else value for name, value in given.items()}


def _clean(name: str, value: object) -> object:
    """A parameter as the store can hold it."""
    if not isinstance(value, str):
        return value
    longest = LONGEST if name in _FREE_TEXT else _LONGEST_NAME
    if len(value) > longest:
        raise ComplaintError("too_long", f"'{name}' may have {longest} letters; say it shorter.")
    return printable(value)


def _say(after: Complaint, act: Act, params: Mapping[str, Any]) -> str:
    variants = (f"{act.action}.{params.get('outcome')}", f"{act.action}.{after.kind}")
    return next((key for key in variants if key in table().say), act.action)


def due_told(clock: Clock, due: datetime, calendar: OfficeCalendar) -> str:
    """When an answer is due, as sentences take it (ISO 8601): a day, or a moment where hours are counted."""
    local = calendar.local(due)
    return local.date().isoformat() if clock.period.unit == "days" else local.isoformat()


def _told(
    after: Complaint, params: dict[str, Any], changes: Mapping[str, Any], calendar: OfficeCalendar
) -> dict[str, Any]:
    told = {**params, "department": after.department}
    if after.clock and (due := changes.get("due_at")):
        told["due"] = due_told(after.clock, due, calendar)
    return {name: value for name, value in told.items() if value is not None and name not in _NOT_TOLD}
