"""Small counts are not shown, and no line of a table gives one away."""

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from voicebot.staff.figures_masking import LEAST, Protected, Shown, alone, protect

ROWS, COLUMNS = ("가", "나", "다", "라"), ("a", "b", "c")
GRIDS = st.integers(1, 4).flatmap(
    lambda height: st.integers(1, 3).flatmap(
        lambda width: st.lists(
            st.lists(st.one_of(st.integers(0, 4), st.integers(0, 90)), min_size=width, max_size=width),
            min_size=height,
            max_size=height,
        )
    )
)


def table(grid: Sequence[Sequence[int]]) -> Protected:
    counts = {(ROWS[r], COLUMNS[c]): n for r, line in enumerate(grid) for c, n in enumerate(line)}
    return protect(counts, ROWS[: len(grid)], COLUMNS[: len(grid[0])])


def lines(grid: Sequence[Sequence[int]]) -> list[tuple[list[int], list[Shown]]]:
    """True counts and what is shown of each row and column, its total last."""
    found = table(grid)
    shown = [
        *([*cells, total] for cells, total in zip(found.cells, found.row_totals, strict=True)),
        [*found.column_totals, found.total],
    ]
    true = [[*line, sum(line)] for line in grid]
    true.append([sum(line[at] for line in true) for at in range(len(true[0]))])
    rows = list(zip(true, shown, strict=True))
    columns = [([t[at] for t, _ in rows], [s[at] for _, s in rows]) for at in range(len(true[0]))]
    return [*rows, *columns]


@given(GRIDS)
def test_what_is_shown_is_true_and_never_small(grid: list[list[int]]) -> None:
    for true, shown in lines(grid):
        for count, cell in zip(true, shown, strict=True):
            assert cell == count if isinstance(cell, int) else (cell == "few") == (count < LEAST)
            assert cell not in range(1, LEAST)


@given(GRIDS)
def test_no_line_tells_a_small_count_by_what_is_left_over(grid: list[list[int]]) -> None:
    for true, shown in lines(grid):
        unknown = [n for n, cell in zip(true[:-1], shown[:-1], strict=True) if not isinstance(cell, int)]
        if isinstance(shown[-1], int):
            assert not sum(unknown) or (len(unknown) > 1 and sum(unknown) < _most(true, shown))
        else:
            assert unknown


def _most(true: list[int], shown: list[Shown]) -> float:
    """The most that the hidden counts of a line can add up to, as far as a reader knows."""
    hidden = [cell for cell in shown[:-1] if not isinstance(cell, int)]
    assert len(true) == len(shown)
    return float("inf") if "shut" in hidden else (LEAST - 1) * len(hidden)


def test_one_who_is_alone_could_be_another_in_every_table_that_looks_the_same() -> None:
    """All tables of two by two with counts up to eight: by what is shown of them, with the totals."""
    grids = [[[a, b], [c, d]] for a, b, c, d in product(range(9), repeat=4)]
    seen: dict[Protected, list[list[list[int]]]] = {}
    for grid in grids:
        seen.setdefault(table(grid), []).append(grid)
    lone = [[[1, 5], [6, 6]], [[1, 0], [6, 5]], [[1, 0], [0, 0]], [[0, 1], [5, 4]]]
    for grid in lone:
        for r, c in product(range(2), repeat=2):
            if 0 < grid[r][c] < LEAST:
                assert len({like[r][c] for like in seen[table(grid)]}) > 1, grid


def test_a_table_of_large_counts_is_shown_whole() -> None:
    found = table([[5, 6], [7, 30]])
    assert found.cells == ((5, 6), (7, 30))
    assert (found.row_totals, found.column_totals, found.total) == ((11, 37), (12, 36), 48)


def test_a_small_count_takes_another_along() -> None:
    found = table([[1, 50], [40, 60]])
    assert found.cells == (("few", "shut"), ("shut", "shut"))
    assert (found.row_totals, found.column_totals, found.total) == ((51, 100), (41, 110), 151)


def test_nothing_filed_is_nothing_to_hide() -> None:
    assert table([[0, 0]]).total == 0
    assert protect({}, (), ()).total == 0
    assert [alone(count) for count in (0, 1, 2, 3)] == [0, "few", "few", 3]
