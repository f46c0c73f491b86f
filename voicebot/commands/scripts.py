"""`voicebot faq import`, `add-recording` and what goes with them: answers that officers bring."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from voicebot.commands.console import Language, err, out
from voicebot.commands.officer import Actor, who
from voicebot.settings import settings

if TYPE_CHECKING:
    from voicebot.civic.scripts.batch import Intake

__all__ = ["add_to"]

T = TypeVar("T")
Number = Annotated[int, typer.Argument(help="Of the batch, as `voicebot faq batches` says.")]


def add_to(group: typer.Typer) -> None:
    """Add the commands to `voicebot faq`."""
    group.command("import")(import_)
    group.command("add-recording")(add_recording)
    group.command("batches")(batches)
    group.command("report")(report)
    group.command("confirm")(confirm)
    group.command("cancel")(cancel)
    group.command("discard")(discard)
    group.command("form")(form)


def import_(
    sheet: Annotated[
        Path | None, typer.Argument(help="Spreadsheet: .xlsx, or CSV in UTF-8 or CP949.")
    ] = None,
    recordings: Annotated[
        Path | None, typer.Option(help="ZIP file with the recordings that it names.")
    ] = None,
    resume: Annotated[int | None, typer.Option(help="Go on with this batch instead.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--out", help="Write entries here when nothing is wrong, as in faq/.")
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--into-drafts", help="Make drafts of all when nothing is wrong.")
    ] = False,
    language: Language = "ko",
    actor: Actor = "",
) -> None:
    """Check a batch row by row; with --into-drafts or --out save all of it, or nothing. --resume goes on."""
    from voicebot.commands.scripts_work import check, draft_all, hearing_intake, save_to, take

    if (sheet is None) == (resume is None):
        raise typer.BadParameter("Give a spreadsheet, or --resume NUMBER, one of the two.")

    async def run() -> int:
        async with hearing_intake(settings()) as intake:
            number = resume or await take(intake, sheet or Path(), recordings, language, who(actor))
            ready = await check(intake, number, resumed=resume is not None)
            clean = await _print_report(intake, number, language)
            if ready and clean and drafts:
                count = await draft_all(settings(), intake, number, who(actor))
                out.print(f"{count} answers are drafts; hand each in: voicebot faq review ID")
            elif ready and clean and folder:
                out.print(
                    f"{await save_to(intake, number, folder)} answers are in {folder}.", highlight=False
                )
            elif ready and clean:
                out.print(f"Nothing is wrong. Save it: voicebot faq import --resume {number} --into-drafts")
            return 0 if ready and clean else 1

    raise typer.Exit(asyncio.run(run()))


def add_recording(
    recording: Annotated[Path, typer.Argument(help="WAV, MP3, M4A, OGG or FLAC.")],
    question: Annotated[str, typer.Option(help="What it answers.")],
    answer: Annotated[str, typer.Option(help="What it says; drafted from it when empty.")] = "",
    listen: Annotated[
        Path | None, typer.Option("--listen", help="Write what callers will hear to this WAV file.")
    ] = None,
    language: Language = "ko",
) -> None:
    """Check one recording: level, loudness, silence, and word by word against its text."""
    from voicebot.commands.scripts_work import check_one

    clean = asyncio.run(check_one(settings(), recording, question, answer, listen, language))
    raise typer.Exit(0 if clean else 1)


def batches() -> None:
    """The newest batches, and how far each is."""
    from rich.table import Table

    async def run(intake: Intake) -> None:
        table = Table("no.", "name", "by", "state", "clean", "to hear", "wrong", "waiting")
        for batch in await intake.batches.listed():
            n = await intake.batches.counts(batch.id)
            figures = (str(count) for count in (n.clean, n.open, n.wrong, n.waiting))
            table.add_row(str(batch.id), batch.name, batch.made_by, batch.state, *figures)
        out.print(table)

    _with(run)


def report(
    number: Number,
    file: Annotated[
        Path | None, typer.Option("--file", help="Write it to this .csv or .xlsx file instead.")
    ] = None,
    language: Language = "ko",
) -> None:
    """What is wrong with a batch, row by row, and what to do about it."""
    from voicebot.civic.scripts.table import csv_of, xlsx_of
    from voicebot.commands.scripts_work import reported

    async def run(intake: Intake) -> None:
        if file is None:
            await _print_report(intake, number, language)
            return
        rows = await reported(intake, number, language)
        file.write_bytes(xlsx_of(rows) if file.suffix == ".xlsx" else csv_of(rows))

    _with(run)


def confirm(
    number: Number,
    line: Annotated[int, typer.Argument(help="Of the spreadsheet.")],
    yes: Annotated[bool, typer.Option("--yes", help="You have listened; do not ask.")] = False,
) -> None:
    """You have listened to a row: it says what is written, though the recogniser heard otherwise."""
    from voicebot.civic.scripts.keeping import checked_of

    async def run(intake: Intake) -> None:
        open_ = checked_of(await intake.batches.line(number, line)).open
        for one in open_:
            out.print(one.key.replace("|", "  "), highlight=False, markup=False)
        if not yes:
            typer.confirm("Have you listened to it, and is it right?", abort=True)
        await intake.confirm(number, line, [one.key for one in open_], getpass.getuser())

    _with(run)


def cancel(number: Number) -> None:
    """Stop checking a batch; what was done is kept, and --resume goes on."""
    _with(lambda intake: intake.cancel(number))


def discard(number: Number) -> None:
    """Give a batch up; its files go."""
    _with(lambda intake: intake.discard(number))


def form(file: Annotated[Path, typer.Argument(help="An .xlsx or .csv file, to be filled in.")]) -> None:
    """Write an empty spreadsheet with the headings that are understood."""
    from voicebot.civic.scripts.table import FORM, csv_of, xlsx_of

    file.write_bytes(xlsx_of([FORM]) if file.suffix == ".xlsx" else csv_of([FORM]))


async def _print_report(intake: Intake, number: int, language: str) -> bool:
    """Print it; whether nothing stands in the way."""
    from rich.table import Table

    from voicebot.commands.scripts_work import reported

    rows = await reported(intake, number, language)
    table = Table(*rows[0])
    for row in rows[1:]:
        table.add_row(*row)
    if len(rows) > 1:
        err.print(table, markup=False)
    counts, batch = await intake.batches.counts(number), await intake.batches.get(number)
    out.print(
        f"{batch.name} is batch {number}: {counts.clean} of {counts.total} rows are clean, {counts.open} "
        f"wait for somebody to listen, {counts.wrong} are wrong.",
        highlight=False,
    )
    return counts.clean == counts.total


def _with(work: Callable[[Intake], Awaitable[T]]) -> T:
    """Work on the batches of this desk's store; nothing is heard, so that no model is loaded."""
    from voicebot.commands.scripts_work import deaf_intake

    async def run() -> T:
        async with deaf_intake(settings()) as intake:
            return await work(intake)

    return asyncio.run(run())
