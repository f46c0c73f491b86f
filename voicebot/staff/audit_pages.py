"""The auditor's pages: what staff did and looked at; found, taken along, and checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from urllib.parse import urlencode

from starlette.responses import Response, StreamingResponse

from voicebot.staff.audit_table import lines
from voicebot.staff.console import Console, MenuItem
from voicebot.staff.visit import Visit
from voicebot.staff.words import words
from voicebot.store.staff_audit import Search, search
from voicebot.store.staff_verify import verify

__all__ = ["add_to"]

_PAGE = 50


def add_to(console: Console) -> None:
    """Add the pages."""
    console.add_words(words("audit"))
    console.add_to_menu(MenuItem("/audit", "audit", "audit", "audit_about"))

    @console.get("/audit", "audit")
    async def found(visit: Visit) -> Response:
        """What was asked for, the newest first."""
        wanted = _search(visit)
        rows = await search(visit.tools.engine, replace(wanted, limit=_PAGE + 1))
        return visit.draw(
            "audit.html",
            rows=rows[:_PAGE],
            more=len(rows) > _PAGE,
            asked=visit.request.query_params,
            older=_older(visit, rows[_PAGE - 1].number if len(rows) > _PAGE else 0),
            local=visit.local,
        )

    @console.get("/audit/export", "audit")
    async def export(visit: Visit) -> Response:
        """All of what was asked for, as a table for spreadsheets."""
        wanted = _search(visit)
        await visit.note("audit.export", "", query=visit.request.url.query[:200])
        name = f"audit-{visit.local(visit.tools.now()):%Y%m%d-%H%M}.csv"
        table = lines(visit.tools.engine, wanted, console.behind.district.zone)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(table, media_type="text/csv; charset=utf-8", headers=headers)

    @console.post("/audit/verify", "audit")
    async def check(visit: Visit) -> Response:
        """Whether a row was removed or changed."""
        await visit.note("audit.verify")
        verdict = await verify(visit.tools.engine, visit.tools.keyring, visit.text("noted"))
        return visit.draw("audit_checked.html", verdict=verdict)


def _older(visit: Visit, last: int) -> str:
    """The same question, for what comes after the last one on this page."""
    return urlencode({**visit.request.query_params, "before": last})


def _search(visit: Visit) -> Search:
    until = _day(visit, "until")
    before = visit.text("before", 9)
    return Search(
        actor=visit.text("actor", 64),
        begins=visit.text("action", 32),
        object=visit.text("object", 128),
        since=_day(visit, "since"),
        until=until + dt.timedelta(days=1) if until else None,
        before=int(before) if before.isascii() and before.isdigit() else None,
        limit=_PAGE,
    )


def _day(visit: Visit, name: str) -> dt.datetime | None:
    """The beginning of a day on the district's clock; nothing where it is no day."""
    try:
        day = dt.date.fromisoformat(visit.text(name, 10))
        return dt.datetime.combine(day, dt.time(), visit.console.behind.district.zone).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
