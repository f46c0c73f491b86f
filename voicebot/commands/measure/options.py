"""Options that several measurements take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Json", "Limit", "Show", "Speech", "Url"]

Json = Annotated[Path | None, typer.Option("--json", help="Write the figures to this file too.")]
Limit = Annotated[int | None, typer.Option(help="Only so many rows, for a quick look.")]
Show = Annotated[bool, typer.Option(help="Print what was misunderstood; not on a set that stays unseen.")]
Speech = Annotated[Path | None, typer.Option(help="Manifest of human speech (see eval speech).")]
Url = Annotated[str | None, typer.Option(help="A desk that runs already; else one of our own.")]
