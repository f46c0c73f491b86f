"""What belongs to a complaint: its photos and sounds, and the ones that are about the same trouble."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.errors import ComplaintError
from voicebot.staff.board_case import case
from voicebot.staff.board_office import now_of, office_of, opened, seen
from voicebot.staff.console import Console
from voicebot.staff.visit import Visit

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add the pages."""

    @console.get("/board/{receipt}/beside/{other}", "complaints")
    async def beside(visit: Visit) -> Response:
        """Two complaints side by side, for who has opened the one."""
        one = await seen(visit, visit.request.path_params["receipt"])
        other = await seen(visit, visit.request.path_params["other"])
        if not opened(visit, one.receipt):
            return visit.go(f"/board/{one.receipt}")
        await visit.note("complaint.open", other.receipt, reason="compare")
        left, right = await case(visit, one), await case(visit, other, opened=True)
        return visit.draw("board_beside.html", left=left, right=right, opened=left["opened"], one=one)

    @console.get("/board/{receipt}/file/{name}", "complaints")
    async def file(visit: Visit) -> Response:
        """A photo or a sound, for who has opened the complaint; the look is kept first."""
        one = await seen(visit, visit.request.path_params["receipt"])
        if not opened(visit, one.receipt):
            raise HTTPException(404)
        await visit.note("complaint.attachment", one.receipt)
        try:
            found, content = await office_of(visit).attaching.view(
                one.receipt, visit.request.path_params["name"],
                actor=visit.me.name, role="officer", at=now_of(visit),
            )  # fmt: skip
        except ComplaintError:
            raise HTTPException(404) from None
        return Response(content, media_type=found.media, headers={"Content-Disposition": "inline"})
