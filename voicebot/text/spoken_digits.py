"""A row of digits that was said aloud, as far as sound alone tells."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["DigitRow"]


class DigitRow(NamedTuple):
    """One way to hear digits in a sound.

    Attributes:
        digits: 0–9, with a space where something else was said in between.
        score: natural-log probability of the row as a whole; rows of one sound are weighed by it.
    """

    digits: str
    score: float
