"""Counts so small that they could point at somebody are not shown, nor can they be reckoned from the others.

A table of counts with its totals is a set of sums: what is left out of one that is otherwise shown is told
all the same. So where a line gives away what it hides, the next smallest count of it is hidden too (cell
suppression, as offices of statistics do it). A count of nothing is hidden with the small ones: which of
several is the one that is not nothing stays unknown. Lines are looked at one by one; what two people know of
a table together may still tell more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["LEAST", "Hidden", "Protected", "Shown", "alone", "protect"]

LEAST = 3
"""The smallest count that is shown."""
Hidden = Literal["few", "shut"]
"""``few``: under `LEAST`; ``shut``: `LEAST` or more, hidden for the sake of another."""
Shown = int | Hidden
_At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Protected:
    """A table that may be shown.

    Attributes:
        rows: what its rows are.
        columns: what its columns are.
        cells: by row, then column.
        row_totals: of each row.
        column_totals: of each column.
        total: of all.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown


def alone(count: int) -> Shown:
    """A count that stands by itself; that there was nothing at all may be shown."""
    return "few" if 0 < count < LEAST else count


def protect(counts: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]) -> Protected:
    """A table of counts with its totals, without what is too small and what would tell it.

    Args:
        counts: by row and column; none is negative, and what is missing is nothing.
        rows: in the order in which they are shown.
        columns: likewise.
    """
    inner = [[counts.get((row, column), 0) for column in columns] for row in rows]
    grid = [[*line, sum(line)] for line in inner]
    grid.append([sum(line[at] for line in grid) for at in range(len(columns) + 1)])
    hidden = _hidden(grid)
    shown = tuple(
        tuple(_shown(count, (r, c) in hidden) for c, count in enumerate(line)) for r, line in enumerate(grid)
    )
    body, last = shown[:-1], shown[-1]
    return Protected(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(line[:-1] for line in body),
        row_totals=tuple(line[-1] for line in body),
        column_totals=last[:-1],
        total=last[-1],
    )


def _shown(count: int, hidden: bool) -> Shown:
    return count if not hidden else "few" if count < LEAST else "shut"


def _hidden(grid: Sequence[Sequence[int]]) -> set[_At]:
    """What is too small; then, one by one, what keeps a line from telling it."""
    if not grid[-1][-1]:
        return set()
    at = {(r, c) for r, line in enumerate(grid) for c in range(len(line))}
    hidden = {(r, c) for r, c in at if grid[r][c] < LEAST}
    while telling := next((line for line in _lines(grid) if _tells(grid, line, hidden)), None):
        hidden.add(_next(grid, telling, hidden))
    return hidden


def _lines(grid: Sequence[Sequence[int]]) -> Iterator[list[_At]]:
    """Every row and every column; its total is the last of it."""
    height, width = len(grid), len(grid[0])
    yield from ([(r, c) for c in range(width)] for r in range(height))
    yield from ([(r, c) for r in range(height)] for c in range(width))


def _tells(grid: Sequence[Sequence[int]], line: Sequence[_At], hidden: Collection[_At]) -> bool:
    """Whether what a line hides can be reckoned from the rest of it.

    With its total shown, a single hidden count is what is left over, and counts under `LEAST` that add up to
    as much as they can are known too. With the total hidden, it is told where nothing else of the line is.
    """
    inside = [at for at in line[:-1] if at in hidden]
    if line[-1] in hidden:
        return not inside
    values = [grid[r][c] for r, c in inside]
    full = all(value == LEAST - 1 for value in values)
    return bool(inside) and sum(values) > 0 and (len(inside) == 1 or full)


def _next(grid: Sequence[Sequence[int]], line: Sequence[_At], hidden: Collection[_At]) -> _At:
    """The smallest count of a line that is still shown; its total only where there is no other."""
    inside = [at for at in line[:-1] if at not in hidden]
    return min(inside, key=lambda at: (grid[at[0]][at[1]], at), default=line[-1])
