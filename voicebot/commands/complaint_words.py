"""What the complaint commands take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

import typer

from voicebot.civic.complaints.states import Role

__all__ = ["Department", "Receipt", "Staff"]

Receipt = Annotated[str, typer.Argument(help="Its number, as '12 34 56 78 6', 123456786, or as it was said.")]
Department = Annotated[str | None, typer.Option(help="Id of the department (district.toml).")]


@dataclass(frozen=True)
class Staff:
    """Who is at the keyboard."""

    actor: str
    role: str | None

    def as_(self, usual: Role) -> Role:
        """The role that was given, else the usual one."""
        return cast("Role", self.role or usual)
