"""The last turns of all callers, for the debug page: times and kinds, never words."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

__all__ = ["RECENT", "Recent", "TurnRow"]

_KEPT = 50


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn.

    Attributes:
        at: when it was answered.
        kind: what was replied.
        voice: recorded, cached or synthesised.
        ended: why the turn ended.
        stages: milliseconds from the true end of speech, by stage.
    """

    kind: str
    voice: str
    ended: str
    stages: Mapping[str, int]
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


class Recent:
    """The last fifty turns, newest first."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._rows: deque[TurnRow] = deque(maxlen=kept)

    def add(self, row: TurnRow) -> None:
        """A turn is over."""
        self._rows.appendleft(row)

    def rows(self) -> list[TurnRow]:
        """What is kept."""
        return list(self._rows)


RECENT = Recent()
"""Those of this process."""
