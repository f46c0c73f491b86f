"""Giving many complaints to one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.receipt import grouped
from voicebot.civic.complaints.states import table
from voicebot.errors import ComplaintError, StoreError
from voicebot.staff.board_asking import PAGE
from voicebot.staff.board_office import now_of, office_of, officers, seen
from voicebot.staff.console import Console
from voicebot.staff.visit import Visit

__all__ = ["add_to"]


@dataclass(frozen=True, slots=True)
class _Left:
    """One that could not be given, and why."""

    receipt: str
    number: str
    why: str


def add_to(console: Console) -> None:
    """Add the page."""

    @console.post("/board/assign", "complaints")
    async def assign(visit: Visit) -> Response:
        """Give what was ticked to somebody; tells how many were, and which were not."""
        chosen, assignee = visit.texts("chosen")[:PAGE], visit.text("assignee")
        if assignee not in {one.name for one in await officers(visit)}:
            return visit.draw("board_assigned.html", 422, count=0, left=[], trouble="board_wrong_assignee")
        left = [one for one in [await _give(visit, each, assignee) for each in chosen] if one]
        return visit.draw("board_assigned.html", count=len(chosen) - len(left), left=left, trouble="")


async def _give(visit: Visit, chosen: str, assignee: str) -> _Left | None:
    receipt, _, version = chosen.partition(":")
    one = await seen(visit, receipt)
    try:
        await _assign(visit, one, int(version) if version.isdigit() else -1, assignee)
    except (ComplaintError, StoreError) as error:
        return _Left(receipt, grouped(receipt), error.code)
    return None


async def _assign(visit: Visit, one: Complaint, version: int, assignee: str) -> None:
    """Assign it, and take it on before where the table wants that; by the version on the page."""
    params: Sequence[tuple[str, dict[str, str]]] = [("assign", {"assignee": assignee})]
    if "accept" in table().possible(one.state, "officer"):
        params = [("accept", {}), *params]
    for action, given in params:
        await visit.note(f"complaint.{action}", one.receipt)
        act = Act(action, visit.me.name, "officer", now_of(visit), given)  # type: ignore[arg-type]
        version = (await office_of(visit).register.act(one.receipt, act, version=version)).version
