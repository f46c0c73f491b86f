"""A file of places in the stead of all of its kind, with a report row by row."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.overlay.places import chapter
from voicebot.civic.places.importing import Import, places_in
from voicebot.civic.places.problems import RowError
from voicebot.errors import DistrictError, StoreError
from voicebot.staff.console import Console
from voicebot.staff.own_desk import OwnDesk, is_meanwhile
from voicebot.staff.place_pages import KINDS, kind_of_page, places_of
from voicebot.staff.visit import Visit

__all__ = ["FILE_BYTES", "add_to"]

FILE_BYTES = 8 * 1024 * 1024
"""Of a file: some forty thousand places."""
_MOST_SHOWN = 200


def add_to(console: Console, own: OwnDesk) -> None:
    """Add the pages."""

    @console.get("/desk/places/import", "district")
    async def form(visit: Visit) -> Response:
        """Where a file is chosen."""
        return _form(visit)

    @console.post("/desk/places/import", "district", most=FILE_BYTES)
    async def take(visit: Visit) -> Response:
        """Read it; where nothing of it is of this district, nothing changes."""
        try:
            found = await _read(visit, own)
        except DistrictError as error:
            return _form(visit, f"place_{error.code}", 422)
        if not found.places:
            rows = [(line, wrong.said(visit.language)) for line, wrong in found.problems[:_MOST_SHOWN]]
            return _form(visit, "place_nothing", 422, rows=rows, outside=found.outside)
        try:
            version = await (await places_of(visit, own)).take(found, visit.me.name, visit.tools.now())
        except StoreError as error:
            is_meanwhile(error)
            return _form(visit, "desk_meanwhile", 409)
        await own.note(visit, chapter(found.kind), "import", str(len(found.places)))
        return visit.go(f"/desk/places/{found.kind}/report/{version}")

    @console.get("/desk/places/{kind}/report/{number:int}", "district")
    async def report(visit: Visit) -> Response:
        """What came of a file, and the way back."""
        kind, ledger = kind_of_page(visit.request.path_params["kind"]), own.ledger(visit)
        past = await ledger.change(chapter(kind), visit.number())
        if past is None or past.action != "import":
            raise HTTPException(404)
        told = past.details.get("problems", ())
        rows = [(line, RowError(code, **about).said(visit.language)) for line, code, about in told]
        seen = await ledger.version(chapter(kind))
        context: dict[str, Any] = {
            "kind": kind,
            "past": past,
            "rows": rows,
            "seen": seen,
            "chapter": chapter(kind),
        }
        return visit.draw("place_report.html", local=visit.local, **context)


async def _read(visit: Visit, own: OwnDesk) -> Import:
    """What is in the file that was sent.

    Raises:
        DistrictError: it cannot be read at all.
    """
    file, kind = visit.form.get("file"), visit.text("kind")
    if not isinstance(file, UploadFile) or not file.size:
        raise DistrictError("places_empty", "No file was chosen.")
    raw, name = await file.read(), file.filename or ""
    district = (await own.holding(visit)).district
    return await asyncio.to_thread(places_in, raw, name, district, kind or None)


def _form(visit: Visit, told: str = "", status: int = 200, **more: Any) -> Response:  # noqa: ANN401 - the page's
    return visit.draw("place_import.html", status, kinds=KINDS, told=told, **more)
