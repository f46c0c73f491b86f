"""The page of one complaint: opened with a reason, and written on."""

from __future__ import annotations

from starlette.responses import Response

from voicebot.staff.board_case import REASONS, back, case_page, contact_lines, typed
from voicebot.staff.board_office import key_of, now_of, office_of, opened, seen
from voicebot.staff.console import Console
from voicebot.staff.visit import Visit

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add the pages."""

    @console.get("/board/{receipt}", "complaints")
    async def closed(visit: Visit) -> Response:
        """Where it stands; what was said where it was opened."""
        one = await seen(visit, visit.request.path_params["receipt"])
        if opened(visit, one.receipt):
            await visit.note("complaint.view", one.receipt)
        return await case_page(visit, one)

    @console.post("/board/{receipt}/open", "complaints")
    async def open_(visit: Visit) -> Response:
        """Open what was said, for a reason, which is kept first."""
        one = await seen(visit, visit.request.path_params["receipt"])
        if (reason := visit.text("reason")) not in REASONS:
            return await case_page(visit, one, 422, trouble="board_wrong_reason")
        await visit.note("complaint.open", one.receipt, reason=reason)
        return visit.go(f"/board/{one.receipt}?opened={key_of(visit, one.receipt)}")

    @console.post("/board/{receipt}/contact", "complaints")
    async def contact(visit: Visit) -> Response:
        """Show how to reach who filed it."""
        one = await seen(visit, visit.request.path_params["receipt"])
        await visit.note("complaint.contact", one.receipt)
        found = await office_of(visit).register.contact(
            one.receipt, actor=visit.me.name, role="officer", at=now_of(visit)
        )
        return await case_page(visit, one, contact=contact_lines(found))

    @console.post("/board/{receipt}/note", "complaints")
    async def note(visit: Visit) -> Response:
        """Write something down for colleagues."""
        one = await seen(visit, visit.request.path_params["receipt"])
        written = typed(visit)
        if not written["note"]:
            return await case_page(visit, one, 422, trouble="board_wrong_missing")
        await visit.note("complaint.note", one.receipt)
        who = {"actor": visit.me.name, "role": "officer", "at": now_of(visit)}
        await office_of(visit).register.note(one.receipt, written["note"], **who)  # type: ignore[arg-type]
        return back(visit, one.receipt)
