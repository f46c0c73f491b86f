"""The store when it is full: how long a complaint takes to find, to file, and to turn up on the board."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

from voicebot.bench.archive_lives import LIVES, Lives
from voicebot.bench.archive_load import load
from voicebot.bench.archive_rows import archive
from voicebot.bench.archive_timing import TARGETS_MS, time_store
from voicebot.bench.figures import write_json
from voicebot.bench.own_store import own_store
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.register import Register
from voicebot.civic.district import load_district
from voicebot.settings import Settings
from voicebot.store.database import connect, database_url
from voicebot.store.keys import load_keyring

__all__ = ["bench_archive", "fill"]


def bench_archive(
    count: int, *, server: str | None = None, runs: int = 1, json_path: Path | None = None
) -> dict[str, Any]:
    """Fill a store of its own with complaints and time what the desk does with it.

    Args:
        count: so many complaints.
        server: a PostgreSQL server (see `own_store`); SQLite when empty.
        runs: how often everything is timed, one after the other.
        json_path: where the figures go.

    Returns:
        ``count``, ``database``, ``loaded_s``, and ``runs``: what `time_store` found each time.
    """
    with own_store(server) as settings:
        begun = time.monotonic()
        fill(settings, count)
        loaded_s = time.monotonic() - begun
        timed = [asyncio.run(_measure(settings, run)) for run in range(runs)]
    kind = "postgresql" if server else "sqlite"
    figures = {"count": count, "database": kind, "loaded_s": loaded_s, "runs": timed}
    _print(figures)
    write_json(json_path, figures)
    return figures


def fill(settings: Settings, count: int, lives: Lives = LIVES) -> None:
    """Put so many made-up complaints into a store of one's own, with a bar."""
    district, categories = load_district(settings.district_dir), load_categories(settings.district_dir)
    rows = archive(count, district, categories, load_keyring(settings), lives=lives)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress("complaints", *columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=count)
        load(database_url(settings), rows, lambda more: progress.advance(task, more))


async def _measure(settings: Settings, run: int) -> dict[str, Any]:
    engine = connect(database_url(settings))
    district, categories = load_district(settings.district_dir), load_categories(settings.district_dir)
    try:
        return await time_store(engine, Register(engine, load_keyring(settings), district, categories), run)
    finally:
        await engine.dispose()


def _print(figures: Mapping[str, Any]) -> None:
    title = f"{figures['count']:,} complaints, {figures['database']}, loaded in {figures['loaded_s']:.0f} s"
    table = Table("", "half", "95 of 100", "slowest", "target", "n", title=title)
    for name, target in TARGETS_MS.items():
        for one in (run[name] for run in figures["runs"]):
            times = (f"{one[key]:.1f} ms" for key in ("p50_ms", "p95_ms", "most_ms"))
            table.add_row(name, *times, f"{target:.0f} ms", str(one["n"]))
    Console().print(table)
