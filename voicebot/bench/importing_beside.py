"""A batch of scripts that a desk checks while it answers callers: what they notice, what memory it takes."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from voicebot.audio import Audio
from voicebot.bench.figures import write_json
from voicebot.bench.importing import made_rows, write_batch
from voicebot.bench.load import bench_load
from voicebot.bench.load_figures import show
from voicebot.bench.service import running_desk
from voicebot.civic.scripts.batch import Intake
from voicebot.civic.scripts.opened import open_intake
from voicebot.errors import EngineError
from voicebot.hear.transcriber import TimedTranscript
from voicebot.settings import Settings
from voicebot.store.batches import Counts
from voicebot.store.database import open_database

__all__ = ["bench_beside"]

_TAKEN_UP_S = 120.0
"""A desk looks for batches every twenty seconds."""

err = Console(stderr=True)


class _Deaf:
    """Takes the place of an ear: the desk hears this batch, and whoever asks here is told so."""

    engine = "none"

    async def hear(self, audio: Audio, language: str) -> TimedTranscript:
        raise EngineError("not_here", "The desk hears this batch.")

    async def weigh(self, audio: Audio, texts: Sequence[str], language: str) -> list[float] | None:
        raise EngineError("not_here", "The desk hears this batch.")


def bench_beside(
    rows: int, recordings: int, *, callers: int, minutes: float, json_path: Path | None = None
) -> dict[str, Any]:
    """Let callers ask for so many minutes at rest, and as long again while the desk checks a batch.

    Args:
        rows: of the spreadsheet.
        recordings: of about 15 s; enough of them that it goes on to the end.
        callers: at once, an utterance each every ten seconds.
        minutes: of each half.
        json_path: where the figures go as well.

    Returns:
        ``rest`` and ``busy``, as `bench_load` gives them; ``worse``: by how much the p95 of the first sound
        is later; ``memory_mb`` above the most at rest; ``checked`` rows while they asked, ``left`` after.
    """
    with tempfile.TemporaryDirectory(prefix="voicebot-beside-") as name:
        folder = Path(name)
        write_batch(folder, made_rows(rows, recordings))
        with running_desk(folder, warm_cache="false") as desk:
            rest = bench_load(sessions=callers, minutes=minutes, url=desk.url, every_s=10.0)
            before = desk.memory_gb()
            number, begun = asyncio.run(_taken_up(folder))
            busy = bench_load(sessions=callers, minutes=minutes, url=desk.url, every_s=10.0)
            ended = asyncio.run(_counts(folder, number))
            memory = desk.memory_gb() - before
    figures = {
        "worse": busy["first_sound_s"]["p95"] / rest["first_sound_s"]["p95"] - 1,
        "memory_mb": round(memory * 1000),
        "checked": begun.waiting - ended.waiting,
        "left": ended.waiting,
        "rest": rest["first_sound_s"],
        "busy": busy["first_sound_s"],
    }
    show("callers beside a batch", figures)
    write_json(json_path, figures)
    return figures


@asynccontextmanager
async def _opened(folder: Path) -> AsyncIterator[Intake]:
    own = Settings(data_dir=folder / "var")
    engine = await open_database(own)
    try:
        yield open_intake(engine, _Deaf(), asyncio.to_thread, own.scripts_dir, own.scripts)
    finally:
        await engine.dispose()


async def _taken_up(folder: Path) -> tuple[int, Counts]:
    """Put the batch into the desk's store; its number, once the desk has begun with it."""
    sheet, archive = folder / "sheet.xlsx", folder / "recordings.zip"
    async with _opened(folder) as intake:
        batch = await intake.take(sheet, archive, name=sheet.name, language="ko", by="bench")
        err.print("the desk looks for the batch")
        return batch.id, await _begun(intake, batch.id)


async def _begun(intake: Intake, number: int) -> Counts:
    waiting, until = (await intake.batches.counts(number)).waiting, time.monotonic() + _TAKEN_UP_S
    while time.monotonic() < until:
        counts = await intake.batches.counts(number)
        if counts.waiting < waiting:
            return counts
        await asyncio.sleep(0.5)
    raise TimeoutError("The desk has not begun with the batch.")


async def _counts(folder: Path, number: int) -> Counts:
    async with _opened(folder) as intake:
        return await intake.batches.counts(number)
