"""Where the dongs of a district lie to each other, as equal tiles: a map that needs no survey."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from voicebot.errors import DistrictError

__all__ = ["FILE", "Tile", "load_tiles"]

FILE = "tiles.toml"
_Place = Annotated[int, Field(ge=0, le=30)]


class Tile(BaseModel):
    """A dong on the map.

    Attributes:
        name: of the administrative dong.
        at: (column from the west, row from the north).
        also: other names for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    at: tuple[_Place, _Place]
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.also)


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tile: tuple[Tile, ...] = ()


def load_tiles(folder: Path) -> tuple[Tile, ...]:
    """The tiles of a district's folder; none where it has no such file.

    Raises:
        DistrictError: ``tiles_invalid``: the file is no such list, or two tiles share a place or a name.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        tiles = _Sheet.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).tile
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise DistrictError("tiles_invalid", f"{path.name}: {' '.join(str(error).split())}") from error
    names = [name for tile in tiles for name in tile.names]
    if len(set(names)) < len(names) or len({tile.at for tile in tiles}) < len(tiles):
        raise DistrictError("tiles_invalid", f"{path.name}: two tiles have the same place or name.")
    return tiles
