"""The audit log as a table for spreadsheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.store.staff_audit import Search, search
from voicebot.store.staff_tables import StaffAudit

__all__ = ["COLUMNS", "cell", "lines"]

COLUMNS = ("number", "at", "actor", "role", "action", "object", "details", "hash")
_BATCH = 500


async def lines(engine: AsyncEngine, wanted: Search, zone: dt.tzinfo) -> AsyncIterator[str]:
    """The table, line by line: no log is too long for it. It has the mark by which Excel reads UTF-8.

    Args:
        engine: an open database.
        wanted: which entries; all of them, however many a page has.
        zone: of the moments.
    """
    yield "\ufeff" + _line(list(COLUMNS))
    wanted = replace(wanted, limit=_BATCH)
    while rows := await search(engine, wanted):
        for row in rows:
            yield _line([cell(text) for text in _columns(row, zone)])
        wanted = replace(wanted, before=rows[-1].number)


def _columns(row: StaffAudit, zone: dt.tzinfo) -> list[str]:
    at = row.at.astimezone(zone).isoformat(timespec="milliseconds")
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
    risky = text[:1] in ("\t", "\r", "\n") or text.lstrip()[:1] in tuple("=+-@|%")
    return f"'{text}" if text and risky else text
