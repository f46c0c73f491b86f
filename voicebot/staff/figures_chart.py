"""Where the columns of a chart stand: geometry without colours or words of its own; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Chart", "Column", "Tick", "columns", "top_of"]

WIDTH, HEIGHT = 720, 240
_LEFT, _TOP, _BOTTOM = 56, 28, 34
_GAP = 0.28
"""Of the room of a column that is left empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `x` and `y` are its upper left corner, `middle` is where its words stand."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across, and what it stands for."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns over a base line, in the units of its own box."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    base: int = HEIGHT - _BOTTOM


def top_of(most: int) -> int:
    """The round number up to which a chart reaches; even, so that its half is a count too.

    >>> [top_of(most) for most in (0, 3, 7, 10, 11, 49, 51, 240)]
    [2, 4, 10, 10, 20, 50, 100, 400]
    """
    step = 1
    while True:
        for factor in (2, 4, 5, 10):
            if factor * step >= most and factor * step % 2 == 0:
                return factor * step
        step *= 10


def columns(values: Sequence[tuple[str, int, str]]) -> Chart:
    """A chart of counts.

    Args:
        values: label, count, and the text over the column, of each.
    """
    top = top_of(max((count for _, count, _ in values), default=0))
    tall, base = HEIGHT - _TOP - _BOTTOM, HEIGHT - _BOTTOM
    room = (WIDTH - _LEFT) / max(1, len(values))
    drawn = []
    for at, (label, count, text) in enumerate(values):
        high, left = round(tall * count / top, 1), _LEFT + at * room
        x, wide = round(left + room * _GAP / 2, 1), round(room * (1 - _GAP), 1)
        drawn.append(Column(x, round(base - high, 1), wide, high, round(left + room / 2, 1), label, text))
    lines = tuple(Tick(base - tall * part / 2, f"{top * part // 2:,}") for part in range(3))
    return Chart(tuple(drawn), lines)
