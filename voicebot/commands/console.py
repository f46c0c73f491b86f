"""Where commands write, and what several of them take."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

__all__ = ["Language", "err", "out"]

out = Console()
err = Console(stderr=True)

Language = Annotated[str, typer.Option(help="ko or en.")]
