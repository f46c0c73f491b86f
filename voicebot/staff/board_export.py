"""Taking the board along."""

from __future__ import annotations

from starlette.responses import Response, StreamingResponse

from voicebot.staff.board_asking import read_asked, wanted
from voicebot.staff.board_office import now_of, office_of
from voicebot.staff.board_table import as_csv, as_xlsx
from voicebot.staff.console import Console
from voicebot.staff.visit import Visit

__all__ = ["add_to"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_to(console: Console) -> None:
    """Add the page."""

    @console.get("/board/export", "complaints")
    async def export(visit: Visit) -> Response:
        """All of what was asked for, as CSV or as a workbook; that it was taken is kept first."""
        kind = "xlsx" if visit.text("as") == "xlsx" else "csv"
        office, now = office_of(visit), now_of(visit)
        asked = read_asked(visit.request.query_params)
        about = {
            name: value
            for name in ("view", "category", "department", "state")
            if (value := getattr(asked, name))
        }
        await visit.note("complaint.export", "", kind=kind, **about)
        headers = {"Content-Disposition": f'attachment; filename="board-{now:%Y%m%d-%H%M}.{kind}"'}
        question = wanted(asked, visit.me, now)
        if kind == "xlsx":
            return Response(await as_xlsx(office, question, now), media_type=_XLSX, headers=headers)
        lines = as_csv(office, question, now)
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)
