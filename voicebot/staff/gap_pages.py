"""What callers asked in vain, and what an officer makes of it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.publishing.gaps import GapDesk
from voicebot.civic.publishing.publisher import Held
from voicebot.errors import EntryError, StoreError
from voicebot.staff.console import Console
from voicebot.staff.newsdesk import Houses, trouble
from voicebot.staff.visit import Visit

__all__ = ["add_to"]

STATES = ("open", "drafted", "added", "not_ours")
SHOWN = 100
"""Groups on the page, the most asked first."""


def add_to(console: Console, houses: Houses) -> None:
    """Add the pages."""

    async def page(visit: Visit, told: str = "", status: int = 200) -> Response:
        house, state = (await houses.of(visit)).gaps, visit.text("state")
        state = state if state in STATES else "open"
        found = await house.listed((state,))
        waiting = await house.gaps.waiting()
        context = {"gaps": found[:SHOWN], "more": len(found) - SHOWN, "waiting": waiting, "states": STATES}
        return visit.draw("gaps.html", status, state=state, told=told, local=visit.local, **context)

    @console.get("/gaps", "gaps")
    async def gaps(visit: Visit) -> Response:
        """Groups of questions that mean the same."""
        return await page(visit)

    @console.post("/gaps/{number:int}", "faq")
    async def decide(visit: Visit) -> Response:
        """Make an entry of it, add it to one, or put it aside."""
        try:
            done = await _decide(visit, (await houses.of(visit)).gaps)
        except (EntryError, StoreError) as error:
            if error.code in ("group_unknown", "entry_unknown"):
                return await page(visit, f"faq_{error.code}", 404)
            return await page(visit, trouble(error), 422)
        await visit.note(f"gap.{visit.text('do')}", str(visit.number()), entry=visit.text("entry"))
        return visit.go(f"/faq/{done.key[0]}/{done.key[1]}" if done else "/gaps")


async def _decide(visit: Visit, gaps: GapDesk) -> Held | None:
    """The draft that came of it, if one did."""
    number, entry, who = visit.number(), visit.text("entry"), visit.me.name
    match visit.text("do"):
        case "draft":
            return await gaps.draft(number, entry, visit.me.shown, who)
        case "add":
            return await gaps.add(number, entry, who)
        case "dismiss":
            await gaps.dismiss(number, who)
            return None
    raise HTTPException(404)
