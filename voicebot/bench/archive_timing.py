"""Times what the desk does with a full store, through the register, one thing after another."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any, TypeVar

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

_LOOKUPS, _FILINGS, _ANEW = 1000, 300, 5
_STATES: tuple[tuple[str, ...], ...] = (
    (),
    ("received",),
    ("accepted", "assigned"),
    ("need_info",),
    ("answered",),
)

_T = TypeVar("_T")


async def time_store(engine: AsyncEngine, register: Register) -> dict[str, dict[str, float]]:
    """For ``lookup``, ``board`` and ``filing``: ``p50_ms``, ``p95_ms``, ``most_ms``, ``n``, ``target_ms``."""
    chance = Random(4)
    receipts = await _some(engine, _LOOKUPS, chance)
    for receipt in receipts[:_ANEW]:  # the connection is open and the code is warm
        await register.get(receipt)
    seconds = {
        "lookup": [(await _timed(lambda one=one: register.get(one)))[0] for one in receipts],
        "board": await _pages(register),
        "filing": await _filings(register, chance),
    }
    return {name: _figures(values, TARGETS_MS[name]) for name, values in seconds.items()}


def _figures(seconds: Sequence[float], target_ms: float) -> dict[str, float]:
    ms = [1000 * value for value in seconds]
    half, most = percentile(ms, 50), percentile(ms, 95)
    return {"p50_ms": half, "p95_ms": most, "most_ms": max(ms), "n": len(ms), "target_ms": target_ms}


async def _timed(work: Callable[[], Awaitable[_T]]) -> tuple[float, _T]:
    begun = time.perf_counter()
    done = await work()
    return time.perf_counter() - begun, done


async def _some(engine: AsyncEngine, count: int, chance: Random) -> list[str]:
    async with engine.connect() as connection:
        last = await connection.scalar(select(func.max(ComplaintRow.id))) or 0
        numbers = [chance.randint(1, last) for _ in range(count)]
        query = select(ComplaintRow.receipt).where(ComplaintRow.id.in_(numbers))
        return list(await connection.scalars(query))


async def _pages(register: Register) -> list[float]:
    """The first pages of every list that staff may ask for."""
    seconds = []
    for wanted in _lists(register):
        for _ in range(_ANEW):
            took, page = await _timed(lambda wanted=wanted: register.board(wanted))
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


async def _filings(register: Register, chance: Random) -> list[float]:
    seconds = []
    for number in range(_FILINGS):
        kind = chance.choice(register.categories.categories)
        contact = {"name": "김순자", "phone": f"010{chance.randrange(10**8):08d}"}
        filing = made(
            category=kind.id, what=kind.phrasings[0], place="가좌시장 앞", contact=contact, consent=True
        )
        at = dt.datetime.now(register.district.zone)

        async def file(filing: Any = filing, number: int = number, at: dt.datetime = at) -> object:
            return await register.file(filing, actor="caller", role="caller", at=at, key=f"bench-{number}")

        seconds.append((await _timed(file))[0])
    return seconds
