"""Taking turns as a table: who was cut off or spoken to too early, and how soon finished sentences end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

__all__ = ["show"]

_WIDTH = 110


def show(figures: Mapping[str, Any]) -> None:
    """Print what `voicebot.bench.turn_taking.eval_turns` found."""
    console = Console(width=_WIDTH)
    console.print(_ours(figures))
    console.print(_fixed(figures))
    going = figures["going_on"]
    console.print(
        f"going on: {going['joined']:.1%} of {going['n']} joined; {going['early']:.1%} after an end"
    )


def _ours(figures: Mapping[str, Any]) -> Table:
    """Our listener; "too early" is whoever was cut off for good or taken up again."""
    heads = ("clips", "n", "cut off for good", "early, reopened", "too early", "end p50", "p95")
    table = Table(*heads, title="our listener; ends of finished sentences")
    for name, group in figures["groups"].items():
        shares = [f"{group[key]:.1%}" for key in ("cut_off", "reopened", "too_early")]
        times = [_seconds(group[f"finished_end_s_{key}"]) for key in ("median", "p95")]
        table.add_row(name, str(group["n"]), *shares, *times)
    return table


def _fixed(figures: Mapping[str, Any]) -> Table:
    """The same clips with fixed silences, which take nothing up again: whoever is early is cut off."""
    fixed = figures["fixed"]
    heads = ("clips", "n", "ours, too early", *(f"fixed {silence} s" for silence in fixed))
    table = Table(*heads, title="ended before the last word: our listener, and fixed silences (cut off)")
    for name, group in figures["groups"].items():
        others = (f"{one['groups'][name]['too_early']:.1%}" for one in fixed.values())
        table.add_row(name, str(group["n"]), f"{group['too_early']:.1%}", *others)
    ends = (_seconds(one["finished_end_s_median"]) for one in fixed.values())
    ours = _seconds(figures["groups"]["all"]["finished_end_s_median"])
    table.add_row("end p50 of finished sentences", "", ours, *ends)
    return table


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f} s"
