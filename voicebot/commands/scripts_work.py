"""What the commands for scripts do: an intake of their own, at the lowest priority of the machine."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.progress import Progress

from voicebot.audio.decode import decode
from voicebot.audio.encode import write_wav
from voicebot.civic.district import load_district
from voicebot.civic.faq import load_faq
from voicebot.civic.publishing.house import open_house
from voicebot.civic.scripts.batch import Intake
from voicebot.civic.scripts.drafting import Drafts
from voicebot.civic.scripts.edition import write_edition
from voicebot.civic.scripts.engine_ear import EngineEar
from voicebot.civic.scripts.listening import Ear
from voicebot.civic.scripts.opened import open_intake, voices_of
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.script import CheckedScript, Script
from voicebot.civic.scripts.table import report_rows
from voicebot.commands.console import err, out
from voicebot.engines import load_engine
from voicebot.errors import EngineError
from voicebot.settings import Settings
from voicebot.store.batches import Counts
from voicebot.store.database import open_database
from voicebot.workers import Worker

__all__ = ["check", "check_one", "deaf_intake", "draft_all", "hearing_intake", "reported", "save_to", "take"]

_LOWEST = 19
"""Niceness: whoever talks to the desk beside it goes first."""


class _Deaf:
    """For commands that hear nothing."""

    engine = ""

    async def hear(self, *_: object) -> None:
        raise EngineError("engine_absent", "This command does not hear recordings.")

    weigh = hear


@asynccontextmanager
async def deaf_intake(settings: Settings, ear: Ear | None = None) -> AsyncIterator[Intake]:
    """An intake; without an ear for whoever only looks at batches."""
    engine = await open_database(settings)
    heard_by: Ear = ear or _Deaf()  # type: ignore[assignment]
    try:
        yield open_intake(engine, heard_by, asyncio.to_thread, settings.scripts_dir, settings.scripts)
    finally:
        await engine.dispose()


@asynccontextmanager
async def hearing_intake(settings: Settings) -> AsyncIterator[Intake]:
    """An intake with a recogniser of its own, in a process that everybody else goes before."""
    os.nice(_LOWEST - os.nice(0))
    worker = Worker("recogniser", hang_s=settings.limits.hang_s)
    try:
        transcriber = await worker.run(
            lambda: load_engine("voicebot.transcribers", settings.transcriber, settings.threads.recognise)
        )
        async with deaf_intake(settings, EngineEar(transcriber, worker)) as intake:
            yield intake
    finally:
        await asyncio.to_thread(worker.close)


async def take(intake: Intake, sheet: Path, archive: Path | None, language: str, by: str) -> int:
    """Take in the files; the number of the batch.

    Raises:
        ScriptError: they cannot be read at all.
    """
    return (await intake.take(sheet, archive, name=sheet.name, language=language, by=by)).id


async def check(intake: Intake, number: int, *, resumed: bool) -> bool:
    """Check every row that waits, showing how far it is; whether all are done.

    Raises:
        EngineError: the recogniser failed.
    """
    batch = await intake.batches.get(number)
    if resumed and batch.state == "cancelled":
        await intake.resume(number)
    if batch.state in ("ready", "saving"):
        return True
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("Listening")

        def tell(counts: Counts) -> None:
            progress.update(task, total=counts.total, completed=counts.total - counts.waiting)

        try:
            return await intake.check(number, tell)
        except asyncio.CancelledError:
            err.print(f"Stopped. Go on with: voicebot faq import --resume {number}")
            raise


async def reported(intake: Intake, number: int, language: str) -> list[tuple[str, str, str, str]]:
    """The rows of a report, headings first."""
    problems = [Problem.of_json(one) for one in (await intake.batches.get(number)).problems]
    scripts = [(_line(checked), checked) async for checked in intake.scripts(number)]
    return list(report_rows(problems, scripts, language))


def _line(checked: CheckedScript) -> int:
    return int(checked.key.rpartition(":")[2])


async def save_to(intake: Intake, number: int, folder: Path) -> int:
    """Save a batch as entries in a district's folder; how many.

    Raises:
        ScriptError: something stands in its way, and nothing was written.
    """

    async def save(scripts: list[CheckedScript]) -> None:
        await asyncio.to_thread(write_edition, scripts, intake.shelf, folder, f"batch-{number}")

    return await intake.save(number, save)  # type: ignore[arg-type]


async def draft_all(settings: Settings, intake: Intake, number: int, actor: str) -> int:
    """Save a batch as drafts of the entries' store; how many.

    Raises:
        ScriptError: something stands in its way, and nothing was written.
    """
    zone = load_district(settings.district_dir).zone
    engine = await open_database(settings)
    try:
        first = load_faq(settings.district_dir)
        house = open_house(engine, settings, first, lambda: dt.datetime.now(zone))
        return await intake.save(
            number, Drafts(house.publisher, intake.shelf, settings.recordings_dir, actor)
        )
    finally:
        await engine.dispose()


async def check_one(
    settings: Settings, recording: Path, question: str, answer: str, listen: Path | None, language: str
) -> bool:
    """Check one recording, print what was found, and write what callers will hear.

    Raises:
        EngineError: the recogniser failed.
    """
    script = Script(question, (), answer, recording_name=recording.name, language=language)
    async with hearing_intake(settings) as intake:
        content = await asyncio.to_thread(recording.read_bytes)
        checked = await intake.recordist.check(script, "one:0", content)
    for row in list(report_rows((), [(0, checked)], language))[1:]:
        err.print(" ".join(row[2:]), highlight=False, markup=False)
    for one in checked.differences:
        shown = one.text if one.kind == "kept" else f"[{one.text or '–'} → {one.heard or '–'}]"
        out.print(shown, end=" ", highlight=False, markup=False)
    out.print("" if answer else checked.script.answer, highlight=False, markup=False)
    if checked.voice and listen:
        sound = decode(voices_of(settings.scripts_dir).path(checked.voice.file))
        await asyncio.to_thread(write_wav, listen, sound)
    return not checked.open
