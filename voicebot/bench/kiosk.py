"""`voicebot bench kiosk`: callers one after the other at one screen; what page and desk keep of them."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Error, Page
from rich.console import Console

from voicebot.audio import Audio
from voicebot.audio.encode import write_wav
from voicebot.bench.chromium import chromium, hears
from voicebot.bench.figures import trend, write_json
from voicebot.bench.kiosk_callers import CALLERS, SOONER, at_rest, visit
from voicebot.bench.load_figures import show
from voicebot.bench.service import Service, running_desk

__all__ = ["Reading", "Visits", "bench_kiosk", "kept", "kiosk_page", "visits"]

FASTER = 60.0
"""By so much all waits for somebody who has gone are divided: those of the desk, those of the page."""

WARM = 0.2
"""In this share of the callers everything is loaded once; the slope begins behind it."""

ALOUD = "--autoplay-policy=no-user-gesture-required"
err = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is, once rubbish has been thrown away.

    Attributes:
        callers: who were there so far.
        heap_kb: JavaScript objects of the page, kB.
        nodes: of every document that the page keeps.
        listeners: of events.
        desk_mb: memory of the desk, MB (PSS); 0 where it runs elsewhere.
        open: conversations at the desk; it has none when nobody is at the screen.
    """

    callers: int
    heap_kb: float
    nodes: int
    listeners: int
    desk_mb: float = 0.0
    open: int = 0


@dataclass(slots=True)
class Visits:
    """What became of the callers.

    Attributes:
        done: by what they did.
        stuck: who, doing what, on which screen, and what was waited for in vain.
        errors: of the page's own script.
        readings: in order.
    """

    done: Counter[str] = field(default_factory=Counter)
    stuck: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def bench_kiosk(callers: int, *, every: int = 10, json_path: Path | None = None) -> dict[str, Any]:
    """Let callers use the kiosk's page one after the other, in one browser, at a desk of our own.

    Args:
        callers: how many.
        every: so many between two readings.
        json_path: where the figures go.

    Returns:
        ``done`` by kind, ``stuck``, ``errors``, what is `kept` of heap, nodes, listeners and desk,
        the most conversations that were ``open`` at a reading, ``readings``, ``seconds``.
    """
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name, running_desk(Path(name), **_hasty()) as desk:
        nobody = Path(name) / "silence.wav"
        write_wav(nobody, Audio.silence(5.0, 48000))
        with chromium(*hears(nobody), ALOUD) as browser:
            page = kiosk_page(browser, desk.url)
            told = visits(page, callers, every, lambda: (desk.memory_gb() * 1000, _open(desk)))
    figures = {"callers": callers, **kept(told), "seconds": time.monotonic() - begun}
    show("kiosk", figures)
    write_json(json_path, figures | {"readings": [asdict(reading) for reading in told.readings]})
    return figures


def _hasty() -> dict[str, str]:
    """The desk's waits for a caller at a kiosk, divided."""
    waits = {"warning_s": 25.0, "kiosk_idle_s": 90.0, "resume_s": 60.0}
    return {"warm_cache": "false", **{f"limits__{name}": f"{s / FASTER:.3f}" for name, s in waits.items()}}


def _open(desk: Service) -> int:
    """Conversations that the desk keeps; one whose page was loaded anew may end in this moment."""
    for _ in range(20):
        lines = httpx.get(f"{desk.url}/metrics", timeout=30).text.splitlines()
        count = int(float(next(row for row in lines if row.startswith("voicebot_sessions_open ")).split()[1]))
        if not count:
            break
        time.sleep(0.5)
    return count


def kiosk_page(browser: Browser, url: str) -> Page:
    """The kiosk's page at a desk, at rest, in a hurry, with a microphone."""
    context = browser.new_context(viewport={"width": 1080, "height": 1920})
    context.grant_permissions(["microphone"], origin=url)
    page = context.new_page()
    page.add_init_script(SOONER)
    page.goto(f"{url}/kiosk")
    at_rest(page)
    return page


def visits(
    page: Page, callers: int, every: int, desk: Callable[[], tuple[float, int]] = lambda: (0.0, 0)
) -> Visits:
    """Callers one after the other, with a reading after each `every`.

    Args:
        page: of the kiosk, at rest.
        callers: how many.
        every: see above.
        desk: its memory in MB, and its conversations.
    """
    told = Visits()
    page.on("pageerror", lambda error: told.errors.append(str(error)))
    with _meter(page) as read:
        for number in range(callers):
            _one(page, number, told)
            if (number + 1) % every == 0:
                memory, sessions = desk()
                told.readings.append(Reading(number + 1, *read(), memory, sessions))
                err.print(f"{told.readings[-1]} stuck: {len(told.stuck)}")
    return told


def _one(page: Page, number: int, told: Visits) -> None:
    kind = CALLERS[number % len(CALLERS)].__name__.strip("_")
    try:
        visit(page, number)
        told.done[kind] += 1
    except (Error, AssertionError) as error:
        where = page.locator("html").get_attribute("data-screen")
        told.stuck.append(f"{number} {kind} on {where}: {str(error).strip().splitlines()[0]}")
        page.reload()
        at_rest(page)


@contextmanager
def _meter(page: Page) -> Iterator[Callable[[], tuple[float, int, int]]]:
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


def kept(told: Visits) -> dict[str, Any]:
    """What is kept of each caller: the slope of every reading over the callers, with its 95 % interval."""
    counted = [reading for reading in told.readings if reading.callers > WARM * told.readings[-1].callers]
    slopes = {
        name: _growth([(reading.callers, getattr(reading, name)) for reading in counted])
        for name in ("heap_kb", "nodes", "listeners", "desk_mb")
    }
    most = max(reading.open for reading in told.readings)
    return {"done": dict(told.done), "stuck": told.stuck, "errors": told.errors, "open": most, **slopes}


def _growth(points: list[tuple[float, float]]) -> dict[str, float]:
    slope, low, high = trend(points)
    first, last = points[0][1], points[-1][1]
    return {"first": first, "last": last, "a_caller": slope, "low": low, "high": high}
