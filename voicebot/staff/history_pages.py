"""Who changed what of the desk, and when; and back to how it was, with one press."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.staff.console import Console
from voicebot.staff.own_desk import OwnDesk, number_of
from voicebot.staff.visit import Visit

__all__ = ["add_to"]


def add_to(console: Console, own: OwnDesk, chapters: Sequence[str]) -> None:
    """Add the pages.

    Args:
        console: where.
        own: the desk's data.
        chapters: of the ledger.
    """

    def chapter_of(visit: Visit) -> str:
        name = str(visit.request.path_params["chapter"])
        if name not in chapters:
            raise HTTPException(404)
        return name

    @console.get("/desk/history/{chapter}", "district")
    async def history(visit: Visit) -> Response:
        """Every change, or those of one thing."""
        name, key, ledger = chapter_of(visit), visit.text("key", 64), own.ledger(visit)
        pasts = await ledger.history(name, key)
        seen = await ledger.version(name)
        return visit.draw(
            "desk_history.html", chapter=name, key=key, pasts=pasts, seen=seen, local=visit.local
        )

    @console.post("/desk/history/{chapter}", "district")
    async def back(visit: Visit) -> Response:
        """Return to how it was then."""
        name, key, ledger = chapter_of(visit), visit.text("key", 64), own.ledger(visit)
        version = number_of(visit.text("version"))
        if version < 0:
            raise HTTPException(404)
        await ledger.back(name, version, own.writer(visit), key)
        await own.note(visit, name, "return", f"{version} {key}".strip())
        return visit.go(f"/desk/history/{name}" + (f"?key={key}" if key else ""))
