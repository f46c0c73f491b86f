"""What a week's counts add up to; pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from voicebot.store.tallies import Tally

__all__ = ["Sums", "share"]


class Sums:
    """The counts of some days, added up.

    Args:
        rows: as the store has them.
    """

    def __init__(self, rows: Iterable[Tally]) -> None:
        self._kinds: Counter[tuple[str, str]] = Counter()
        self._days: Counter[tuple[str, str, dt.date]] = Counter()
        self._hours: Counter[tuple[str, str, int]] = Counter()
        for row in rows:
            self._kinds[row.what, row.kind] += row.count
            self._days[row.what, row.kind, row.day] += row.count
            self._hours[row.what, row.kind, row.hour] += row.count

    def of(self, what: str, *kinds: str) -> int:
        """How often; of all kinds where none is given."""
        return sum(self._kinds[what, kind] for kind in kinds or self.kinds(what))

    def on(self, day: dt.date, what: str, kind: str) -> int:
        """How often on a day."""
        return self._days[what, kind, day]

    def at(self, hour: int, what: str, kind: str) -> int:
        """How often in an hour of all the days."""
        return self._hours[what, kind, hour]

    def kinds(self, what: str) -> list[str]:
        """The kinds that there were, the most frequent first."""
        found = {kind: count for (name, kind), count in self._kinds.items() if name == what and count}
        return sorted(found, key=lambda kind: (-found[kind], kind))

    def steps(self, what: str) -> list[tuple[str, int]]:
        """A distribution: the upper end of each step and how many fell into it, rising."""
        return [(end, self._kinds[what, end]) for end in sorted(self.kinds(what), key=float)]

    def within(self, what: str, part: float) -> str:
        """The end of the step within which so large a part lies; empty where there was nothing."""
        steps, seen = self.steps(what), 0
        wanted = part * sum(count for _, count in steps)
        for end, count in steps:
            seen += count
            if seen >= wanted:
                return end
        return ""

    def above(self, what: str, ends: Sequence[str]) -> int:
        """How many fell into these steps."""
        return sum(self._kinds[what, end] for end in ends)


def share(part: int, whole: int) -> str:
    """A part in per cent, whole numbers; a dash where there is nothing to have a part of.

    >>> share(1, 3), share(0, 4), share(0, 0)
    ('33 %', '0 %', '–')
    """
    return f"{100 * part / whole:.0f} %" if whole else "–"
