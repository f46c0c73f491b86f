"""A spreadsheet as rows of text, whatever file it came in: rows with their line, cells with their trouble."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from voicebot.civic.scripts.columns import Columns, find_columns
from voicebot.civic.scripts.problems import Problem
from voicebot.errors import ScriptError

__all__ = ["MOST_COLUMNS", "MOST_LETTERS", "Cell", "Line", "Sheet", "sheet_of"]

MOST_COLUMNS = 60
MOST_LETTERS = 32_767
"""Of one cell, as in Excel."""
_HEAD_LINES = 10
"""Among which the headings are looked for: above them stands a title, often."""

Cell = str | Problem
"""What a cell says, or why it cannot be taken (without its line and column)."""
Line = tuple[int, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet, read.

    Attributes:
        columns: which holds what.
        rows: those that hold anything, in order.
        problems: of the file as a whole.
    """

    columns: Columns
    rows: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def sheet_of(path: Path, lines: Iterable[Line], notes: Iterable[Problem], most_rows: int) -> Sheet:
    """A sheet from its lines.

    Args:
        path: for its name.
        lines: from the first on; read no further than needed.
        notes: what was noticed before, about the file as a whole.
        most_rows: more are not read, which is a problem.

    Raises:
        ScriptError: ``sheet_no_columns``.
    """
    left = iter(lines)
    columns = _columns(path, left)
    rows = list(itertools.islice(_filled(left), most_rows + 1))
    problems = [*notes, *columns.problems]
    if len(rows) > most_rows:
        problems.append(Problem.of("too_many_rows", rows.pop()[0], most=most_rows))
    if not rows:
        problems.append(Problem.of("sheet_empty"))
    return Sheet(columns, rows, problems)


def _columns(path: Path, lines: Iterator[Line]) -> Columns:
    for number, cells in itertools.islice(lines, _HEAD_LINES):
        head = [cell if isinstance(cell, str) else "" for cell in cells]
        if columns := find_columns(head, number):
            return columns
    raise ScriptError(
        "sheet_no_columns",
        f"{path.name}에 '질문' 칸과 '답변'(또는 '파일') 칸이 없어요. 첫 줄에 칸 제목을 적어 주세요. / "
        f"No row of {path.name} names a column 'question' and one 'answer' (or 'file'); put headings on top.",
    )


def _filled(lines: Iterator[Line]) -> Iterator[Line]:
    return (line for line in lines if any(not isinstance(cell, str) or cell.strip() for cell in line[1]))
