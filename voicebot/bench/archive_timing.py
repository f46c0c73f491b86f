"""Times what the desk does with a full store, through the register, one thing after another."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Awaitable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.bench.figures import percentile
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.rows import mark_of
from voicebot.store.board import Wanted
from voicebot.store.tables import ComplaintRow

__all__ = ["TARGETS_MS", "time_store"]

TARGETS_MS = {"lookup": 10.0, "board": 100.0, "filing": 30.0}
"""95 of 100 must be faster."""

_LOOKUPS, _FILINGS, _PAGES = 1000, 300, 5
_STATES: tuple[tuple[str, ...], ...] = (
    (),
    ("received",),
    ("accepted", "assigned"),
    ("need_info",),
    ("answered",),
)

_T = TypeVar("_T")


async def time_store(engine: AsyncEngine, register: Register, run: int = 0) -> dict[str, dict[str, float]]:
    """For ``lookup``, ``board`` and ``filing``: ``p50_ms``, ``p95_ms``, ``most_ms``, ``n``, ``target_ms``.

    Args:
        engine: an open database.
        register: works on it.
        run: which time this is; each has other complaints to find and to file.
    """
    chance = Random(4 + run)  # noqa: S311 - nobody guesses
    receipts = await _some(engine, _LOOKUPS, chance)
    for receipt in receipts[:_PAGES]:  # the connection is open and the code is warm
        await register.get(receipt)
    seconds = {
        "lookup": [(await _timed(register.get(one)))[0] for one in receipts],
        "board": await _board(register),
        "filing": await _filings(register, chance, run),
    }
    return {name: _figures(values, TARGETS_MS[name]) for name, values in seconds.items()}


def _figures(seconds: Sequence[float], target_ms: float) -> dict[str, float]:
    ms = [1000 * value for value in seconds]
    half, most = percentile(ms, 50), percentile(ms, 95)
    return {"p50_ms": half, "p95_ms": most, "most_ms": max(ms), "n": len(ms), "target_ms": target_ms}


async def _timed(work: Awaitable[_T]) -> tuple[float, _T]:
    begun = time.perf_counter()
    done = await work
    return time.perf_counter() - begun, done


async def _some(engine: AsyncEngine, count: int, chance: Random) -> list[str]:
    async with engine.connect() as connection:
        last = await connection.scalar(select(func.max(ComplaintRow.id))) or 0
        numbers = [chance.randint(1, last) for _ in range(count)]
        query = select(ComplaintRow.receipt).where(ComplaintRow.id.in_(numbers))
        return list(await connection.scalars(query))


async def _board(register: Register) -> list[float]:
    """The first pages of every list that staff may ask for."""
    return [took for wanted in _lists(register) for took in await _turned(register, wanted)]


async def _turned(register: Register, wanted: Wanted) -> list[float]:
    """Turn a few pages, as far as there are any."""
    seconds: list[float] = []
    for _ in range(_PAGES):
        took, page = await _timed(register.board(wanted))
        seconds.append(took)
        if len(page) < wanted.limit:
            break
        wanted = replace(wanted, after=mark_of(page[-1]))
    return seconds


def _lists(register: Register) -> Iterator[Wanted]:
    """Every department and all of them, several states, overdue or not."""
    now = dt.datetime.now(dt.UTC)
    departments = [None, *(one.id for one in register.district.departments)]
    for department, states, due in product(departments, _STATES, (None, now)):
        yield Wanted(states, department, closed="answered" in states, due_before=due)


async def _filings(register: Register, chance: Random, run: int) -> list[float]:
    return [await _filing(register, chance, f"bench-{run}-{number}") for number in range(_FILINGS)]


async def _filing(register: Register, chance: Random, key: str) -> float:
    kind = chance.choice(register.categories.categories)
    contact = {"name": "김순자", "phone": f"010{chance.randrange(10**8):08d}"}
    wanted = made(
        category=kind.id, what=kind.phrasings[0], place="가좌시장 앞", contact=contact, consent=True
    )
    at = dt.datetime.now(register.district.zone)
    took, _ = await _timed(register.file(wanted, actor="caller", role="caller", at=at, key=key))
    return took
