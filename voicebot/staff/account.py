"""Somebody of the office, as the pages know them: nothing in it is secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from voicebot.staff.roles import Role, needs_second, reaches, read_roles
from voicebot.store.staff_tables import StaffAccount

__all__ = ["Account"]


@dataclass(frozen=True, slots=True)
class Account:
    """An account.

    Attributes:
        number: of its row.
        name: what they sign in with.
        shown: what colleagues call them.
        roles: what they are.
        departments: whose complaints they see.
        state: ``invited``, ``active`` or ``disabled``.
        password: whether they have one.
        second: whether they have a second factor.
        linked: whether they sign in through the office's own sign-in.
        recovery: how many recovery codes they have left.
        version: what a change builds on.
    """

    number: int
    name: str
    shown: str
    roles: tuple[Role, ...]
    departments: tuple[str, ...]
    state: str
    password: bool
    second: bool
    linked: bool
    recovery: int
    version: int

    @classmethod
    def of(cls, row: StaffAccount) -> Self:
        """Out of its row."""
        return cls(
            number=row.id,
            name=row.name,
            shown=row.shown,
            roles=read_roles(row.roles),
            departments=tuple(row.departments),
            state=row.state,
            password=row.password is not None,
            second=row.totp is not None,
            linked=row.subject is not None,
            recovery=len(row.recovery),
            version=row.version,
        )

    @property
    def role(self) -> str:
        """All roles, as the audit log has them."""
        return ",".join(self.roles)

    @property
    def needs_second(self) -> bool:
        """Whether they may do nothing without a second factor."""
        return needs_second(self.roles)

    def reaches(self, department: str | None) -> bool:
        """Whether they may open the complaints of a department (nothing: of none yet)."""
        return reaches(self.roles, self.departments, department)
