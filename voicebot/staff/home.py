"""The first page: what somebody can do here."""

from __future__ import annotations

from starlette.responses import Response

from voicebot.staff.console import Console
from voicebot.staff.visit import Visit

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add the page."""

    @console.get("/", "self")
    async def home(visit: Visit) -> Response:
        """Each part of the console that they may use."""
        return visit.draw("home.html")
