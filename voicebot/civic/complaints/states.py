"""Where a complaint can stand and what leads from one state to the next: a table in a file, read strictly."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from voicebot.errors import ComplaintError

__all__ = ["CLOSED", "Action", "Names", "Outcome", "Rule", "State", "Table", "Words", "table"]

State = Literal[
    "draft", "received", "accepted", "assigned", "in_progress", "need_info", "transferred", "extended",
    "answered", "rated", "reopened", "withdrawn", "merged",
]  # fmt: skip
Role = Literal["caller", "counter", "officer", "manager", "system"]
Outcome = Literal["granted", "partly", "done", "refused"]
Action = Literal[
    "file", "accept", "assign", "start", "ask", "reply", "transfer", "extend", "answer", "rate", "reopen",
    "withdraw", "merge",
]  # fmt: skip
Names = Annotated[tuple[str, ...], Field(strict=False)]

CLOSED: frozenset[State] = frozenset({"answered", "rated", "withdrawn", "merged"})
"""States in which the office owes nothing more."""


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Words(_Record):
    """The same in the desk's languages; further ones stand beside these two."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str]

    ko: str
    en: str

    def in_(self, language: str) -> str:
        """In one of them; English where it is not said in that language."""
        return {"ko": self.ko, **self.__pydantic_extra__}.get(language, self.en)


class Rule(_Record):
    """What one action does.

    Attributes:
        sources: states in which it is possible.
        to: the state after it.
        who: roles that may do it.
        needs: parameters that it cannot do without.
        may: further parameters that it takes.
    """

    sources: Annotated[tuple[State, ...], Field(strict=False, alias="from")]
    to: State
    who: Annotated[tuple[Role, ...], Field(strict=False)]
    needs: Names = ()
    may: Names = ()


class Table(_Record):
    """The whole of it."""

    roles: dict[Role, str]
    states: dict[State, Words]
    outcomes: dict[Outcome, Words]
    actions: dict[Action, Rule]
    say: dict[str, Words]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for found, wanted in (
            (self.roles, Role), (self.states, State), (self.outcomes, Outcome), (self.actions, Action),
        ):  # fmt: skip
            if missing := set(get_args(wanted)) - set(found):
                raise ValueError(f"missing: {', '.join(sorted(missing))}")
        if unsaid := set(self.actions) - {key.partition(".")[0] for key in self.say}:
            raise ValueError(f"nothing is said about: {', '.join(sorted(unsaid))}")
        return self

    def rule(self, state: State, action: Action, role: Role) -> Rule:
        """What an action does, if it may be done.

        Raises:
            ComplaintError: ``wrong_role`` or ``not_possible``; the message says what is possible instead.
        """
        rule = self.actions[action]
        if role not in rule.who:
            raise ComplaintError("wrong_role", f"'{action}' is for {', '.join(rule.who)}; you are {role}.")
        if state not in rule.sources:
            open_to = ", ".join(self.possible(state, role)) or "nothing"
            raise ComplaintError(
                "not_possible", f"'{action}' cannot follow '{state}'; possible for {role}: {open_to}."
            )
        return rule

    def possible(self, state: State, role: Role) -> list[Action]:
        """What a role can do to a complaint in a state."""
        return [a for a, rule in self.actions.items() if state in rule.sources and role in rule.who]


@cache
def table() -> Table:
    """The table of this version of the desk."""
    source = files("voicebot.civic.complaints") / "data" / "states.toml"
    return Table.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
