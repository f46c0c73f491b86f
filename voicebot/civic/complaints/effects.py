"""What each action does to the fields of a complaint; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, get_args

from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.deadline import Period
from voicebot.civic.complaints.states import Action, Outcome
from voicebot.errors import ComplaintError

__all__ = ["OBJECTION", "REOPEN_WITHIN", "effect"]

REOPEN_WITHIN = timedelta(days=60)
"""For so long an answer can be objected to (Act §35)."""
OBJECTION = Period.of_days(10)
"""In which an objection to a refusal is decided (Act §35)."""


def effect(action: Action, complaint: Complaint, at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that an action sets, apart from the state.

    Args:
        action: what is done.
        complaint: as it was.
        at: when, with a time zone.
        params: of the action, checked against its rule.

    Raises:
        ComplaintError: the parameters or the law do not allow it.
    """
    return _EFFECTS.get(action, _nothing)(complaint, at, params)


def _nothing(_complaint: Complaint, _at: datetime, _params: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _file(complaint: Complaint, at: datetime, _params: Mapping[str, Any]) -> dict[str, Any]:
    own = complaint.model_dump(include={"kind", "category", "department"})
    return {**own, "filed_at": at, "clock": complaint.clock}


def _accept(complaint: Complaint, _at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    department = params.get("department") or complaint.department
    if department is None:
        raise ComplaintError("missing", "Nobody has it; say which department takes it on.")
    return {"department": department}


def _assign(complaint: Complaint, at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    return {**_accept(complaint, at, params), "assignee": params["assignee"]}


def _ask(complaint: Complaint, at: datetime, _params: Mapping[str, Any]) -> dict[str, Any]:
    return {"clock": complaint.clock.stop(at)} if complaint.clock else {}


def _go_on(complaint: Complaint, at: datetime) -> dict[str, Any]:
    return {"clock": complaint.clock.go_on(at)} if complaint.clock else {}


def _reply(complaint: Complaint, at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    return {**_go_on(complaint, at), "replies": (*complaint.replies, params["text"])}


def _transfer(_complaint: Complaint, _at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"department": params["to"], "assignee": None}


def _extend(complaint: Complaint, at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    if complaint.clock is None:
        raise ComplaintError("no_period", "A report has no legal period, so there is nothing to extend.")
    if complaint.overdue(at):
        raise ComplaintError("extension_late", "The period is over; answer it now, and say why it is late.")
    return {"clock": complaint.clock.extend(params["length"], consent=bool(params.get("consent")))}


def _answer(complaint: Complaint, at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    if params["outcome"] not in get_args(Outcome):
        raise ComplaintError("wrong_outcome", f"The outcome is one of {', '.join(get_args(Outcome))}.")
    return {**_go_on(complaint, at), "outcome": params["outcome"], "answered_at": at}


def _rate(_complaint: Complaint, _at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    if params["stars"] not in range(1, 6):
        raise ComplaintError("wrong_stars", "Stars are 1 to 5.")
    return {"stars": params["stars"]}


def _reopen(complaint: Complaint, at: datetime, _params: Mapping[str, Any]) -> dict[str, Any]:
    if complaint.answered_at and at - complaint.answered_at > REOPEN_WITHIN:
        raise ComplaintError("reopen_late", "It was answered more than 60 days ago; file a new one.")
    period = OBJECTION if complaint.outcome == "refused" else complaint.clock and complaint.clock.period
    clock = Clock(period=period, since=at) if complaint.clock and period else None
    return {"clock": clock, "outcome": None, "stars": None, "assignee": None}


def _merge(complaint: Complaint, _at: datetime, params: Mapping[str, Any]) -> dict[str, Any]:
    if params["into"] == complaint.receipt:
        raise ComplaintError("merged_into_itself", "A complaint cannot be merged into itself.")
    return {"merged_into": params["into"]}


_EFFECTS: dict[Action, Callable[[Complaint, datetime, Mapping[str, Any]], dict[str, Any]]] = {
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
