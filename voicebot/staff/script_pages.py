"""Bringing recordings in: the list of batches, a spreadsheet with its recordings, one recording alone."""

from __future__ import annotations

from starlette.responses import Response

from voicebot.civic.entry import LANGUAGES
from voicebot.civic.scripts.table import FORM, xlsx_of
from voicebot.errors import EntryError, ScriptError
from voicebot.staff.console import Console
from voicebot.staff.newsdesk import Houses
from voicebot.staff.studio import Studio
from voicebot.staff.uploading import said, uploaded
from voicebot.staff.visit import Visit
from voicebot.store.tables import ScriptBatchRow

__all__ = ["XLSX", "add_to", "download"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_ANSWER = 2_000


def add_to(console: Console, studio: Studio, houses: Houses) -> None:
    """Add the pages."""
    _looking(console, studio, houses)
    _bringing(console, studio, houses)


async def _page(visit: Visit, studio: Studio, houses: Houses, told: str = "", status: int = 200) -> Response:
    batches = studio.intake.batches
    rows = [(batch, await batches.counts(batch.id)) for batch in await batches.listed()]
    one = await _prepared(visit, houses)
    workshop = visit.console.behind.workshop
    ahead = await workshop.ahead.progress() if workshop else None
    return visit.draw("scripts.html", status, rows=rows, told=told, one=one, local=visit.local, ahead=ahead)


def _looking(console: Console, studio: Studio, houses: Houses) -> None:
    @console.get("/scripts", "faq")
    async def everything(visit: Visit) -> Response:
        """What was brought, and the forms to bring more."""
        for number in await studio.intake.batches.unfinished():
            studio.go_on(number)
        return await _page(visit, studio, houses)

    @console.get("/scripts/form.xlsx", "faq")
    async def form(visit: Visit) -> Response:
        """The empty spreadsheet."""
        return download(xlsx_of([FORM]), "answers.xlsx")


def _bringing(console: Console, studio: Studio, houses: Houses) -> None:
    @console.post("/scripts", "faq")
    async def take(visit: Visit) -> Response:
        """A spreadsheet, and its recordings if there are any."""
        try:
            batch = await _take(visit, studio)
        except ScriptError as error:
            return await _page(visit, studio, houses, said(error, visit.language), 422)
        return await _taken(visit, studio, batch)

    @console.post("/scripts/one", "faq")
    async def one(visit: Visit) -> Response:
        """One recording with its question."""
        recording = uploaded(visit.console.own, visit.text("recording_file"))
        if recording is None:
            return await _page(visit, studio, houses, visit.say("scripts_no_file"), 422)
        values = {"question": visit.text("question"), "id": visit.text("entry", 64)}
        values |= {
            "answer": visit.long_text("answer", _MOST_ANSWER),
            "recording": visit.text("recording_name", 255),
        }
        batch = await studio.mending.alone(values, recording, language=_language(visit), by=visit.me.name)
        return await _taken(visit, studio, batch)


async def _take(visit: Visit, studio: Studio) -> ScriptBatchRow:
    own, name = visit.console.own, visit.text("sheet_name", 255)
    sheet = uploaded(own, visit.text("sheet_file"))
    if sheet is None:
        raise ScriptError("no_file", visit.say("scripts_no_file"))
    archive = uploaded(own, visit.text("archive_file"))
    try:
        return await studio.intake.take(
            sheet, archive, name=name, language=_language(visit), by=visit.me.name
        )
    except ScriptError as error:
        message = error.message.replace(sheet.name, name)
        if archive:
            message = message.replace(archive.name, visit.text("archive_name", 255))
        raise ScriptError(error.code, message) from error


async def _taken(visit: Visit, studio: Studio, batch: ScriptBatchRow) -> Response:
    await visit.note("scripts.take", str(batch.id))
    studio.go_on(batch.id)
    return visit.go(f"/scripts/{batch.id}")


async def _prepared(visit: Visit, houses: Houses) -> dict[str, str]:
    """The form for one recording: what an entry says that is to be spoken, or as it was sent."""
    entry, language = visit.text("entry", 64), _language(visit)
    given = {"entry": entry, "language": language, "question": visit.text("question")}
    given["answer"] = visit.long_text("answer", _MOST_ANSWER)
    if not entry or given["question"]:
        return given
    try:
        fields = (await (await houses.of(visit)).publisher.held(entry, language)).fields
    except EntryError:
        return {**given, "entry": ""}
    question, lines = str(fields.get("question", "")), fields.get("answer_spoken", [])
    return {**given, "question": question, "answer": " ".join(map(str, lines))}


def _language(visit: Visit) -> str:
    return visit.text("language") if visit.text("language") in LANGUAGES else "ko"


def download(content: bytes, name: str) -> Response:
    """A workbook to be kept; `name` is the desk's own."""
    return Response(content, 200, {"Content-Disposition": f'attachment; filename="{name}"'}, XLSX)
