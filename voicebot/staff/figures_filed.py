"""The tables about complaints: small counts of dong, category and week are not in them; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from voicebot.staff.figures_complaints import DueState
from voicebot.staff.figures_masking import Protected, Shown, alone
from voicebot.staff.figures_table import Row, Say, Table, bars, change, drawn, named, told
from voicebot.staff.figures_tally import share
from voicebot.staff.figures_week import Week

__all__ = ["categories", "due", "filed_row", "places", "weeks"]

Names = Mapping[str, str]
"""What categories are called, by their ids."""


def filed_row(now: Protected, before: Protected, say: Say) -> Row:
    """How many were filed, beside the week before."""
    cells = (told(now.total, say), told(before.total, say), change(now.total, before.total))
    return Row(say["figures_filed"], cells)


def categories(now: Protected, before: Protected, names: Names, say: Say) -> Table:
    """What was filed by category, beside the week before."""
    this, last = _totals(now), _totals(before)
    rows = []
    for category in sorted({*this, *last}, key=lambda one: names.get(one, one)):
        count, earlier = this.get(category, 0), last.get(category, 0)
        cells = (told(count, say), told(earlier, say), change(count, earlier))
        rows.append((names.get(category, category), cells, count if isinstance(count, int) else 0))
    heads = (say["figures_category"], say["figures_now"], say["figures_before"], say["figures_change"])
    return Table("categories", heads, bars(rows))


def _totals(found: Protected) -> dict[str, Shown]:
    return dict(zip(found.columns, found.column_totals, strict=True))


def places(now: Protected, names: Names, say: Say) -> Table:
    """What was filed by dong and category."""
    rows = [
        Row(dong or say["figures_nowhere"], tuple(told(count, say) for count in (total, *cells)))
        for dong, total, cells in zip(now.rows, now.row_totals, now.cells, strict=True)
    ]
    whole = tuple(told(count, say) for count in (now.total, *now.column_totals))
    heads = (say["figures_dong"], say["figures_all"], *(names.get(one, one) for one in now.columns))
    return Table("places", heads, (*rows, *([Row(say["figures_all"], whole)] if rows else [])))


def due(states: Mapping[DueState, int], say: Say) -> Table:
    """Where what was filed in the week stands against its day; of few, only that they are few."""
    whole = sum(states.values())
    few = not isinstance(alone(whole), int)
    known = 0 if few else whole
    rows = [_standing(named(say, "due", state), count, known, say) for state, count in states.items()]
    heads = (say["figures_due_state"], say["figures_complaints"], say["figures_part"])
    return Table("due", heads, bars(rows) if whole else ())


def _standing(name: str, count: int, whole: int, say: Say) -> tuple[str, tuple[str, ...], int]:
    """Count and share of one state; no whole means that it is hidden."""
    shown = count if whole else alone(count)
    return name, (told(shown, say), share(count, whole)), count if whole else 0


def weeks(counts: Sequence[tuple[Week, int]], say: Say) -> Table:
    """How many were filed in each of some weeks."""
    shown = [(f"{week.monday:%m-%d}", week.monday.isoformat(), alone(count)) for week, count in counts]
    rows = tuple(Row(monday, (told(count, say),)) for _, monday, count in shown)
    return Table("weeks", (say["figures_week_of"], say["figures_filed"]), rows, drawn(shown, say))
