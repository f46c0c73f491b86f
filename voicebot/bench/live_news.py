"""How soon what staff do reaches an open tracking page and an open call: a real desk, commands beside it."""

from __future__ import annotations

import asyncio
import os
import sys
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.bench.figures import percentile, write_json
from voicebot.bench.live_ears import Arrivals, CallEar, hear_page, listening
from voicebot.bench.own_store import own_store
from voicebot.bench.service import Service, running_desk
from voicebot.client.caller import call
from voicebot.errors import EngineError
from voicebot.settings import Settings
from voicebot.store.complaints import Complaints
from voicebot.store.database import connect, database_url

__all__ = ["PROMISE_MS", "bench_live", "news"]

PROMISE_MS = 1000.0
"""Within a second (issue 4, tracking)."""

_PROMISED = ("page", "call")
_DAY = (
    ("accept",),
    ("assign", "kim"),
    ("start",),
    ("assign", "lee"),
    ("ask", "몇 번 가로등인가요?"),
    ("reply", "서른두 번이래요"),
    ("answer", "granted", "전구를 갈았어요"),
    ("reopen",),
)
"""What is done to one complaint, over and over."""

Seconds = dict[str, list[float]]
_ERR = Console(stderr=True)


def bench_live(times: int, *, server: str | None = None, json_path: Path | None = None) -> dict[str, Any]:
    """Run a desk of its own, lead a complaint on from the command line, and print when that was seen.

    Args:
        times: so many changes.
        server: a PostgreSQL server (see `own_store`); SQLite when empty.
        json_path: where the figures go.

    Returns:
        ``database``, ``promise_ms``, ``kept``, and for ``page``, ``call`` (what its screen shows) and
        ``voice`` (the first sound of the sentence; nothing is promised of it): ``p50_ms``, ``p95_ms``,
        ``most_ms``, ``n``.
    """
    with own_store(server) as own, running_desk(own.data_dir, **_place(own)) as service:
        seconds = asyncio.run(news(service, times))
    found = {name: _figures(values) for name, values in seconds.items()}
    kept = all(found[name]["most_ms"] <= PROMISE_MS for name in _PROMISED)
    kind = "postgresql" if server else "sqlite"
    figures = {"database": kind, "promise_ms": PROMISE_MS, "kept": kept, **found}
    _print(figures, found)
    write_json(json_path, figures)
    return figures


def _place(own: Settings) -> dict[str, str]:
    """So that neither the desk nor a command takes a store that the environment names."""
    waits = {"limits__idle_s": "7200", "limits__session_s": "7200"}  # a caller who only listens
    return {"warm_cache": "false", "database_url": database_url(own), "keys": "[]", **waits}


async def news(service: Service, times: int) -> Seconds:
    """Seconds from the moment a command stamps its change to its arrival: ``page``, ``call``, ``voice``.

    The stamp is taken before the command writes, so its own transaction is part of every figure.

    Args:
        service: a running desk.
        times: so many changes; one more, before them, is not counted.

    Raises:
        EngineError: ``news_lost``: a change did not arrive within half a minute, or a command failed.
    """
    filed = await _filed(service.url)
    steps = [_DAY[0], *islice(cycle((*_DAY[1:], _DAY[0])), times)]
    async with _page(service.url, filed) as page, _call(service.url, filed) as ear:
        for turn, (action, *words) in enumerate(track(steps, "changes", console=_ERR, transient=True), 1):
            await _command(service, action, filed["receipt"], *words)
            await asyncio.gather(page.until(turn), ear.seen.until(turn))
            await ear.quiet()
    stamps = await _stamps(service, filed["receipt"])
    arrived = {
        "page": dict(enumerate(page.moments)),
        "call": dict(enumerate(ear.seen.moments)),
        "voice": ear.voice,
    }
    return {
        name: [moment - stamps[turn] for turn, moment in found.items() if turn]
        for name, found in arrived.items()
    }


async def _filed(url: str) -> dict[str, str]:
    async with httpx.AsyncClient(timeout=30) as client:
        told = await client.post(
            f"{url}/v1/complaints",
            json={"category": "street_light", "what": "집 앞 가로등이 나갔어요", "place": "가좌시장 앞"},
            headers={"Idempotency-Key": str(uuid.uuid4())},
        )
    told.raise_for_status()
    filed: dict[str, str] = told.json()
    return filed


@asynccontextmanager
async def _page(url: str, filed: Mapping[str, str]) -> AsyncIterator[Arrivals]:
    """The tracking page's stream, open and listening."""
    seen, address = Arrivals("page"), f"{url}{filed['track']}/live"
    async with httpx.AsyncClient(timeout=None) as client:  # noqa: S113 - it stays open
        news = client.stream("GET", address, params={"seen": 2**31})
        async with news as stream, listening(hear_page(stream, seen)):
            yield seen


@asynccontextmanager
async def _call(url: str, filed: Mapping[str, str]) -> AsyncIterator[CallEar]:
    """A call that follows the complaint."""
    async with call(url, instant=True) as caller:
        ear = CallEar(caller)
        async with listening(ear.hear()):
            await caller.send("complaint.watch", receipt=filed["receipt"], token=filed["watch_token"])
            await asyncio.sleep(1)  # nothing answers it
            yield ear


async def _command(service: Service, action: str, receipt: str, *words: str) -> None:
    """What staff type, in a process of its own."""
    command = [sys.executable, "-m", "voicebot", "complaint", action, receipt, *words]
    process = await asyncio.create_subprocess_exec(
        *command,
        env={**os.environ, **service.variables},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, wrong = await process.communicate()
    if process.returncode:
        raise EngineError("news_lost", f"voicebot complaint {action} failed:\n{wrong.decode()[-500:]}")


async def _stamps(service: Service, receipt: str) -> list[float]:
    """When each change was stamped, the first one first."""
    variables = service.variables
    folder = Path(variables["VOICEBOT_DATA_DIR"])
    own = Settings(data_dir=folder, database_url=variables.get("VOICEBOT_DATABASE_URL"))
    engine = connect(database_url(own))
    store = Complaints(engine)
    row = await store.by_receipt(receipt)
    events = await store.events(row.id) if row else []
    await engine.dispose()
    return [event.at.timestamp() for event in events if event.say][1:]


def _figures(seconds: list[float]) -> dict[str, float]:
    ms = [1000 * value for value in seconds]
    most = max(ms, default=float("nan"))
    return {"p50_ms": percentile(ms, 50), "p95_ms": percentile(ms, 95), "most_ms": most, "n": len(ms)}


def _print(figures: Mapping[str, Any], found: Mapping[str, Mapping[str, float]]) -> None:
    table = Table("", "half", "95 of 100", "slowest", "promise", "n", title=f"news, {figures['database']}")
    for name, one in found.items():
        times = (f"{one[key]:.0f} ms" for key in ("p50_ms", "p95_ms", "most_ms"))
        promise = f"{PROMISE_MS:.0f} ms" if name in _PROMISED else ""
        table.add_row(name, *times, promise, str(one["n"]))
    Console().print(table)
