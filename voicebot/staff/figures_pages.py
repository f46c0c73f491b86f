"""How the desk is doing: a page for a week, to be read, printed, taken along; counts that identify nobody."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.complaints.alike import where
from voicebot.civic.district import District
from voicebot.civic.gazetteer import gazetteer
from voicebot.staff import figures_filed, figures_talks
from voicebot.staff.console import Console, MenuItem
from voicebot.staff.figures_complaints import by_place, due_states
from voicebot.staff.figures_table import Row, Table, as_csv
from voicebot.staff.figures_tally import Sums
from voicebot.staff.figures_week import Week
from voicebot.staff.visit import Visit
from voicebot.staff.words import words
from voicebot.store.figures import filed, filed_between, overdue_now
from voicebot.store.tallies import tallies

__all__ = ["add_to"]

TREND = 8
"""Weeks that are drawn beside each other."""


def add_to(console: Console) -> None:
    """Add the pages."""
    console.add_words(words("figures"))
    console.add_to_menu(MenuItem("/figures", "figures", "figures", "figures_about"))

    @console.get("/figures", "figures")
    async def page(visit: Visit) -> Response:
        """Everything of one week, beside the week before."""
        week, today = _week(visit), visit.local(visit.tools.now()).date()
        newer = week.later(1) if week < Week.of(today) else None
        tables = await _tables(visit, week)
        return visit.draw(
            "figures.html", week=week, older=week.later(-1), newer=newer, today=today, tables=tables
        )

    @console.get("/figures/export", "figures")
    async def export(visit: Visit) -> Response:
        """One of the tables."""
        week, name = _week(visit), visit.text("table", 32) or "summary"
        table = next((one for one in await _tables(visit, week) if one.name == name), None)
        if table is None:
            raise HTTPException(404)
        await visit.note("figures.export", name, week=week.monday.isoformat())
        file = f"{name}-{week.monday:%Y%m%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{file}"'}
        return Response(as_csv(table), media_type="text/csv; charset=utf-8", headers=headers)


def _week(visit: Visit) -> Week:
    return Week.asked(visit.text("week", 10), visit.local(visit.tools.now()).date())


async def _tables(visit: Visit, week: Week) -> list[Table]:
    """All tables in the order of the page."""
    say = visit.console.say(visit.language)
    talks, filed_rows = await _talks(visit, week), await _complaints(visit, week)
    heads = tuple(say[f"figures_{name}"] for name in ("figure", "now", "before", "change"))
    rows = (*talks[0].rows, *filed_rows[0].rows)
    return [Table("summary", heads, rows), *talks[1:], *filed_rows[1:]]


async def _talks(visit: Visit, week: Week) -> list[Table]:
    """From the counts by the hour."""
    engine, say, last = visit.tools.engine, visit.console.say(visit.language), week.later(-1)
    now = Sums(await tallies(engine, week.monday, week.sunday))
    before = Sums(await tallies(engine, last.monday, last.sunday))
    return [
        Table("summary", (), tuple(figures_talks.talk_rows(now, before, say))),
        figures_talks.days(now, week, say),
        figures_talks.hours(now, say),
        *(figures_talks.spread(name, now, say) for name in ("first_sound", "confidence")),
        *(figures_talks.feelings(what, now, say) for what in ("mood", "danger")),
    ]


async def _complaints(visit: Visit, week: Week) -> list[Table]:
    """From what was filed; places are read in a thread, for that is reckoning."""
    engine, zone, say = (
        visit.tools.engine,
        visit.console.behind.district.zone,
        visit.console.say(visit.language),
    )
    at, names = visit.tools.now(), _names(visit)
    shown = [week.later(number) for number in range(1 - TREND, 2)]
    edges = [one.begins(zone) for one in shown]
    rows, earlier = await filed(engine, *edges[-2:]), await filed(engine, *edges[-3:-1])
    dong = _dong(visit.console.behind.district, week.sunday)
    now, before = await asyncio.to_thread(lambda: (by_place(rows, dong), by_place(earlier, dong)))
    overdue = f"{await overdue_now(engine, at):,}"
    trend = list(zip(shown, await filed_between(engine, edges), strict=False))
    summary = (
        figures_filed.filed_row(now, before, say),
        Row(say["figures_overdue_now"], (overdue, "", "")),
    )
    return [
        Table("summary", (), summary),
        figures_filed.weeks(trend, say),
        figures_filed.categories(now, before, names, say),
        figures_filed.places(now, names, say),
        figures_filed.due(due_states(rows, at), say),
    ]


def _names(visit: Visit) -> dict[str, str]:
    office = visit.console.behind.office
    known = office.categories.categories if office else ()
    return {one.id: one.name.in_(visit.language) for one in known}


def _dong(district: District, day: dt.date) -> Callable[[str], str]:
    """Finds the dong that a place names."""
    known = gazetteer(district, day)

    @lru_cache(4096)
    def dong(place: str) -> str:
        return where(place, None, known).dong

    return dong
