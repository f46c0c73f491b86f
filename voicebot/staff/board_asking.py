"""What somebody wants to see of the board: from the page's address to what the store is asked; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import urlencode

from voicebot.civic.complaints.states import State
from voicebot.staff.account import Account
from voicebot.staff.roles import EVERYWHERE
from voicebot.store.board import Mark, Wanted
from voicebot.text.printable import printable

__all__ = ["PAGE", "VIEWS", "Asked", "View", "address", "mark_text", "read_asked", "read_mark", "wanted"]

View = Literal["open", "new", "mine", "department", "today", "overdue", "waiting", "all"]
VIEWS: tuple[View, ...] = get_args(View)
PAGE = 50
"""Complaints on a page."""
_NEW: tuple[State, ...] = ("received", "reopened", "transferred")
_NAMES = ("view", "category", "dong", "department", "state", "words", "after")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says; everything that is empty admits all."""

    view: View = "open"
    category: str = ""
    dong: str = ""
    department: str = ""
    state: str = ""
    words: str = ""
    after: str = ""


def read_asked(given: Mapping[str, str]) -> Asked:
    """Out of an address; a view that there is none of is all that is open."""
    found = {name: printable(given.get(name, ""))[:_LONGEST].strip() for name in _NAMES}
    if found["view"] not in VIEWS:
        found["view"] = "open"
    if found["state"] not in get_args(State):
        found["state"] = ""
    return Asked(**found)  # type: ignore[arg-type]


def address(asked: Asked, **changed: str) -> str:
    """The query of an address that asks for it, somewhat changed; the first page unless it says ``after``."""
    asked = replace(asked, **{"after": "", **changed})  # type: ignore[arg-type]
    return urlencode({name: value for name in _NAMES if (value := getattr(asked, name))})


def wanted(asked: Asked, me: Account, now: dt.datetime) -> Wanted:
    """What the store is asked: never for more than somebody may see.

    Args:
        asked: what the address says.
        me: who asks.
        now: on the district's clock; its day is today.
    """
    midnight = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time(), now.tzinfo)
    views: dict[str, dict[str, object]] = {
        "new": {"states": _NEW},
        "mine": {"assignee": me.name},
        "department": {"departments": _own(me)},
        "today": {"due_after": now, "due_before": midnight},
        "overdue": {"due_before": now},
        "waiting": {"states": ("need_info",)},
        "all": {"closed": True},
    }
    found = replace(
        Wanted(departments=_seen(me), category=asked.category or None, limit=PAGE + 1),
        department=asked.department or None,
        place=asked.dong,
        words=asked.words,
        after=read_mark(asked.after),
        **views.get(asked.view, {}),  # type: ignore[arg-type]
    )
    if asked.state:
        found = replace(found, states=(asked.state,), closed=True)
    return found


def _own(me: Account) -> tuple[str, ...]:
    return tuple(one for one in me.departments if one != EVERYWHERE)


def _seen(me: Account) -> tuple[str, ...]:
    """Nothing to keep to for who may see all."""
    return () if me.reaches(None) else _own(me)


def mark_text(mark: Mark) -> str:
    """Where a page ends, for the address of the next one."""
    due = mark.due_at.astimezone(dt.UTC).isoformat() if mark.due_at else ""
    return f"{due}_{mark.filed_at.astimezone(dt.UTC).isoformat()}_{mark.receipt}"


def read_mark(text: str) -> Mark | None:
    """The mark again; nothing where it is none, which leads to the first page."""
    due, _, rest = text.partition("_")
    filed, _, receipt = rest.partition("_")
    try:
        moments = [dt.datetime.fromisoformat(one) for one in (due, filed) if one]
        if any(one.tzinfo is None for one in moments) or not (filed and receipt):
            return None
        whole = [one.astimezone(dt.UTC) for one in moments]
    except (ValueError, OverflowError):
        return None
    return Mark(whole[0] if due else None, whole[-1], receipt)
