"""Kills processes while they file complaints, tries again as clients do, and looks what is left."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
import signal
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.bench.figures import write_json
from voicebot.bench.own_store import own_store
from voicebot.civic.complaints.categories import Categories, load_categories
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.register import Register
from voicebot.civic.district import District, load_district
from voicebot.settings import Settings
from voicebot.store.checking import check
from voicebot.store.database import connect, database_url
from voicebot.store.keys import load_keyring
from voicebot.store.tables import ComplaintRow

__all__ = ["bench_kill", "killed"]

_MOST = 8
"""A process is killed somewhere in the filing after one of its first so many receipts."""

_CHILD_S = 60.0
"""For so long a process may need for them."""

_EACH = 1000


def bench_kill(times: int, *, server: str | None = None, json_path: Path | None = None) -> dict[str, int]:
    """Kill so many times, on a store of its own, and print what was found.

    Args:
        times: so many processes are killed.
        server: a PostgreSQL server (see `own_store`); SQLite when empty.
        json_path: where the figures go.

    Returns:
        As `killed`.
    """
    with own_store(server) as settings:
        found = killed(settings, times)
    Console().print(
        f"{found['kills']} kills, {found['given']} receipts given: {found['lost']} lost, "
        f"{found['twice']} filed twice, {found['problems']} problems",
        highlight=False,
    )
    write_json(json_path, found)
    return found


def killed(settings: Settings, times: int) -> dict[str, int]:
    """Kill so many times, then retry everything that was begun.

    Returns:
        ``kills``; ``given``, receipts that were given out; ``lost``, those that are not there exactly once;
        ``twice``, filings of which a retry made a second complaint; ``problems``, what a check of the whole
        store finds.
    """
    load_keyring(settings)  # made once, before others need it
    _known(settings.district_dir)  # read once, and there in every process that is forked
    log = settings.data_dir / "said"
    bar = Progress(
        "kills", BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), auto_refresh=False
    )  # which needs no thread: processes are forked here
    with bar:
        for number in bar.track(range(times)):
            _kill_one(settings, number, log)
            bar.refresh()
    return asyncio.run(_left(settings, _said(log), times))


def _kill_one(settings: Settings, number: int, log: Path) -> None:
    """Begin to file in a process of its own, and kill it."""
    child = os.fork()
    if child == 0:
        asyncio.run(_file_all(settings, [f"{number}-{turn}" for turn in range(_EACH)], log))
        os._exit(0)
    before, count = len(_said(log)), random.randint(1, _MOST)  # noqa: S311 - nobody guesses
    first = _wait(log, before + 1)
    each = (_wait(log, before + count) - first) / count
    time.sleep(random.uniform(0, max(each, 0.01)))  # noqa: S311 - nobody guesses
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _wait(log: Path, count: int) -> float:
    """Wait until so many receipts were given out; when that was."""
    until = time.monotonic() + _CHILD_S
    while len(_said(log)) < count and time.monotonic() < until:
        time.sleep(0.002)
    return time.monotonic()


async def _file_all(settings: Settings, keys: list[str], log: Path | None = None) -> list[str]:
    """File once under each key; say each receipt in the log only once it is kept."""
    engine = connect(database_url(settings))
    register, receipts = _register(engine, settings), []
    contact = {"name": "김", "phone": "01012345678"}
    filing = made(category="road", what="길이 파였어요", contact=contact, consent=True)
    for key in keys:
        now = dt.datetime.now(dt.UTC)
        one = await register.file(filing, actor="caller", role="caller", at=now, key=key)
        receipts.append(one.receipt)
        if log:
            with log.open("a") as said:
                said.write(f"{key} {one.receipt}\n")
    await engine.dispose()
    return receipts


def _register(engine: AsyncEngine, settings: Settings) -> Register:
    return Register(engine, load_keyring(settings), *_known(settings.district_dir))


@cache
def _known(folder: Path) -> tuple[District, Categories]:
    return load_district(folder), load_categories(folder)


def _said(log: Path) -> dict[str, str]:
    """Receipts given out, by key; a last line that was cut off does not count."""
    whole = log.read_text().rpartition("\n")[0].splitlines() if log.exists() else []
    return {key: receipt for key, _, receipt in (line.partition(" ") for line in whole)}


async def _left(settings: Settings, given: Mapping[str, str], times: int) -> dict[str, int]:
    """Retry everything that was or may have been begun, and count."""
    begun = [f"{n}-{sum(key.startswith(f'{n}-') for key in given)}" for n in range(times)]
    tried = [*given, *begun]
    again = dict(zip(tried, await _file_all(settings, tried), strict=True))
    engine = connect(database_url(settings))
    count, problems = await check(engine, load_keyring(settings))
    async with engine.connect() as connection:
        query = select(ComplaintRow.receipt, func.count()).group_by(ComplaintRow.receipt)
        kept = {row[0]: row[1] for row in await connection.execute(query)}
    await engine.dispose()
    return {
        "kills": times,
        "given": len(given),
        "lost": sum(kept.get(receipt) != 1 for receipt in given.values()),
        "twice": count - len(tried) + sum(again[key] != receipt for key, receipt in given.items()),
        "problems": len(problems),
    }
