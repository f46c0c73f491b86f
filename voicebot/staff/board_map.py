"""Open complaints on a map of tiles: a tile for each dong, the darker the more there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicebot.civic.tiles import Tile

__all__ = ["Drawing", "Drawn", "draw_map"]

WIDTH, HEIGHT, _GAP = 140, 84, 8
"""Of a tile and between two, in units of the drawing: letters of 20 are as big as on the page."""
_SHADES = 4
"""Steps from few to many; none at all is a step of its own."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tile as it is drawn.

    Attributes:
        shade: 0 for no complaint, else 1 (few) to 4 (the most).
    """

    name: str
    x: int
    y: int
    count: int
    late: int
    shade: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map, in units."""

    width: int
    height: int
    tiles: tuple[Drawn, ...]


def draw_map(tiles: Sequence[Tile], counts: Sequence[tuple[str, int, int]]) -> Drawing | None:
    """The map; nothing where the district has no tiles.

    Args:
        tiles: of the district.
        counts: (name of a place, open complaints, those overdue).
    """
    if not tiles:
        return None
    summed = [_sum(tile, counts) for tile in tiles]
    most = max(count for count, _ in summed)
    drawn = tuple(_drawn(tile, *found, most) for tile, found in zip(tiles, summed, strict=True))
    columns, rows = (max(tile.at[axis] for tile in tiles) + 1 for axis in (0, 1))
    return Drawing(columns * (WIDTH + _GAP) - _GAP, rows * (HEIGHT + _GAP) - _GAP, drawn)


def _sum(tile: Tile, counts: Sequence[tuple[str, int, int]]) -> tuple[int, int]:
    mine = [(count, late) for name, count, late in counts if name in tile.names]
    return sum(count for count, _ in mine), sum(late for _, late in mine)


def _drawn(tile: Tile, count: int, late: int, most: int) -> Drawn:
    shade = -(-count * _SHADES // most) if count else 0
    x, y = tile.at[0] * (WIDTH + _GAP), tile.at[1] * (HEIGHT + _GAP)
    return Drawn(tile.name, x, y, count, late, shade)
