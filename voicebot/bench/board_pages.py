"""`voicebot bench board`: how long the pages of the complaints board take while very many are open."""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from voicebot.bench.archive import fill
from voicebot.bench.archive_lives import OPEN
from voicebot.bench.figures import percentile, write_json
from voicebot.bench.service import running_desk
from voicebot.settings import Settings
from voicebot.store.database import database_url, open_database, upgrade
from voicebot.store.staff_sessions import Sessions
from voicebot.store.staff_tables import StaffAccount
from voicebot.store.tables import ComplaintRow

__all__ = ["TARGET_MS", "bench_board"]

TARGET_MS = 200.0
"""95 of 100 pages must be faster, with 100,000 open complaints."""

_DEEP = 20
"""Pages that are turned in a list."""
_LISTS = (
    "open", "new", "mine", "department", "today", "overdue", "waiting", "all",
)  # fmt: skip
_ASKED = {
    "one category": "view=open&category=street_light",
    "one dong": "view=open&dong=가좌1동",
    "one state": "view=open&state=need_info",
    "words": "view=open&words=가좌동",
    "words that nobody said": "view=open&words=코끼리",
}


def bench_board(
    count: int = 100_000, *, times: int = 5, json_path: Path | None = None
) -> dict[str, dict[str, float]]:
    """Fill a store of its own with open complaints, and look at every page as an officer for all of them.

    Args:
        count: so many complaints, all open.
        times: every page is asked for so often, one after another.
        json_path: where the figures go.

    Returns:
        For every page, and ``any page``: ``p50_ms``, ``p95_ms``, ``most_ms``, ``n``.
    """
    with tempfile.TemporaryDirectory(prefix="voicebot-board-") as name:
        folder = Path(name)
        own = Settings(data_dir=folder / "var", keys=[])
        upgrade(database_url(own))
        fill(own, count, OPEN)
        cookie, receipt = asyncio.run(_officer(own))
        with running_desk(folder, warm_cache="false") as desk:
            client = httpx.Client(base_url=desk.url, cookies={"staff": cookie}, timeout=60)
            seconds = {page: list(took) for page, took in _looks(client, receipt, times)}
    figures = {page: _figures(took) for page, took in seconds.items()}
    figures["any page"] = _figures([one for took in seconds.values() for one in took])
    _print(count, figures)
    write_json(json_path, figures)
    return figures


async def _officer(own: Settings) -> tuple[str, str]:
    """The cookie of somebody who sees every department's complaints, and one of those."""
    engine, now = await open_database(own), dt.datetime.now(dt.UTC)
    account = StaffAccount(
        name="bench", shown="bench", roles=["complaints_officer"], departments=["*"], state="active",
        totp_step=0, recovery=[], made_at=now, version=1,
    )  # fmt: skip
    try:
        async with AsyncSession(engine) as session, session.begin():
            session.add(account)
            await session.flush()
            number = account.id
            receipt = await session.scalar(select(ComplaintRow.receipt).limit(1))
        cookie = await Sessions(engine, dt.timedelta(hours=8)).begin(number, "open", now)
        return cookie, str(receipt)
    finally:
        await engine.dispose()


def _looks(client: httpx.Client, receipt: str, times: int) -> Iterator[tuple[str, list[float]]]:
    addresses = {
        **{view: f"/staff/board?view={view}" for view in _LISTS},
        **{name: f"/staff/board?{query}" for name, query in _ASKED.items()},
        "the map": "/staff/board/places",
        "one complaint": f"/staff/board/{receipt}",
    }
    _timed(client, addresses["open"])  # the console is open and warm; what is counted is not
    yield "the map, counted anew", [_timed(client, addresses["the map"])[0]]
    for name, address in addresses.items():
        _timed(client, address)  # the code is warm
        yield name, [_timed(client, address)[0] for _ in range(times)]
    yield "deep in the list", list(_turned(client, addresses["open"]))


def _turned(client: httpx.Client, address: str) -> Iterator[float]:
    for _ in range(_DEEP):
        took, page = _timed(client, address)
        yield took
        address = _next(page)


def _next(page: str) -> str:
    """The address of the page after this one."""
    after = page[page.index('rel="next"') :].partition('href="')[2]
    return html.unescape(after.partition('"')[0])


def _timed(client: httpx.Client, address: str) -> tuple[float, str]:
    begun = time.perf_counter()
    page = client.get(address)
    took = time.perf_counter() - begun
    page.raise_for_status()
    if page.status_code != 200:
        raise RuntimeError(f"{address} leads elsewhere: {page.headers.get('location')}")
    return took, page.text


def _figures(seconds: list[float]) -> dict[str, float]:
    ms = [1000 * one for one in seconds]
    return {"p50_ms": percentile(ms, 50), "p95_ms": percentile(ms, 95), "most_ms": max(ms), "n": len(ms)}


def _print(count: int, figures: dict[str, dict[str, float]]) -> None:
    table = Table("page", "half", "95 of 100", "slowest", "n", title=f"{count:,} open complaints")
    for name, one in figures.items():
        times = (f"{one[key]:.0f} ms" for key in ("p50_ms", "p95_ms", "most_ms"))
        table.add_row(name, *times, f"{one['n']:.0f}")
    Console().print(table)
