"""A table of the figures as it is shown, and as it is taken along for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voicebot.staff.audit_table import cell
from voicebot.staff.figures_chart import Chart, columns
from voicebot.staff.figures_masking import Shown

__all__ = ["Row", "Say", "Table", "as_csv", "bars", "change", "drawn", "named", "told"]

Say = Mapping[str, str]
"""Words in the visitor's language."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table.

    Attributes:
        head: what it is about.
        cells: what is told of it, in words and digits.
        bar: how long its bar is, in per cent of the longest; nothing where the table has none.
    """

    head: str
    cells: tuple[str, ...]
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What one part of the page shows.

    Attributes:
        name: ``figures_<name>`` are the words over it.
        columns: their heads, that of the row heads first.
        rows: in order.
        chart: the same as columns; nothing where bars say it, or nothing is to be drawn.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    chart: Chart | None = None


def told(count: Shown, say: Say) -> str:
    """A count as it is shown; a small one in words."""
    return f"{count:,}" if isinstance(count, int) else say[f"figures_{count}"]


def change(now: Shown, before: Shown) -> str:
    """How much more or less; a dash where one of them is not shown.

    >>> change(5, 3), change(3, 5), change(4, 4), change("few", 4)
    ('↑ 2', '↓ 2', '0', '–')
    """
    if not (isinstance(now, int) and isinstance(before, int)):
        return "–"
    return "0" if now == before else f"{'↑' if now > before else '↓'} {abs(now - before):,}"


def named(say: Say, what: str, kind: str) -> str:
    """What a kind is called; by itself where nobody has named it yet."""
    return say.get(f"figures_{what}_{kind}", kind)


def bars(rows: Sequence[tuple[str, tuple[str, ...], int]]) -> tuple[Row, ...]:
    """Rows with bars, from head, cells and the count that the bar shows."""
    most = max((count for _, _, count in rows), default=0) or 1
    return tuple(Row(head, cells, round(100 * count / most, 1)) for head, cells, count in rows)


def drawn(rows: Sequence[tuple[str, str, Shown]], say: Say) -> Chart:
    """A chart of counts, from short label, long label and count of each; what is not shown has no height."""
    return columns([(label, n if isinstance(n, int) else 0, told(n, say)) for label, _, n in rows])


def as_csv(table: Table) -> str:
    """The table for spreadsheets, with the mark by which Excel reads UTF-8; no cell is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([cell(text) for text in table.columns])
    writer.writerows([cell(text) for text in (row.head, *row.cells)] for row in table.rows)
    return "\ufeff" + buffer.getvalue()
