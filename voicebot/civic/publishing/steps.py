"""What may be done to an entry, by whom, and how it stands afterwards: a pure machine.

An entry's newest text is a draft, in review, published or withdrawn. Whoever wrote it cannot publish it. What
callers hear meanwhile is another matter: `voicebot.civic.publishing.timeline` tells it from the steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, get_args

from voicebot.errors import EntryError

__all__ = ["ACTIONS", "NOWHERE", "Action", "Standing", "State", "possible", "taken"]

State = Literal["draft", "review", "published", "withdrawn"]
Action = Literal["write", "submit", "refuse", "publish", "withdraw", "return"]
ACTIONS: tuple[Action, ...] = get_args(Action)

_ANY: tuple[State, ...] = get_args(State)
_FROM: Mapping[Action, tuple[State, ...]] = MappingProxyType(
    {
        "write": _ANY,
        "submit": ("draft",),
        "refuse": ("review",),
        "publish": ("review",),
        "withdraw": ("draft", "review", "published"),
        "return": _ANY,
    }
)
_TO: Mapping[Action, State] = MappingProxyType(
    {"write": "draft", "submit": "review", "refuse": "draft", "publish": "published", "withdraw": "withdrawn"}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands.

    Attributes:
        version: steps so far.
        state: of its newest text; nothing while there is none.
        revision: number of that text.
        writer: who wrote it.
    """

    version: int = 0
    state: State | None = None
    revision: int = 0
    writer: str = ""


NOWHERE = Standing()
"""An entry of which the store has nothing yet."""


def possible(now: Standing) -> list[Action]:
    """What can be done to it."""
    if now.state is None:
        return ["write"]
    return [action for action in ACTIONS if now.state in _FROM[action]]


def taken(now: Standing, action: Action, actor: str, *, approved: bool = False) -> Standing:
    """How it stands after a step.

    Args:
        now: how it stands.
        action: what is done.
        actor: by whom.
        approved: for ``return``: whether a second person once published the text that comes back; then it is
            published at once, else it is a draft.

    Raises:
        EntryError: ``not_possible``; or ``second_person``: the writer may not publish.
    """
    if action not in possible(now):
        can = ", ".join(possible(now))
        raise EntryError("not_possible", f"'{action}' cannot follow '{now.state}'; possible: {can}.")
    if action == "publish" and actor == now.writer:
        raise EntryError(
            "second_person", f"{actor} wrote this text; somebody else has to read and publish it."
        )
    state = _TO.get(action, "published" if approved else "draft")
    after = replace(now, version=now.version + 1, state=state)
    if action in ("write", "return"):
        after = replace(after, revision=now.revision + 1, writer=actor)
    return after
