"""The quick menu of this moment: what officers have set, and else what is asked most at this time of year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.entry import Entry
from voicebot.civic.overlay.menu import CHAPTER, NUMBERS, Asked, Item, choices, menu, ranked
from voicebot.store.ledger import Lines
from voicebot.store.tallies import asked_of

__all__ = ["QuickMenu"]

RECENT = dt.timedelta(days=30)
"""Besides the same month of other years, so that the first year has a menu of its own too."""

EVERY = dt.timedelta(minutes=5)
"""Between two looks at the counts, which are written once a minute."""


class QuickMenu:
    """What is offered first.

    Args:
        first: entries that come first while nobody has asked anything.
        now: the moment, by the district's clock.
    """

    def __init__(self, first: Sequence[str], now: Callable[[], dt.datetime]) -> None:
        self._first = first
        self._now = now
        self._lines: Lines = {}
        self._asked: Sequence[Asked] = ()
        self._counted_at: dt.datetime | None = None

    def lay(self, lines: Mapping[str, Lines]) -> None:
        """Take over what officers have set (of the whole ledger, by chapter)."""
        self._lines = lines.get(CHAPTER, {})

    async def count(self, engine: AsyncEngine) -> None:
        """Look now and then at what has been asked in this month of any year, and lately."""
        now = self._now()
        if self._counted_at is None or now - self._counted_at >= EVERY:
            self._counted_at = now
            found = await asked_of(engine, now.month, now.date() - RECENT)
            self._asked = [Asked(entry, hour, count) for entry, hour, count in found]

    def order(self, usual: Sequence[str] | None = None) -> list[str]:
        """Entries as people ask at this hour, then those that come first without that."""
        first = self._first if usual is None else usual
        return list(dict.fromkeys([*ranked(self._asked, self._now().hour), *first]))

    def items(
        self, known: Mapping[str, Entry], most: int = len(NUMBERS), usual: Sequence[str] | None = None
    ) -> list[Item]:
        """The menu of a language, whose entries are given.

        Args:
            known: entries by id.
            most: items.
            usual: what comes first while nobody has asked anything; the desk's own when left out.
        """
        return menu(choices(self._lines), self.order(usual), known, most)
