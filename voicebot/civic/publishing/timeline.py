"""What callers hear when: of each entry, the newest decision that has begun counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Decision", "Key", "next_change", "spoken_at"]

Key = tuple[str, str]
"""Language and id of an entry."""


@dataclass(frozen=True, slots=True)
class Decision:
    """From when on which text of an entry is spoken.

    Attributes:
        number: grows from decision to decision.
        key: of the entry.
        revision: the text; nothing where none is spoken any more.
        begins: with its zone.
        ends: from then on the entry is not spoken; never, when empty.
    """

    number: int
    key: Key
    revision: int | None
    begins: dt.datetime
    ends: dt.datetime | None = None

    def at(self, now: dt.datetime) -> int | None:
        """The text that is spoken then, once it has begun."""
        return self.revision if self.ends is None or now < self.ends else None


def spoken_at(decisions: Iterable[Decision], now: dt.datetime) -> dict[Key, int | None]:
    """The text of each entry that the store decides about; nothing in it for one that is not spoken.

    An entry whose decisions all lie ahead is left out: the district's file counts until then.
    """
    begun = sorted((one for one in decisions if one.begins <= now), key=lambda one: one.number)
    return {one.key: one.at(now) for one in begun}


def next_change(decisions: Iterable[Decision], now: dt.datetime) -> dt.datetime | None:
    """When the next text begins or ends; never, when empty."""
    ahead = [moment for one in decisions for moment in (one.begins, one.ends) if moment and moment > now]
    return min(ahead, default=None)
