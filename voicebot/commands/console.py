"""Where commands write."""

from __future__ import annotations

from rich.console import Console

__all__ = ["err", "out"]

out = Console()
err = Console(stderr=True)
