"""The auditor's pages: what staff did and looked at; found, taken along, and checked."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlencode

from starlette.responses import Response, StreamingResponse

from voicebot.staff.console import Console, MenuItem
from voicebot.staff.visit import Visit
from voicebot.staff.words import words
from voicebot.store.staff_audit import Search, search
from voicebot.store.staff_tables import StaffAudit
from voicebot.store.staff_verify import verify

__all__ = ["COLUMNS", "add_to", "cell", "csv_lines"]

COLUMNS = ("number", "at", "actor", "role", "action", "object", "details", "hash")
_PAGE, _BATCH = 50, 500


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
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(
            csv_lines(visit, wanted), media_type="text/csv; charset=utf-8", headers=headers
        )

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


async def csv_lines(visit: Visit, wanted: Search) -> AsyncIterator[str]:
    """The table, line by line: no log is too long for it. It has the mark by which Excel reads UTF-8."""
    yield "\ufeff" + _line(list(COLUMNS))
    wanted = replace(wanted, limit=_BATCH)
    while rows := await search(visit.tools.engine, wanted):
        for row in rows:
            yield _line([cell(text) for text in _columns(visit, row)])
        wanted = replace(wanted, before=rows[-1].number)


def _columns(visit: Visit, row: StaffAudit) -> list[str]:
    at = visit.local(row.at).isoformat(timespec="milliseconds")
    details = json.dumps(row.details, ensure_ascii=False, sort_keys=True) if row.details else ""
    return [str(row.number), at, row.actor, row.role, row.action, row.object, details, row.hash]


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV injection).

    >>> cell("=1+1"), cell("kim"), cell(" @x")
    ("'=1+1", 'kim', "' @x")
    """
    return f"'{text}" if text.lstrip()[:1] in tuple("=+-@\t\r\n|%") and text.strip() else text
