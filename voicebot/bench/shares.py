"""Shares with their 95 % intervals: counted, and shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from voicebot.bench.figures import interval

__all__ = ["share", "shares", "show_row", "show_shares"]


def share(hits: Iterable[bool]) -> dict[str, Any]:
    """A share with its 95 % interval."""
    found = list(hits)
    n, right = len(found), sum(found)
    return {"share": right / max(n, 1), "interval": interval(right, n), "n": n}


def shares(groups: Mapping[str, Sequence[bool]]) -> dict[str, dict[str, Any]]:
    """The share of each group."""
    return {name: share(hits) for name, hits in groups.items()}


def show_shares(title: str, figures: Mapping[str, Mapping[str, Any]]) -> None:
    """Print shares with their intervals."""
    table = Table("figure", "share", "95 %", "n", title=title)
    for name, one in figures.items():
        low, high = one["interval"]
        table.add_row(name, f"{one['share']:.4f}", f"{low:.4f} – {high:.4f}", str(one["n"]))
    Console().print(table)


def show_row(wanted: bool, *parts: str) -> None:
    """Print a row, if it is wanted."""
    if wanted:
        Console(width=200).print(*parts, sep=" | ", markup=False)
