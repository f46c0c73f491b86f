"""The map of complaints: the darker, the more; other names of a dong count for it."""

from voicebot.civic.tiles import Tile
from voicebot.staff.board_map import draw_map

TILES = (
    Tile(name="가동", at=(0, 0), also=("가골",)),
    Tile(name="나동", at=(1, 0)),
    Tile(name="다동", at=(0, 2)),
)


def test_tiles_lie_where_they_belong_and_count_all_their_names() -> None:
    drawn = draw_map(TILES, [("가동", 5, 1), ("가골", 3, 1), ("나동", 1, 0), ("딴동", 9, 9)])
    assert drawn is not None
    one, two, three = drawn.tiles
    assert [(tile.count, tile.late, tile.shade) for tile in drawn.tiles] == [(8, 2, 4), (1, 0, 1), (0, 0, 0)]
    assert one.x < two.x == drawn.width - 140
    assert one.y == two.y < three.y == drawn.height - 84


def test_nothing_anywhere_is_no_shade() -> None:
    drawn = draw_map(TILES, [])
    assert drawn is not None
    assert {tile.shade for tile in drawn.tiles} == {0}


def test_no_tiles_no_map() -> None:
    assert draw_map((), [("가동", 1, 0)]) is None
