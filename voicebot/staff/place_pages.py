"""Places: find one, change it, add one, take one out; and what the desk says of a dong."""

from __future__ import annotations

import asyncio
from typing import Any, get_args

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.overlay.laying import Row
from voicebot.civic.overlay.place_desk import PlaceDesk
from voicebot.civic.overlay.places import chapter
from voicebot.civic.places.place import Kind, Place
from voicebot.civic.places.problems import RowError
from voicebot.errors import StoreError
from voicebot.staff.console import Console
from voicebot.staff.own_desk import OwnDesk, is_meanwhile, language_of
from voicebot.staff.place_form import Typed, place_in, typed, typed_of
from voicebot.staff.visit import Visit
from voicebot.talk.living.guide import Guide

__all__ = ["KINDS", "add_to", "kind_of_page", "places_of"]

KINDS: tuple[Kind, ...] = get_args(Kind)
NEW = "new"
_AT_ONCE = 50


def add_to(console: Console, own: OwnDesk) -> None:
    """Add the pages."""
    _list(console, own)
    _preview(console, own)
    _writing(console, own)


async def places_of(visit: Visit, own: OwnDesk) -> PlaceDesk:
    """What officers work on places with."""
    return await asyncio.to_thread(PlaceDesk, own.ledger(visit), visit.console.own.places_dir)


def kind_of_page(given: str) -> Kind:
    """The kind that a page is about.

    Raises:
        HTTPException: there is none.
    """
    found = next((kind for kind in KINDS if kind == given), None)
    if found is None:
        raise HTTPException(404)
    return found


def _list(console: Console, own: OwnDesk) -> None:
    @console.get("/desk/places", "district")
    async def everything(visit: Visit) -> Response:
        """The places of a kind, by name, some at a time."""
        kind = kind_of_page(visit.text("kind") or KINDS[0])
        desk, asked = await places_of(visit, own), visit.text("q", 80)
        counts = {one: len(await desk.rows(one)) for one in KINDS}
        rows = [row for row in await desk.rows(kind) if _speaks(row.value, asked)]
        page = max(1, _number(visit.text("page")))
        context: dict[str, Any] = {
            "kind": kind, "kinds": KINDS, "counts": counts, "q": asked, "found": len(rows), "page": page,
            "rows": rows[(page - 1) * _AT_ONCE : page * _AT_ONCE], "further": len(rows) > page * _AT_ONCE,
            "chapter": chapter(kind),
        }  # fmt: skip
        return visit.draw("desk_places.html", **context)


def _speaks(place: Place, asked: str) -> bool:
    text = f"{place.name} {place.address} {place.phone}".lower()
    return all(word in text for word in asked.lower().split())


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _preview(console: Console, own: OwnDesk) -> None:
    @console.get("/desk/places/preview", "district")
    async def preview(visit: Visit) -> Response:
        """What a caller from a dong would hear."""
        kind, where = kind_of_page(visit.text("kind") or KINDS[0]), visit.text("where", 40)
        language, holding = language_of(visit), await own.holding(visit)
        known = holding.district.places
        reply = None
        if where:
            guide = Guide(
                holding.district,
                holding.calendar,
                lambda: None,
                await (await places_of(visit, own)).shelf(),
                lambda: visit.local(visit.tools.now()),
                visit.console.own.map_link,
            )
            reply = guide.around(kind, where, language)
        context: dict[str, Any] = {
            "kind": kind, "kinds": KINDS, "where": where, "reply": reply, "language": language,
            "dongs": (*known.south, *known.north, *known.other, *known.landmarks),
        }  # fmt: skip
        return visit.draw("place_preview.html", **context)


def _writing(console: Console, own: OwnDesk) -> None:
    @console.get("/desk/places/{kind}/{key}", "district")
    async def look(visit: Visit) -> Response:
        """One place, or an empty form for a new one."""
        kind = kind_of_page(visit.request.path_params["kind"])
        row = await _row(visit, own, kind)
        return await _page(visit, own, kind, row, typed_of(row.value) if row else {})

    @console.post("/desk/places/{kind}/{key}", "district")
    async def change(visit: Visit) -> Response:
        """Keep it as it was typed, or take it out."""
        kind = kind_of_page(visit.request.path_params["kind"])
        row, desk = await _row(visit, own, kind), await places_of(visit, own)
        if row and visit.text("do") == "remove":
            await desk.remove(kind, row, own.writer(visit))
            await own.note(visit, chapter(kind), "remove", row.value.name)
            return visit.go(f"/desk/places?kind={kind}")
        form = typed(visit)
        try:
            place = place_in(form, row.value if row else None)
            key = await desk.put(kind, row.key if row else "", place, own.writer(visit))
        except RowError as error:
            return await _page(visit, own, kind, row, form, error.said(visit.language))
        except StoreError as error:
            is_meanwhile(error)
            return await _page(visit, own, kind, row, form, visit.say("desk_meanwhile"))
        await own.note(visit, chapter(kind), "edit" if row else "add", place.name)
        return visit.go(f"/desk/places/{kind}/{key}")


async def _row(visit: Visit, own: OwnDesk, kind: Kind) -> Row[Place] | None:
    """The place in the path; nothing for a new one.

    Raises:
        HTTPException: there is none.
    """
    key = visit.request.path_params["key"]
    rows = await (await places_of(visit, own)).rows(kind)
    found = next((row for row in rows if row.key == key), None)
    if found is None and key != NEW:
        raise HTTPException(404)
    return found


async def _page(
    visit: Visit, own: OwnDesk, kind: Kind, row: Row[Place] | None, form: Typed, told: str = ""
) -> Response:
    status = 409 if told == visit.say("desk_meanwhile") else 422 if told else 200
    return visit.draw(
        "desk_place.html",
        status,
        kind=kind,
        row=row,
        key=row.key if row else NEW,
        form=form,
        told=told,
        chapter=chapter(kind),
        seen=await own.ledger(visit).version(chapter(kind)),
    )
