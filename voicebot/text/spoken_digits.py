"""A row of digits that was said aloud, as far as sound alone tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["DigitRow", "in_a_row"]


class DigitRow(NamedTuple):
    """One way to hear digits in a sound.

    Attributes:
        digits: 0–9, with a space where something else was said in between.
        score: natural-log probability of the row as a whole; rows of one sound are weighed by it.
    """

    digits: str
    score: float


def in_a_row(parts: Sequence[tuple[DigitRow, ...]]) -> tuple[DigitRow, ...]:
    """The digits of an utterance in several parts, one after the other; only the last has several rows."""
    *earlier, last = parts
    start = " ".join(rows[0].digits for rows in earlier if rows)
    if not last:
        return (DigitRow(start, 0.0),) if start else ()
    return tuple(DigitRow(f"{start} {row.digits}".strip(), row.score) for row in last)
