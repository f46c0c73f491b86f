"""The board as a table for spreadsheets: where everything stands, and nothing that somebody said."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.rows import mark_of
from voicebot.staff.audit_table import cell
from voicebot.staff.board_lines import dongs, line
from voicebot.store.board import Wanted

__all__ = ["COLUMNS", "MOST", "as_csv", "as_xlsx"]

COLUMNS = ("receipt", "state", "kind", "category", "department", "assignee", "dong", "channel", "filed",
           "due", "answered", "outcome", "late")  # fmt: skip
MOST = 50_000
"""Complaints in one workbook: it is made in memory."""
_BATCH = 500

Row = list[str]
Of = Callable[[Complaint], Row]


async def as_csv(office: Office, wanted: Wanted, now: dt.datetime) -> AsyncIterator[str]:
    """Page after page: no board is too long for it. It has the mark by which Excel reads UTF-8."""
    yield "\ufeff" + _lines([list(COLUMNS)])
    async for rows in _pages(office, wanted, now):
        yield _lines(rows)


async def as_xlsx(office: Office, wanted: Wanted, now: dt.datetime) -> bytes:
    """A workbook of at most `MOST` complaints, made off the event loop."""
    found: list[list[Row]] = []
    async for rows in _pages(office, wanted, now):
        found.append(rows)
        if len(found) * _BATCH >= MOST:
            break
    return await asyncio.to_thread(_workbook, list(chain.from_iterable(found)))


async def _pages(office: Office, wanted: Wanted, now: dt.datetime) -> AsyncIterator[list[Row]]:
    named = dongs(office)
    wanted = replace(wanted, limit=_BATCH, after=None)
    while page := await office.register.board(wanted):
        yield [_row(one, office, now, named) for one in page]
        if len(page) < _BATCH:
            return
        wanted = replace(wanted, after=mark_of(page[-1]))


def _row(one: Complaint, office: Office, now: dt.datetime, named: tuple[str, ...]) -> Row:
    shown = line(one, office, now, "ko", named)
    times = [office.local(moment) for moment in (one.filed_at, one.due_at, one.answered_at)]
    filed, due, answered = (f"{at:%Y-%m-%d %H:%M}" if at else "" for at in times)
    own = [one.receipt, shown.state_name, one.kind, shown.category, shown.department, shown.assignee]
    rest = [shown.dong, one.channel, filed, due, answered, one.outcome or "", "late" if shown.late else ""]
    return [cell(text) for text in (*own, *rest)]


def _lines(rows: list[Row]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def _workbook(rows: list[Row]) -> bytes:
    """Every cell is text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("board")
    for row in ([*COLUMNS], *rows):
        cells = [WriteOnlyCell(sheet, value=text) for text in row]
        for one in cells:
            one.data_type = "s"
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
