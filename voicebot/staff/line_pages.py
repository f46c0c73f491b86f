"""One row: its words beside what its recording says, both to be heard; confirm it, correct it, record it."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from voicebot.civic.scripts.keeping import checked_of
from voicebot.civic.scripts.problems import Problem
from voicebot.errors import ScriptError
from voicebot.staff.batch_pages import batch_of, reported, told_of
from voicebot.staff.console import Console
from voicebot.staff.studio import Studio
from voicebot.staff.uploading import uploaded
from voicebot.staff.visit import Visit
from voicebot.store.tables import ScriptLineRow

__all__ = ["add_to"]

_MOST = {"question": 200, "phrasings": 20_000, "answer": 2_000}
_KINDS = {
    ".wav": "audio/wav", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".mp4": "audio/mp4", ".aac": "audio/aac",
    ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac",
    ".webm": "audio/webm",
}  # fmt: skip
"""A recording is only ever sent as sound, whatever its bytes are."""


def add_to(console: Console, studio: Studio) -> None:
    """Add the pages."""
    _row(console, studio)
    _sounds(console, studio)


def _row(console: Console, studio: Studio) -> None:
    @console.get("/scripts/{number:int}/{line:int}", "faq")
    async def look(visit: Visit) -> Response:
        """All of a row."""
        return await _page(visit, studio)

    @console.post("/scripts/{number:int}/{line:int}", "faq")
    async def put_right(visit: Visit) -> Response:
        """Let it pass, or change it."""
        row = await _line_of(visit, studio)
        try:
            await _take(visit, studio, row)
        except ScriptError as error:
            return await _page(visit, studio, told_of(error))
        await visit.note(f"scripts.{visit.text('do')}", f"{row.batch_id}:{row.line}")
        studio.go_on(row.batch_id)
        return visit.go(f"/scripts/{row.batch_id}/{row.line}")


async def _take(visit: Visit, studio: Studio, row: ScriptLineRow) -> None:
    number, line = row.batch_id, row.line
    match visit.text("do"):
        case "confirm":
            await studio.intake.confirm(number, line, visit.texts("keys"), visit.me.name)
        case "write":
            values = {name: visit.long_text(name, most) for name, most in _MOST.items()}
            await studio.mending.write(number, line, values)
        case "record":
            recording = uploaded(visit.console.own, visit.text("recording_file"))
            if recording is None:
                raise HTTPException(422)
            name = visit.text("recording_name", 255)
            await studio.mending.record(number, line, recording, name)
        case _:
            raise HTTPException(404)


async def _page(visit: Visit, studio: Studio, told: str = "") -> Response:
    row, batch = await _line_of(visit, studio), await batch_of(visit, studio)
    if batch.state == "checking":
        studio.go_on(batch.id)
    checked = checked_of(row)
    confirmable = [one for one in checked.open if not isinstance(one, Problem) or one.confirmable]
    context = {
        "batch": batch,
        "counts": await studio.intake.batches.counts(batch.id),
        "row": reported(row.line, row.state, checked, visit.language),
        "script": checked.script,
        "confirmable": [(one.key, _named(one, visit)) for one in confirmable],
        "confirmed": row.confirmed,
        "open": batch.state not in ("saved", "saving", "discarded"),
        "told": told,
        "opening": visit.console.behind.workshop is None,
    }
    return visit.draw("script_line.html", 422 if told else 200, **context)


def _named(one: object, visit: Visit) -> str:
    """What somebody lets pass, in words."""
    if isinstance(one, Problem):
        return one.what(visit.language)
    text, heard = (getattr(one, name) or "–" for name in ("text", "heard"))
    return visit.say("scripts_differs").format(text=text, heard=heard)


async def _line_of(visit: Visit, studio: Studio) -> ScriptLineRow:
    line = int(visit.request.path_params["line"])
    try:
        return await studio.intake.batches.line(visit.number(), min(line, 2**31 - 1))
    except ScriptError as error:
        raise HTTPException(404) from error


def _sounds(console: Console, studio: Studio) -> None:
    @console.get("/scripts/{number:int}/{line:int}/original", "faq")
    async def original(visit: Visit) -> Response:
        """The recording as it came."""
        row = await _line_of(visit, studio)
        content = await studio.mending.original(row.batch_id, row.line)
        if isinstance(content, Problem):
            raise HTTPException(404)
        name = str(row.script["recording_name"]).lower()
        return Response(content, media_type=_KINDS.get(PurePosixPath(name).suffix, "audio/wav"))

    @console.get("/scripts/{number:int}/{line:int}/heard", "faq")
    async def heard(visit: Visit) -> Response:
        """The recording as callers will hear it."""
        voice, shelf = checked_of(await _line_of(visit, studio)).voice, studio.intake.shelf
        if voice is None or not shelf.has(voice.file):
            raise HTTPException(404)
        return FileResponse(shelf.path(voice.file), media_type="audio/flac")
