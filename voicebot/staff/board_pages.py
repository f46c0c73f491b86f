"""The board: what there is to do, found, kept up to date, and given to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from voicebot.civic.complaints.receipt import read_receipt
from voicebot.civic.complaints.rows import mark_of
from voicebot.civic.complaints.states import table
from voicebot.civic.tiles import load_tiles
from voicebot.errors import ComplaintError, StoreError
from voicebot.staff.board_asking import PAGE, VIEWS, Asked, address, mark_text, read_asked, wanted
from voicebot.staff.board_counts import Count, PlaceCounts
from voicebot.staff.board_lines import dongs, line
from voicebot.staff.board_map import draw_map
from voicebot.staff.board_office import departments, now_of, office_of, officers
from voicebot.staff.console import Console
from voicebot.staff.visit import Visit
from voicebot.store.board import places

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add the pages."""

    @console.get("/board", "complaints")
    async def board(visit: Visit) -> Response:
        """What was asked for; a number leads straight to its complaint."""
        asked = read_asked(visit.request.query_params)
        if receipt := _number(asked.words):
            return visit.go(f"/board/{receipt}")
        if asked.words:
            await visit.note("complaint.search", "", view=asked.view)
        return visit.draw("board.html", **await _rows(visit, asked), **await _choices(visit))

    @console.get("/board/rows", "complaints", quiet=True)
    async def rows(visit: Visit) -> Response:
        """The list again, when anything has happened since the page was drawn."""
        newest = await office_of(visit).last_event_id()
        if visit.text("seen") == str(newest):
            return Response(status_code=204)
        return visit.draw("board_rows.html", **await _rows(visit, read_asked(visit.request.query_params)))

    _places(console)


def _places(console: Console) -> None:
    tiles, behind = load_tiles(console.own.district_dir), console.behind

    async def count(departments: tuple[str, ...]) -> Count:
        engine, office = behind.database, behind.office
        if engine is None or office is None:
            raise StoreError("store_closed", "The desk is still opening its store.")
        return await places(engine, dongs(office), departments, console.now())

    counts = PlaceCounts(count)
    console.running.append(counts.run)

    @console.get("/board/places", "complaints")
    async def where(visit: Visit) -> Response:
        """How many there are in each dong."""
        found = await counts.of(wanted(Asked(), visit.me, now_of(visit)).departments)
        return visit.draw("board_places.html", map=draw_map(tiles, found), places=found, address=_address)


def _address(dong: str) -> str:
    """Where the complaints of a dong are listed."""
    return address(Asked(dong=dong))


def _number(words: str) -> str:
    """A receipt, if that is what was typed."""
    try:
        return read_receipt(words) if words and not any(map(str.isalpha, words)) else ""
    except ComplaintError:
        return ""


async def _rows(visit: Visit, asked: Asked) -> Mapping[str, Any]:
    office, now = office_of(visit), now_of(visit)
    newest = await office.last_event_id()
    found = await office.register.board(wanted(asked, visit.me, now))
    shown, named = found[:PAGE], dongs(office)
    after = mark_text(mark_of(shown[-1])) if len(found) > PAGE else ""
    return {
        "lines": [line(one, office, now, visit.language, named) for one in shown],
        "asked": asked,
        "newest": newest,
        "here_again": address(asked, after=asked.after),
        "next": address(asked, after=after) if after else "",
    }


async def _choices(visit: Visit) -> Mapping[str, Any]:
    office, language = office_of(visit), visit.language
    asked = read_asked(visit.request.query_params)
    return {
        "views": [(view, address(asked, view=view)) for view in VIEWS],
        "categories": [(one.id, one.name.in_(language)) for one in office.categories.categories],
        "states": [(name, words.in_(language)) for name, words in table().states.items() if name != "draft"],
        "dongs": sorted(dongs(office)),
        "departments": departments(visit),
        "officers": await officers(visit),
    }
