"""What can be done to a complaint: from the table of states to forms, and from forms to acts; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.receipt import read_receipt
from voicebot.civic.complaints.states import Action, Role, State, table

__all__ = ["KEPT", "SPOKEN", "act_of", "offered", "role_for"]

_FIELDS: dict[Action, tuple[str, ...]] = {
    "accept": ("department",),
    "assign": ("assignee",),
    "start": (),
    "ask": ("question",),
    "reply": ("text",),
    "transfer": ("to", "why", "phone"),
    "extend": ("length", "why", "consent"),
    "answer": ("outcome", "answer"),
    "withdraw": (),
    "merge": ("into",),
    "reopen": (),
}
"""The forms that there are, in the order of the page, with their fields."""
KEPT = tuple({name: None for names in _FIELDS.values() for name in names})
"""What somebody has typed stays when it could not be done."""
SPOKEN: dict[Action, str] = {"ask": "question", "transfer": "why", "extend": "why", "answer": "answer"}
"""Actions whose words the resident hears, with the field that they are in."""
_FOR_THE_RESIDENT: frozenset[Action] = frozenset({"withdraw"})
"""What staff do only because the resident, at the counter or on the telephone, asks for it."""


def role_for(action: Action) -> Role:
    """As what somebody at the console does it."""
    return "counter" if action in _FOR_THE_RESIDENT else "officer"


def offered(state: State) -> list[Action]:
    """What can be done now: the table says so, and nothing else is drawn."""
    return [one for one in _FIELDS if one in table().possible(state, role_for(one))]


def act_of(action: Action, field: Callable[[str], str], actor: str, at: dt.datetime) -> Act:
    """What a form asks for.

    Args:
        action: what is to be done.
        field: gives what was typed.
        actor: who is at the console.
        at: the moment.

    Raises:
        ComplaintError: the number of another complaint is none.
    """
    given = {name: _READ.get(name, _text)(field(name)) for name in _FIELDS[action]}
    return Act(action, actor, role_for(action), at, {k: v for k, v in given.items() if v is not None})


def _text(typed: str) -> str | None:
    return typed or None


def _length(typed: str) -> int:
    """Working days or hours; 0, which the law does not know, where it is no number."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


_READ: dict[str, Callable[[str], Any]] = {
    "length": _length,
    "consent": lambda typed: True if typed else None,
    "into": lambda typed: read_receipt(typed) if typed else None,
}
