"""One batch: how far it is, row by row what is wrong and what to do, and what can be done with all of it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.scripts.drafting import Drafts
from voicebot.civic.scripts.keeping import checked_of
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.script import CheckedScript
from voicebot.civic.scripts.table import report_rows, xlsx_of
from voicebot.errors import EntryError, ScriptError, StoreError
from voicebot.staff.console import Console
from voicebot.staff.newsdesk import Houses
from voicebot.staff.script_pages import download
from voicebot.staff.studio import Studio
from voicebot.staff.visit import Visit
from voicebot.store.batches import LineState
from voicebot.store.tables import ScriptBatchRow

__all__ = ["Reported", "add_to", "batch_of", "reported", "told_of"]

_AT_ONCE = 50
_TO_DO: tuple[LineState, ...] = ("wrong", "open", "waiting")
_TOLD = {
    "batch_not_clean", "batch_not_so", "entry_changed", "entry_id", "entry_invalid", "line_busy",
    "not_confirmable",
}  # fmt: skip
"""Codes that the pages have words for: ``scripts_<code>``."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A row of the report.

    Attributes:
        findings: what is wrong, and what to do.
    """

    line: int
    state: str
    checked: CheckedScript
    findings: tuple[tuple[str, str], ...]


def add_to(console: Console, studio: Studio, houses: Houses) -> None:
    """Add the pages."""
    _looking(console, studio)
    _steps(console, studio, houses)


def _looking(console: Console, studio: Studio) -> None:
    @console.get("/scripts/{number:int}", "faq")
    async def report(visit: Visit) -> Response:
        """Row by row."""
        return await _page(visit, studio)

    @console.get("/scripts/{number:int}/progress", "faq", quiet=True)
    async def progress(visit: Visit) -> Response:
        """How far it is; the page is drawn anew when that is over."""
        batch = await batch_of(visit, studio)
        if batch.state != "checking":
            return Response(headers={"HX-Refresh": "true"})
        studio.go_on(batch.id)
        counts = await studio.intake.batches.counts(batch.id)
        opening = visit.console.behind.workshop is None
        return visit.draw("script_progress.html", batch=batch, counts=counts, opening=opening)

    @console.get("/scripts/{number:int}/report.xlsx", "faq")
    async def sheet(visit: Visit) -> Response:
        """The report as a spreadsheet that computes nothing."""
        batch = await batch_of(visit, studio)
        problems = [Problem.of_json(one) for one in batch.problems]
        scripts = [(_line(one), one) async for one in studio.intake.scripts(batch.id)]
        rows = list(report_rows(problems, scripts, visit.language))
        return download(xlsx_of(rows), f"report-{batch.id}.xlsx")


def _steps(console: Console, studio: Studio, houses: Houses) -> None:
    @console.post("/scripts/{number:int}/step", "faq")
    async def step(visit: Visit) -> Response:
        """Stop, go on, give up, or make drafts of all."""
        batch, do = await batch_of(visit, studio), visit.text("do")
        try:
            await _take(visit, studio, houses, batch.id, do)
        except (ScriptError, EntryError, StoreError) as error:
            return await _page(visit, studio, told_of(error))
        await visit.note(f"scripts.{do}", str(batch.id))
        return visit.go("/faq?state=draft" if do == "save" else f"/scripts/{batch.id}")


async def _take(visit: Visit, studio: Studio, houses: Houses, number: int, do: str) -> None:
    intake = studio.intake
    match do:
        case "cancel":
            await intake.cancel(number)
        case "resume":
            await intake.resume(number)
            studio.go_on(number)
        case "discard":
            await intake.discard(number)
        case "save":
            publisher, folder = (await houses.of(visit)).publisher, visit.console.own.recordings_dir
            await intake.save(number, Drafts(publisher, intake.shelf, folder, visit.me.name))
        case _:
            raise HTTPException(404)


async def _page(visit: Visit, studio: Studio, told: str = "") -> Response:
    batch, batches = await batch_of(visit, studio), studio.intake.batches
    if batch.state == "checking":
        studio.go_on(batch.id)
    every, after = visit.text("show") == "all", _number(visit.text("after"))
    rows = await batches.lines(batch.id, () if every else _TO_DO, after=after, limit=_AT_ONCE + 1)
    shown = [reported(row.line, row.state, checked_of(row), visit.language) for row in rows[:_AT_ONCE]]
    problems = [Problem.of_json(one) for one in batch.problems]
    context = {
        "batch": batch,
        "counts": await batches.counts(batch.id),
        "problems": problems,
        "blocked": any(problem.blocks for problem in problems),
        "rows": shown,
        "further": rows[_AT_ONCE - 1].line if len(rows) > _AT_ONCE else 0,
        "every": every,
        "told": told,
        "opening": visit.console.behind.workshop is None,
    }
    return visit.draw("script_batch.html", 422 if told else 200, **context)


async def batch_of(visit: Visit, studio: Studio) -> ScriptBatchRow:
    """The batch in the path.

    Raises:
        HTTPException: there is none.
    """
    try:
        return await studio.intake.batches.get(visit.number())
    except ScriptError as error:
        raise HTTPException(404) from error


def reported(line: int, state: str, checked: CheckedScript, language: str) -> Reported:
    """A row of the report."""
    rows = list(report_rows((), [(line, checked)], language))[1:]
    return Reported(line, state, checked, tuple((what, then) for _, _, what, then in rows))


def told_of(error: ScriptError | EntryError | StoreError) -> str:
    """The key of the words for what could not be done.

    Raises:
        VoicebotError: the error, if there are none: it is no mistake of an officer's.
    """
    if error.code not in _TOLD:
        raise error
    return f"scripts_{error.code}"


def _line(checked: CheckedScript) -> int:
    return int(checked.key.rpartition(":")[2])


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0
