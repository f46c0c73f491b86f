"""The part of the console where the desk itself is set up: greetings, menu, district data, places, days."""

from __future__ import annotations

from typing import get_args

from starlette.responses import Response

from voicebot.civic.overlay import days_off, district, greetings, menu, places
from voicebot.civic.places.place import Kind
from voicebot.staff import (
    district_pages,
    greeting_list,
    greeting_pages,
    greeting_preview,
    history_pages,
    holiday_pages,
    menu_pages,
    place_import,
    place_pages,
)
from voicebot.staff.console import Console, MenuItem
from voicebot.staff.own_desk import OwnDesk, language_of, sounded
from voicebot.staff.visit import Visit
from voicebot.staff.words import words
from voicebot.store.ledger import Past

__all__ = ["CHAPTERS", "add_to"]

CHAPTERS = {
    "greetings": (greetings.chapter("ko"), greetings.chapter("en")),
    "menu": (menu.CHAPTER,),
    "district": (district.CHAPTER,),
    "places": tuple(places.chapter(kind) for kind in get_args(Kind)),
    "holidays": (days_off.CHAPTER,),
}
"""What of the ledger each group of pages writes."""
_PAGES = (
    greeting_list, greeting_preview, greeting_pages, menu_pages, district_pages, place_import, place_pages,
    holiday_pages,
)  # fmt: skip


def add_to(console: Console) -> None:
    """Add all its pages; what is found by a fixed name comes before what is found by any."""
    for part in ("desk", "greetings", "places", "pictures"):
        console.add_words(words(part))
    console.add_to_menu(MenuItem("/desk", "district", "desk", "desk_about"))
    own = OwnDesk()
    _home(console, own)
    for pages in _PAGES:
        pages.add_to(console, own)
    history_pages.add_to(console, own, [chapter for several in CHAPTERS.values() for chapter in several])


def _home(console: Console, own: OwnDesk) -> None:
    @console.get("/desk", "district")
    async def everything(visit: Visit) -> Response:
        """What can be set, and who set it last."""
        changes = {name: await _last(visit, own, several) for name, several in CHAPTERS.items()}
        return visit.draw("desk.html", changes=changes, local=visit.local)

    @console.get("/desk/listen", "district", quiet=True)
    async def listen(visit: Visit) -> Response:
        """A text as callers hear it."""
        return await sounded(visit, visit.text("text"), language_of(visit))


async def _last(visit: Visit, own: OwnDesk, several: tuple[str, ...]) -> Past | None:
    """The newest change of several chapters."""
    newest = [past for chapter in several for past in await own.ledger(visit).history(chapter, limit=1)]
    return max(newest, key=lambda past: past.at, default=None)
