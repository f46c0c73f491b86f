"""Who may do what: one table, and nothing else decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, get_args

__all__ = [
    "EVERYWHERE", "RIGHTS", "ROLES", "Right", "Role", "Stage", "allowed", "detour", "needs_second",
    "reaches", "read_roles", "sensible",
]  # fmt: skip

Role = Literal["faq_officer", "complaints_officer", "administrator", "auditor"]
Stage = Literal["second", "enrol", "open", "locked"]
"""How far a session is: the second factor is awaited, or has to be set up; all is open; or it was locked."""
Right = Literal[
    "anyone", "second", "enrol", "unlock", "self",
    "people", "audit", "faq", "gaps", "complaints", "figures", "district",
]  # fmt: skip

ROLES: tuple[Role, ...] = get_args(Role)
EVERYWHERE = "*"
"""In place of a department: every one, and what belongs to none yet."""

RIGHTS: dict[Right, frozenset[Role]] = {
    "people": frozenset({"administrator"}),  # let others in, change what they may do
    "audit": frozenset({"auditor"}),  # see what staff did
    "faq": frozenset({"faq_officer"}),  # write, hear, review and publish answers
    "gaps": frozenset({"faq_officer", "complaints_officer", "administrator"}),  # questions without an answer
    "complaints": frozenset({"complaints_officer"}),  # the board, and whoever filed what is on it
    "figures": frozenset(ROLES),  # counts that identify nobody
    "district": frozenset({"faq_officer", "administrator"}),  # greeting, phrases, menu, places, holidays
}
_ALWAYS: dict[Stage | None, frozenset[Right]] = {
    None: frozenset({"anyone"}),
    "second": frozenset({"anyone", "second"}),
    "enrol": frozenset({"anyone", "enrol"}),
    "locked": frozenset({"anyone", "unlock"}),
    "open": frozenset({"anyone", "enrol", "self"}),
}
"""What a stage allows whatever the role; ``self``: one's own account."""


def allowed(right: Right, stage: Stage | None, roles: Collection[str] = ()) -> bool:
    """Whether somebody may do something now.

    Args:
        right: what it takes.
        stage: of their session; nothing when they have none.
        roles: what they are.
    """
    if right in _ALWAYS[stage]:
        return True
    return stage == "open" and not RIGHTS.get(right, frozenset()).isdisjoint(roles)


def detour(stage: Stage | None) -> str:
    """Where somebody has to go before they may do anything else; empty when nothing would help."""
    return {None: "/sign-in", "second": "/second", "enrol": "/enrol", "locked": "/unlock"}.get(stage, "")


def needs_second(roles: Collection[str]) -> bool:
    """Whether these roles are worth nothing without a second factor."""
    return not {"administrator", "auditor"}.isdisjoint(roles)


def reaches(roles: Collection[str], departments: Collection[str], department: str | None) -> bool:
    """Whether somebody may open the complaints of a department (nothing: of none yet)."""
    if "complaints_officer" not in roles:
        return False
    return EVERYWHERE in departments or (department is not None and department in departments)


def read_roles(given: Iterable[str]) -> tuple[Role, ...]:
    """Roles out of a form, in the order of the table; what is none is left out."""
    wanted = set(given)
    return tuple(role for role in ROLES if role in wanted)


def sensible(roles: Collection[str], departments: Collection[str]) -> str:
    """What is wrong with giving somebody these; empty when nothing is.

    Whoever sees what all others did does nothing else, so that nobody audits themselves.
    """
    if not roles:
        return "no_role"
    if "auditor" in roles and len(roles) > 1:
        return "auditor_alone"
    if "complaints_officer" in roles and not departments:
        return "no_department"
    return ""
