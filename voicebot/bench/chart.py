"""Charts in SVG: panels one below the other over the same time, dots and lines, axes with their units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

__all__ = ["Panel", "Series", "svg", "ticks"]

Point = tuple[float, float]
WIDTH, HEIGHT = 960, 250
LEFT, RIGHT, TOP, BOTTOM = 80, 24, 40, 44
COLOURS = ("#0b5cad", "#c2410c", "#15803d")
"""Told apart by who does not see red and green too, and 4.5 : 1 against white."""


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn in one colour.

    Attributes:
        name: in the legend.
        points: (x, y), in the units of the axes.
        kind: dots or a line.
    """

    name: str
    points: Sequence[Point]
    kind: Literal["dots", "line"] = "line"


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of axes.

    Attributes:
        label: what the y axis shows, with its unit.
        series: at most three.
    """

    label: str
    series: Sequence[Series]


def svg(title: str, x_label: str, panels: Sequence[Panel]) -> str:
    """The chart as a file's text; values that are not numbers are left out."""
    most = max((x for panel in panels for one in panel.series for x, _ in one.points), default=1.0)
    height = TOP + HEIGHT * len(panels)
    drawn = "\n".join(
        _panel(panel, x_label, most or 1.0, TOP + HEIGHT * index) for index, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="sans-serif" font-size="14" role="img">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>\n'
        f'<text x="{LEFT}" y="26" font-size="17" font-weight="bold">{escape(title)}</text>\n{drawn}\n</svg>\n'
    )


def ticks(most: float, about: int = 5) -> list[float]:
    """Round values from 0 to the first that is not below `most`."""
    rough = max(most, 1e-9) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * (1 - 1e-9))
    return (
        [round(step * n, 10) for n in range(math.ceil(most / step - 1e-9) + 1)] if most > 0 else [0.0, step]
    )


def _panel(panel: Panel, x_label: str, most_x: float, top: float) -> str:
    seen = [y for one in panel.series for _, y in one.points if math.isfinite(y)]
    across, up = ticks(most_x, 8), ticks(max(seen, default=0.0) or 1.0, 4)
    left, right, low, high = LEFT, WIDTH - RIGHT, top + HEIGHT - BOTTOM, top + 28

    def place(point: Point) -> Point:
        x, y = point
        return left + (right - left) * x / across[-1], low - (low - high) * y / up[-1]

    parts = [f'<text x="{left}" y="{top + 16}">{escape(panel.label)}</text>']
    for value in up:
        y = place((0, value))[1]
        parts.append(f'<path d="M{left} {y:.1f}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 5:.1f}" text-anchor="end">{value:g}</text>')
    for value in across:
        x = place((value, 0))[0]
        parts.append(f'<text x="{x:.1f}" y="{low + 18}" text-anchor="middle">{value:g}</text>')
    parts.append(f'<text x="{right}" y="{low + 36}" text-anchor="end">{escape(x_label)}</text>')
    parts.append(f'<path d="M{left} {high}V{low}H{right}" stroke="#333" fill="none"/>')
    for index, one in enumerate(panel.series):
        colour, points = COLOURS[index], [point for point in one.points if math.isfinite(point[1])]
        parts.append(_legend(one, colour, right - 210 * (len(panel.series) - index), top + 16))
        parts.append(_drawn(one, points, [place(point) for point in points], colour))
    return "\n".join(parts)


def _legend(one: Series, colour: str, x: float, y: float) -> str:
    mark = f'<circle cx="{x}" cy="{y - 5}" r="5" fill="{colour}"/>'
    return f'{mark}<text x="{x + 12}" y="{y}">{escape(one.name)}</text>'


def _drawn(one: Series, points: Sequence[Point], places: Sequence[Point], colour: str) -> str:
    if one.kind == "line":
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    return "\n".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}" fill-opacity="0.65">'
        f"<title>{point[0]:.2f}: {point[1]:.3f}</title></circle>"
        for point, (x, y) in zip(points, places, strict=True)
    )
