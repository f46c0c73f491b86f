"""`voicebot bench load`: how the desk does with many callers who speak, listen and interrupt in real time."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from voicebot.audio import Audio
from voicebot.bench.figures import write_json
from voicebot.bench.load_callers import LoadCaller, slots, spoken_questions, warm
from voicebot.bench.load_figures import chart_of, figures_of, show
from voicebot.bench.meter import Meter
from voicebot.bench.service import Service, running_desk
from voicebot.bench.streaming import together

__all__ = ["bench_load", "roomy_desk", "show_progress"]

err = Console(stderr=True)


def bench_load(
    *,
    sessions: int,
    minutes: float,
    url: str | None = None,
    every_s: float = 15.0,
    json_path: Path | None = None,
) -> dict[str, Any]:
    """Let callers ask aloud, one utterance each `every_s` seconds, every fifth answer spoken over.

    Args:
        sessions: callers at once.
        minutes: for how long they go on asking.
        url: a desk that runs already; its memory and cores are not read. One of our own when left out.
        every_s: seconds from one utterance of a caller to the next.
        json_path: where the figures go; a chart is drawn beside them.

    Returns:
        Seconds p50, p95 and p99 of ``first_sound_s`` (after the turn's end) and ``after_speech_s`` (after the
        true end of speech), ``cut_offs``, ``unanswered``, ``ignored`` (spoken over an answer and taken for
        nothing), ``errors``, ``refused``, ``queue_waits``, frames ``lost``, CPU, memory (PSS), and every
        utterance (``asked``) and reading (``samples``).
    """
    questions = spoken_questions()
    with roomy_desk(url, sessions) as (address, desk):
        err.print("every question once, so that its answer is in the cache")
        asyncio.run(warm(address, questions))
        figures = asyncio.run(_run(address, desk, questions, sessions, (minutes * 60, every_s)))
    show("load", figures)
    write_json(json_path, figures)
    if json_path:
        json_path.with_suffix(".svg").write_text(chart_of(figures), encoding="utf-8")
    return figures


@contextmanager
def roomy_desk(url: str | None, sessions: int, **settings: str) -> Iterator[tuple[str, Service | None]]:
    """The desk at `url`, or one of our own that lets so many in."""
    if url:
        yield url, None
        return
    room = str(sessions + 10)
    limits = {"limits__sessions": room, "limits__sessions_per_address": room, **settings}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_desk(Path(folder), warm_cache="false", **limits) as desk,
    ):
        yield desk.url, desk


async def _run(
    url: str, desk: Service | None, questions: Sequence[Audio], sessions: int, pace: tuple[float, float]
) -> dict[str, Any]:
    """Run all callers for (seconds, seconds from one utterance to the next)."""
    seconds, every_s = pace
    meter, begun = Meter(desk), time.monotonic()
    callers = [
        LoadCaller(number, questions, begun, list(slots(number, sessions, every_s, seconds)))
        for number in range(sessions)
    ]
    async with together(meter.run()), together(show_progress(f"{sessions} callers", seconds)):
        await asyncio.gather(*(caller.run(url) for caller in callers))
    return {
        "sessions": sessions,
        "minutes": seconds / 60,
        "every_s": every_s,
        **figures_of(callers, meter, begun),
    }


async def show_progress(what: str, seconds: float) -> None:
    """A bar on standard error for a run whose length is known; until cancelled."""
    begun = time.monotonic()
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task(what, total=seconds)
        while True:
            progress.update(task, completed=time.monotonic() - begun)
            await asyncio.sleep(0.5)
