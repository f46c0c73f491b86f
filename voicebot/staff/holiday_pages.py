"""Days off: the year as it is, another day off or one less, and whose answers are due on another day then."""

from __future__ import annotations

import datetime as dt
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.recounting import moved
from voicebot.civic.overlay.days_off import CHAPTER, days_off
from voicebot.errors import StoreError
from voicebot.staff.console import Console
from voicebot.staff.holiday_form import KINDS, Kind, days_of, dues, line_of, with_day
from voicebot.staff.own_desk import Holding, OwnDesk, is_meanwhile
from voicebot.staff.recounts import Recounts
from voicebot.staff.visit import Visit
from voicebot.talk.living.words import date as said

__all__ = ["add_to"]

_BACK = dt.timedelta(days=30)
"""A day off that was declared late may still be written down."""


def add_to(console: Console, own: OwnDesk) -> None:
    """Add the pages."""
    recounts = Recounts()
    console.closing.append(recounts.close)
    _year(console, own, recounts)
    _recounting(console, own, recounts)


def _year(console: Console, own: OwnDesk, recounts: Recounts) -> None:
    @console.get("/desk/holidays", "district")
    async def look(visit: Visit) -> Response:
        """A year, and what the day in the form would change."""
        return await _page(visit, own)

    @console.post("/desk/holidays", "district")
    async def change(visit: Visit) -> Response:
        """Keep a day; due dates are counted anew behind."""
        holding, date, kind = await own.holding(visit), _date(visit), _kind(visit)
        if date is None or kind is None or _wrong(visit, holding, date, kind):
            return await _page(visit, own, 422)
        line = line_of(date, kind, visit.text("name", 40))
        try:
            await own.write(visit, CHAPTER, {date.isoformat(): line}, f"day_{kind}", date.isoformat())
        except StoreError as error:
            is_meanwhile(error)
            return await _page(visit, own, 409)
        recounts.go(visit, with_day(holding.filed, holding.lines, date, line))
        return visit.go(f"/desk/holidays?year={date.year}")


def _recounting(console: Console, own: OwnDesk, recounts: Recounts) -> None:
    async def left(visit: Visit) -> dict[str, Any]:
        moves = await moved(visit.tools.engine, (await own.holding(visit)).calendar, visit.tools.now())
        return {"moves": _told(visit, moves), "going": recounts.going}

    @console.get("/desk/holidays/left", "district", quiet=True)
    async def look(visit: Visit) -> Response:
        """Open complaints whose due date is still the old one."""
        return visit.draw("holiday_left.html", **await left(visit))

    @console.post("/desk/holidays/recount", "district")
    async def go_on(visit: Visit) -> Response:
        """Count anew what is left."""
        recounts.go(visit, (await own.holding(visit)).calendar)
        await own.note(visit, CHAPTER, "recount", "")
        return visit.go("/desk/holidays")


def _date(visit: Visit) -> dt.date | None:
    try:
        return dt.date.fromisoformat(visit.text("date"))
    except ValueError:
        return None


def _kind(visit: Visit) -> Kind | None:
    return next((kind for kind in KINDS if kind == visit.text("kind")), None)


def _wrong(visit: Visit, holding: Holding, date: dt.date | None, kind: Kind | None) -> str:
    """The key of the words for what is wrong with the form; empty for nothing."""
    today = visit.local(visit.tools.now()).date()
    if date is None or kind is None:
        return "holiday_date"
    if not today - _BACK <= date <= today + dt.timedelta(days=800):
        return "holiday_far"
    if kind == "works" and (date.weekday() not in holding.calendar.weekdays):
        return "holiday_weekend"
    if kind == "public" and not visit.text("name"):
        return "holiday_name"
    return ""


async def _page(visit: Visit, own: OwnDesk, status: int = 200) -> Response:
    holding, now = await own.holding(visit), visit.local(visit.tools.now())
    date, kind = _date(visit), _kind(visit)
    asked = bool(visit.text("date") or visit.text("kind"))
    told = "desk_meanwhile" if status == 409 else _wrong(visit, holding, date, kind) if asked else ""
    preview = {}
    if date and kind and asked and told in ("", "desk_meanwhile"):
        preview = await _preview(visit, holding, date, kind, now)
    year = _year_of(visit, date, now)
    context = {
        "year": year,
        "days": list(days_of(year, holding.calendar, days_off(holding.lines[CHAPTER]))),
        "kinds": KINDS[:-1],
        "date": date,
        "kind": kind or KINDS[0],
        "name": visit.text("name", 40),
        "told": told,
        "preview": preview,
        "said": lambda day: said(day, visit.language, now.date()),
        "chapter": CHAPTER,
        "seen": await own.ledger(visit).version(CHAPTER),
    }
    return visit.draw("holidays.html", 422 if told and status == 200 else status, **context)


def _year_of(visit: Visit, date: dt.date | None, now: dt.datetime) -> int:
    given = visit.text("year")
    year = int(given) if given.isdecimal() and len(given) == 4 else (date or now).year
    return min(max(year, now.year - 1), now.year + 3)


async def _preview(
    visit: Visit, holding: Holding, date: dt.date, kind: Kind, now: dt.datetime
) -> dict[str, Any]:
    """What would change."""
    line = line_of(date, kind, visit.text("name", 40))
    calendar = with_day(holding.filed, holding.lines, date, line)
    office = _office(visit)
    periods = {one.period for one in office.categories.categories}
    ordered = sorted(periods, key=lambda one: (one.unit, one.length), reverse=True)
    new = dues(ordered, holding.calendar, calendar, date, now)
    moves = await moved(visit.tools.engine, calendar, now)
    return {"new": new, "moves": _told(visit, moves), "same": _same(holding.calendar, calendar, date)}


def _same(before: OfficeCalendar, after: OfficeCalendar, date: dt.date) -> bool:
    return before.works(date) == after.works(date)


def _told(visit: Visit, moves: Any) -> list[tuple[str, str, int]]:  # noqa: ANN401 - Moves
    """(last day before, last day after, how many), in order; nothing that tells whose they are."""
    today = visit.local(visit.tools.now()).date()
    return [
        (said(before, visit.language, today), said(after, visit.language, today), count)
        for (before, after), count in sorted(moves.items())
    ]


def _office(visit: Visit) -> Office:
    office = visit.console.behind.office
    if office is None:
        raise HTTPException(503)
    return office
