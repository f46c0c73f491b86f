"""How complaints live in a made-up archive: what is done to them, and how soon; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.complaints.categories import Category
from voicebot.civic.complaints.changes import Act, Step, step
from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.states import Action, Role
from voicebot.errors import ComplaintError

__all__ = ["LIVES", "OPEN", "Life", "Lives", "live"]

Lives = tuple[tuple[float, tuple[Action, ...]], ...]
"""What is done to complaints, and to what share of them."""

LIVES: Lives = (
    (0.30, ("accept", "assign", "start", "answer")),
    (0.20, ("accept", "assign", "start", "answer", "rate")),
    (0.20, ("accept", "answer")),
    (0.08, ("accept", "assign", "ask", "reply", "answer")),
    (0.06, ("transfer", "accept", "answer")),
    (0.06, ("accept", "extend", "answer")),
    (0.05, ("withdraw",)),
    (0.02, ("accept", "answer", "reopen", "accept", "answer")),
    (0.02, ("accept", "assign")),
    (0.01, ("accept", "ask")),
)
"""Assumed shares; the last two are forgotten, so that something is always overdue."""

OPEN: Lives = (
    (0.30, ()),
    (0.20, ("accept",)),
    (0.25, ("accept", "assign")),
    (0.20, ("accept", "assign", "start")),
    (0.05, ("accept", "assign", "ask")),
)
"""Nothing is ever answered: the worst of boards."""

_DAYS = 1.5
"""Between two actions, on average; exponential."""

_ROLES: dict[Action, Role] = {"reply": "caller", "rate": "caller", "withdraw": "caller", "reopen": "caller"}
_OUTCOMES = ("granted", "granted", "granted", "partly", "done", "refused")
_DEPARTMENTS = ("road", "traffic", "parks", "water")


@dataclass(frozen=True, slots=True)
class Life:
    """A complaint and what happened to it until now."""

    complaint: Complaint
    steps: tuple[Step, ...]


def live(
    category: Category,
    filed: dt.datetime,
    now: dt.datetime,
    calendar: OfficeCalendar,
    chance: Random,
    lives: Lives = LIVES,
) -> Life:
    """Lead a complaint on as far as it has come by now, by the table and the law."""
    petition = chance.random() < 0.7
    complaint = Complaint(
        kind="petition" if petition else "report",
        category=category.id,
        department=category.department,
        clock=Clock(period=category.period, since=filed) if petition else None,
    )
    steps = []
    for act in _acts(filed, now, chance, lives):
        try:
            done = step(complaint, act, calendar)
        except ComplaintError:  # such as more time for a report, which has no period
            continue
        complaint = complaint.model_copy(update=done.changes)
        steps.append(done)
    return Life(complaint, tuple(steps))


def _acts(filed: dt.datetime, now: dt.datetime, chance: Random, lives: Lives) -> Iterator[Act]:
    yield Act("file", "caller", "caller", filed)
    actions = chance.choices([life for _, life in lives], [share for share, _ in lives])[0]
    at = filed
    for action in actions:
        at += dt.timedelta(days=chance.expovariate(1 / _DAYS))
        if at > now:
            return
        role = _ROLES.get(action, "officer")
        yield Act(
            action,
            "caller" if role == "caller" else "kim",
            role,
            at,
            _PARAMS[action](chance) if action in _PARAMS else {},
        )


_PARAMS: dict[Action, Callable[[Random], dict[str, Any]]] = {
    "assign": lambda chance: {"assignee": f"staff{chance.randrange(40)}"},
    "ask": lambda _: {"question": "어느 쪽 출입구인가요"},
    "reply": lambda _: {"text": "정문 쪽이에요"},
    "transfer": lambda chance: {
        "to": chance.choice(_DEPARTMENTS),
        "why": "맡는 부서가 달라요",
        "phone": "120",
    },
    "extend": lambda _: {"length": 1, "why": "부품이 아직 안 왔어요"},
    "answer": lambda chance: {"outcome": chance.choice(_OUTCOMES), "answer": "살펴보고 고쳤어요"},
    "rate": lambda chance: {"stars": chance.randint(1, 5)},
}
