"""What one action makes of a complaint: the event to write and the fields that change; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, get_args

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.deadline import Period
from voicebot.civic.complaints.states import CLOSED, Action, Outcome, Role, Rule, State, table
from voicebot.errors import ComplaintError
from voicebot.text.masking import mask

__all__ = ["OBJECTION", "REOPEN_WITHIN", "Act", "Step", "step"]

REOPEN_WITHIN = timedelta(days=60)
"""For so long an answer can be objected to (Act §35)."""
OBJECTION = Period.of_days(10)
"""In which an objection to a refusal is decided (Act §35)."""

_FREE_TEXT = ("why", "question", "answer", "text")
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
    changes = {"state": rule.to, **_EFFECTS.get(act.action, _nothing)(complaint, act, params)}
    if rule.to in CLOSED and not complaint.closed:
        changes["closed_at"] = act.at
    if complaint.closed and rule.to not in CLOSED:
        changes["closed_at"] = None
    if "clock" in changes:
        changes["due_at"] = changes["clock"].due(calendar) if changes["clock"] else None
    after = complaint.model_copy(update=changes)
    return Step(act, rule.to, _say(after, act, params), _told(after, params, changes, calendar), changes)


def _checked(act: Act, rule: Rule) -> dict[str, Any]:
    given = {name: value for name, value in act.params.items() if value is not None}
    if missing := [name for name in rule.needs if given.get(name) in ("", None)]:
        raise ComplaintError("missing", f"'{act.action}' needs {' and '.join(missing)}.")
    if unknown := set(given) - {*rule.needs, *rule.may}:
        raise ComplaintError("unknown_field", f"'{act.action}' does not take {', '.join(sorted(unknown))}.")
    return {name: mask(value).strip(" .") if name in _FREE_TEXT else value for name, value in given.items()}


def _say(after: Complaint, act: Act, params: Mapping[str, Any]) -> str:
    variants = (f"{act.action}.{params.get('outcome')}", f"{act.action}.{after.kind}")
    return next((key for key in variants if key in table().say), act.action)


def _told(
    after: Complaint, params: dict[str, Any], changes: Mapping[str, Any], calendar: OfficeCalendar
) -> dict[str, Any]:
    told = {**params, "department": after.department}
    if after.clock and (due := changes.get("due_at")):
        local = calendar.local(due)
        told["due"] = local.date().isoformat() if after.clock.period.unit == "days" else local.isoformat()
    return {name: value for name, value in told.items() if value is not None and name not in _NOT_TOLD}


def _nothing(_complaint: Complaint, _act: Act, _params: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _file(complaint: Complaint, act: Act, _params: Mapping[str, Any]) -> dict[str, Any]:
    own = complaint.model_dump(include={"kind", "category", "department"})
    return {**own, "filed_at": act.at, "clock": complaint.clock}


def _accept(complaint: Complaint, _act: Act, params: Mapping[str, Any]) -> dict[str, Any]:
    department = params.get("department") or complaint.department
    if department is None:
        raise ComplaintError("missing", "Nobody has it; say which department takes it on.")
    return {"department": department}


def _assign(complaint: Complaint, act: Act, params: Mapping[str, Any]) -> dict[str, Any]:
    return {**_accept(complaint, act, params), "assignee": params["assignee"]}


def _ask(complaint: Complaint, act: Act, _params: Mapping[str, Any]) -> dict[str, Any]:
    return {"clock": complaint.clock.stop(act.at)} if complaint.clock else {}


def _go_on(complaint: Complaint, act: Act) -> dict[str, Any]:
    return {"clock": complaint.clock.go_on(act.at)} if complaint.clock else {}


def _reply(complaint: Complaint, act: Act, params: Mapping[str, Any]) -> dict[str, Any]:
    return {**_go_on(complaint, act), "replies": (*complaint.replies, params["text"])}


def _transfer(_complaint: Complaint, _act: Act, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"department": params["to"], "assignee": None}


def _extend(complaint: Complaint, act: Act, params: Mapping[str, Any]) -> dict[str, Any]:
    if complaint.clock is None:
        raise ComplaintError("no_period", "A report has no legal period, so there is nothing to extend.")
    if complaint.overdue(act.at):
        raise ComplaintError("extension_late", "The period is over; answer it now, and say why it is late.")
    return {"clock": complaint.clock.extend(params["length"], consent=bool(params.get("consent")))}


def _answer(complaint: Complaint, act: Act, params: Mapping[str, Any]) -> dict[str, Any]:
    if params["outcome"] not in get_args(Outcome):
        raise ComplaintError("wrong_outcome", f"The outcome is one of {', '.join(get_args(Outcome))}.")
    return {**_go_on(complaint, act), "outcome": params["outcome"], "answered_at": act.at}


def _rate(_complaint: Complaint, _act: Act, params: Mapping[str, Any]) -> dict[str, Any]:
    if params["stars"] not in range(1, 6):
        raise ComplaintError("wrong_stars", "Stars are 1 to 5.")
    return {"stars": params["stars"]}


def _reopen(complaint: Complaint, act: Act, _params: Mapping[str, Any]) -> dict[str, Any]:
    if complaint.answered_at and act.at - complaint.answered_at > REOPEN_WITHIN:
        raise ComplaintError("reopen_late", "It was answered more than 60 days ago; file a new one.")
    period = OBJECTION if complaint.outcome == "refused" else complaint.clock and complaint.clock.period
    clock = Clock(period=period, since=act.at) if complaint.clock and period else None
    return {"clock": clock, "outcome": None, "stars": None, "assignee": None}


def _merge(complaint: Complaint, _act: Act, params: Mapping[str, Any]) -> dict[str, Any]:
    if params["into"] == complaint.receipt:
        raise ComplaintError("merged_into_itself", "A complaint cannot be merged into itself.")
    return {"merged_into": params["into"]}


_EFFECTS: dict[Action, Callable[[Complaint, Act, Mapping[str, Any]], dict[str, Any]]] = {
    "file": _file,
    "accept": _accept,
    "assign": _assign,
    "ask": _ask,
    "reply": _reply,
    "transfer": _transfer,
    "extend": _extend,
    "answer": _answer,
    "rate": _rate,
    "reopen": _reopen,
    "merge": _merge,
}
