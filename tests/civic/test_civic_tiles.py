"""The district's dongs as tiles, for maps."""

from pathlib import Path

import pytest

from voicebot.civic.district import load_district
from voicebot.civic.tiles import FILE, load_tiles
from voicebot.errors import DistrictError
from voicebot.settings import project_dir

FAQ = project_dir() / "faq"


def test_every_administrative_dong_has_a_tile_and_every_name_is_known() -> None:
    places, tiles = load_district(FAQ).places, load_tiles(FAQ)
    assert sorted(tile.name for tile in tiles) == sorted({*places.south, *places.north})
    assert {name for tile in tiles for name in tile.also} <= set(places.other)


def test_a_district_without_tiles_has_no_map(tmp_path: Path) -> None:
    assert load_tiles(tmp_path) == ()


@pytest.mark.parametrize(
    "text",
    [
        "tile = 3",
        "[[tile]]\nname = 'a'",
        "[[tile]]\nname = 'a'\nat = [0, 0]\n[[tile]]\nname = 'b'\nat = [0, 0]",
        "[[tile]]\nname = 'a'\nat = [0, 0]\n[[tile]]\nname = 'b'\nat = [0, 1]\nalso = ['a']",
        "[[tile]]\nname = 'a'\nat = [0, -1]",
        "[[",
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(DistrictError) as wrong:
        load_tiles(tmp_path)
    assert wrong.value.code == "tiles_invalid"
