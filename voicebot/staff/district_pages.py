"""District data: the desk's name, hours, offices, departments and telephones, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.entry import LANGUAGES
from voicebot.civic.overlay.district import CHAPTER, PARTS, content_of, own_key, part_of, records
from voicebot.civic.overlay.laying import OFF, Row, free_key
from voicebot.errors import StoreError
from voicebot.staff.console import Console
from voicebot.staff.district_form import (
    CHOICES,
    FIELDS,
    KINDS,
    MADE,
    Typed,
    record_of,
    settled,
    typed,
    typed_of,
    wrong_fields,
)
from voicebot.staff.district_spoken import spoken, with_record
from voicebot.staff.own_desk import Holding, OwnDesk, is_meanwhile
from voicebot.staff.visit import Visit
from voicebot.store.ledger import Content

__all__ = ["add_to"]

_NEW = "new:"


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is looked at.

    Attributes:
        row: nothing for a new one.
        part: what it is.
        used: departments that complaints are sent to by their kind.
    """

    holding: Holding
    row: Row[BaseModel] | None
    part: str
    used: frozenset[str]


def add_to(console: Console, own: OwnDesk) -> None:
    """Add the pages."""
    _list(console, own)
    _writing(console, own)
    _stepping(console, own)


def _list(console: Console, own: OwnDesk) -> None:
    @console.get("/desk/district", "district")
    async def everything(visit: Visit) -> Response:
        """Everything, part by part."""
        rows = _rows(await own.holding(visit))
        parts = {part: [row for row in rows if part_of(row.key) == part] for part in PARTS}
        return visit.draw("desk_district.html", parts=parts, made=MADE, chapter=CHAPTER)


def _rows(holding: Holding) -> list[Row[BaseModel]]:
    return records(holding.filed, holding.lines[CHAPTER])


def _writing(console: Console, own: OwnDesk) -> None:
    @console.get("/desk/district/{key}", "district")
    async def look(visit: Visit) -> Response:
        """One record, or an empty form for a new one."""
        held = await _held(visit, own)
        return await _page(visit, own, held, typed_of(held.row.value) if held.row else {})

    @console.post("/desk/district/{key}", "district")
    async def keep(visit: Visit) -> Response:
        """Keep what was typed, or only show what would be said then."""
        held = await _held(visit, own)
        form = typed(visit, held.part)
        try:
            record = record_of(held.part, form)
        except ValidationError as error:
            return await _page(visit, own, held, form, "wrong", wrong_fields(error))
        told = settled(held.row, record, held.used)
        if told or visit.text("do") == "look":
            return await _page(visit, own, held, form, told)
        try:
            key = await _keep(visit, own, held, record)
        except StoreError as error:
            is_meanwhile(error)
            return await _page(visit, own, held, form, "meanwhile")
        return visit.go(f"/desk/district/{key}")


async def _keep(visit: Visit, own: OwnDesk, held: Held, record: BaseModel) -> str:
    taken = {row.key for row in _rows(held.holding)}
    key = held.row.key if held.row else free_key(own_key(record), taken)
    line = content_of(record, off=bool(held.row and held.row.off))
    await own.write(visit, CHAPTER, {key: line}, "edit" if held.row else "add", key)
    return key


def _stepping(console: Console, own: OwnDesk) -> None:
    @console.post("/desk/district/{key}/step", "district")
    async def step(visit: Visit) -> Response:
        """Take it away, bring it back, or undo what officers made of it."""
        held, do = await _held(visit, own), visit.text("do")
        row = held.row
        if row is None or do not in ("on", "off", "drop") or (do == "off" and held.part not in MADE):
            raise HTTPException(404)
        gone = do == "off" or (do == "drop" and row.origin == "office")
        if told := settled(row, None, held.used) if gone else "":
            return await _page(visit, own, held, typed_of(row.value), told)
        lines = {row.key: None if do == "drop" else _switched(row, off=do == "off")}
        await own.write(visit, CHAPTER, lines, do, row.key)
        return visit.go("/desk/district" if gone else f"/desk/district/{row.key}")


def _switched(row: Row[BaseModel], *, off: bool) -> Content | None:
    """The line by which a record counts no more, or again; what officers wrote of it is kept."""
    if row.origin == "file":
        return {OFF: True} if off else None
    return content_of(row.value, off=off)


async def _held(visit: Visit, own: OwnDesk) -> Held:
    """The record in the path; an empty place for a new one.

    Raises:
        HTTPException: there is none.
    """
    holding, key = await own.holding(visit), str(visit.request.path_params["key"])
    office = visit.console.behind.office
    used = (
        frozenset(one.department for one in office.categories.categories if one.department) if office else ()
    )
    new = key.removeprefix(_NEW)
    if key.startswith(_NEW) and new in MADE:
        return Held(holding, None, new, frozenset(used))
    row = next((row for row in _rows(holding) if row.key == key), None)
    if row is None:
        raise HTTPException(404)
    return Held(holding, row, part_of(key), frozenset(used))


async def _page(
    visit: Visit, own: OwnDesk, held: Held, form: Typed, told: str = "", wrong: Sequence[str] = ()
) -> Response:
    context = {
        "held": held,
        "form": form,
        "fields": FIELDS[held.part],
        "kinds": KINDS,
        "choices": CHOICES,
        "told": told,
        "wrong": wrong,
        "said": _said(visit, held, form),
        "looked": visit.text("do") == "look",
        "several": held.part in MADE,
        "chapter": CHAPTER,
        "seen": await own.ledger(visit).version(CHAPTER),
    }
    status = 409 if told == "meanwhile" else 422 if told else 200
    return visit.draw("desk_record.html", status, **context)


def _said(visit: Visit, held: Held, form: Typed) -> list[tuple[str, str]]:
    """(language, sentence) of all that is said of what stands in the form, if that can be."""
    try:
        record = record_of(held.part, form)
    except ValidationError:
        return []
    district, at = with_record(held.holding.district, record), visit.local(visit.tools.now())
    return [(name, line) for name in LANGUAGES for line in spoken(record, district, at, name)]
