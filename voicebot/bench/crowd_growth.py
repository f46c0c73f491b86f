"""What a page and its desk keep, read after so many callers, and how that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import Page

from voicebot.bench.figures import trend

__all__ = ["FLAT_PERCENT", "KEPT", "Reading", "growth", "measuring", "open_talks"]

FLAT_PERCENT = 2.0
"""What grows by no more over the last half of the callers is flat; what shrinks is no leak."""

KEPT = ("heap_kb", "nodes", "listeners", "desk_mb")


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is, once rubbish has been thrown away.

    Attributes:
        callers: who were there so far.
        heap_kb: JavaScript objects of the page, kB.
        nodes: of every document that the browser keeps for the page.
        listeners: of events.
        desk_mb: memory of the desk, MB (PSS).
        open: conversations at the desk; nobody is at the screen.
    """

    callers: int
    heap_kb: float
    nodes: int
    listeners: int
    desk_mb: float
    open: int


@contextmanager
def measuring(page: Page) -> Iterator[Callable[[], tuple[float, int, int]]]:
    """Reads heap (kB), nodes and listeners of a page."""
    line = page.context.new_cdp_session(page)

    def read() -> tuple[float, int, int]:
        line.send("HeapProfiler.collectGarbage")
        used = line.send("Runtime.getHeapUsage")["usedSize"]
        counted = line.send("Memory.getDOMCounters")
        return used / 1000, counted["nodes"], counted["jsEventListeners"]

    try:
        yield read
    finally:
        line.detach()


def open_talks(url: str) -> int:
    """Conversations that a desk has open, as its metrics say."""
    lines = httpx.get(f"{url}/metrics", timeout=30).text.splitlines()
    return int(float(next(row for row in lines if row.startswith("voicebot_sessions_open ")).split()[1]))


def growth(readings: Sequence[Reading], name: str) -> dict[str, Any]:
    """How one of `KEPT` grows over the last half of the callers: everything has been loaded by then.

    Returns:
        ``first`` and ``last`` of all readings; ``per_100`` callers, by least squares, with its 95 % interval
        ``low`` to ``high``; ``percent``, along that line from the half to the end; ``flat``, or nothing where
        there are too few readings to tell.
    """
    points = [(reading.callers, float(getattr(reading, name))) for reading in readings]
    half = [point for point in points if point[0] > points[-1][0] / 2]
    slope, low, high = trend(half)
    mean = sum(value for _, value in half) / len(half)
    percent = 100 * slope * (half[-1][0] - half[0][0]) / mean if mean else 0.0
    return {
        "first": points[0][1],
        "last": points[-1][1],
        "per_100": 100 * slope,
        "low": 100 * low,
        "high": 100 * high,
        "percent": percent,
        "flat": percent <= FLAT_PERCENT if len(half) > 2 else None,
    }
