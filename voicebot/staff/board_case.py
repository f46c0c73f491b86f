"""What the page of one complaint shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from starlette.responses import Response

from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import LONGEST, Contact
from voicebot.civic.complaints.states import Outcome, table
from voicebot.errors import ComplaintError
from voicebot.staff.board_acts import KEPT, offered
from voicebot.staff.board_lines import dongs, line
from voicebot.staff.board_office import departments, key_of, now_of, office_of, officers, opened
from voicebot.staff.board_words import templates
from voicebot.staff.visit import Visit
from voicebot.store.tables import ComplaintEvent

__all__ = ["REASONS", "Happened", "back", "case", "case_page", "contact_lines", "happened", "typed"]

REASONS = ("handle", "call", "compare", "asked", "check")
"""For what somebody may want to read what was said."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of what happened.

    Attributes:
        at: on the district's clock.
        version: of the complaint after it; nothing where it stayed as it was.
        told: what the resident heard; empty where they heard nothing.
        words: what staff wrote.
    """

    at: str
    actor: str
    action: str
    version: int | None
    told: str
    words: str


def happened(visit: Visit, events: Sequence[ComplaintEvent]) -> list[Happened]:
    """What happened, in order."""
    register = office_of(visit).register
    return [
        Happened(
            at=f"{visit.local(one.at):%Y-%m-%d %H:%M}",
            actor=one.actor,
            action=one.action,
            version=one.version,
            told=register.told(one, visit.language),
            words=str(next((one.params[n] for n in ("question", "answer", "note") if n in one.params), "")),
        )
        for one in events
    ]


def typed(visit: Visit) -> dict[str, str]:
    """What somebody wrote into the forms of the page."""
    return {name: visit.text(name, LONGEST) for name in (*KEPT, "note", "template")}


async def case(visit: Visit, one: Complaint, **more: object) -> Mapping[str, Any]:
    """Everything on the page; what was said only where it was opened."""
    office, now, language = office_of(visit), now_of(visit), visit.language
    return {
        "one": one,
        "line": line(one, office, now, language, dongs(office)),
        "happened": happened(visit, await office.register.history(one.receipt)),
        "actions": offered(one.state),
        "action_names": {name: visit.say(f"board_do_{name}") for name in offered(one.state)},
        "reasons": REASONS,
        "officers": await officers(visit),
        "departments": departments(visit),
        "everywhere": departments(visit, all_of_them=True),
        "outcomes": [(name, table().outcomes[name].in_(language)) for name in get_args(Outcome)],
        "templates": templates(),
        "period": one.clock.period if one.clock else None,
        "extensions": len(one.clock.extensions) if one.clock else 0,
        "contact": None,
        "doing": "",
        "kept": dict.fromkeys((*KEPT, "note", "template"), ""),
        "trouble": "",
        "meanwhile": [],
        "heard": [],
        "hard": [],
        **(await _inside(visit, one) if opened(visit, one.receipt) or more.get("opened") else {"opened": ""}),
        **{name: value for name, value in more.items() if name != "opened"},
    }


async def case_page(visit: Visit, one: Complaint, status: int = 200, **more: object) -> Response:
    """The page."""
    return visit.draw("board_case.html", status, **await case(visit, one, **more))


def back(visit: Visit, receipt: str) -> Response:
    """To the page again, open if it was."""
    key = f"?opened={key_of(visit, receipt)}" if opened(visit, receipt) else ""
    return visit.go(f"/board/{receipt}{key}")


async def _inside(visit: Visit, one: Complaint) -> Mapping[str, Any]:
    """What is behind the reason: what was said, photos, and who told the same."""
    office, language = office_of(visit), visit.language
    asks = {question.id: question.in_(language) for question in office.category(one).ask}
    return {
        "opened": key_of(visit, one.receipt),
        "answers": [(asks.get(name, name), value) for name, value in one.answers.items()],
        "attached": await office.attaching.listed(one.receipt),
        "people": await office.joining.people(one.receipt),
        "alike": await _alike(visit, one),
    }


async def _alike(visit: Visit, one: Complaint) -> list[str]:
    """Other open complaints about the same trouble, as far as the visitor may see them."""
    office = office_of(visit)
    try:
        found = await office.joining.alike(one, now_of(visit))
        return [other for other in found if visit.me.reaches((await office.register.get(other)).department)]
    except ComplaintError:  # such as a category that the district has given up
        return []


def contact_lines(contact: Contact) -> list[str]:
    """How somebody can be reached."""
    return [value for value in contact.model_dump().values() if value]
