"""Which places are near enough to be the same trouble."""

import datetime as dt

import pytest

from voicebot.civic.complaints.alike import Where, near, where
from voicebot.civic.complaints.categories import Alike, load_categories
from voicebot.civic.district import load_district
from voicebot.civic.gazetteer import gazetteer
from voicebot.settings import project_dir

FAQ = project_dir() / "faq"
DISTRICT = load_district(FAQ)
NAMES = gazetteer(DISTRICT, dt.date(2026, 11, 23))
CLOSE, WIDE = Alike(metres=50), Alike(metres=250)
HERE = (37.4900, 126.6700)
NORTH_40_M = (37.49036, 126.67)
NORTH_60_M = (37.49054, 126.67)


def alike(one: str, other: str, by: Alike = CLOSE) -> bool:
    return near(where(one, None, NAMES), where(other, None, NAMES), by)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("가좌시장 앞", "가좌시장 뒤편", True),
        ("가좌시장 앞", "석남역 앞", False),
        ("가좌동 가좌시장 앞", "가좌시장", True),
        ("석남동 123-4번지", "석남동 123-4번지 앞", True),
        ("석남동 123-4번지", "석남동 123-5번지", False),
        ("가정로 123", "가정로 123 앞", True),
        ("우리 집 앞", "우리 집 앞", False),
        ("파란 지붕 집", "파란 지붕 집", False),
        ("가좌동", "가좌동", False),
        ("", "", False),
    ],
)
def test_places_told_in_words(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


def test_what_reaches_far_is_the_same_in_the_whole_dong() -> None:
    assert alike("가좌동", "가좌동 놀이터", WIDE)
    assert not alike("가좌동", "석남동", WIDE)


def test_positions_decide_where_both_have_one() -> None:
    assert near(Where(HERE), Where(NORTH_40_M), CLOSE)
    assert not near(Where(HERE), Where(NORTH_60_M), CLOSE)
    assert not near(Where(HERE, landmark="가좌시장"), Where(NORTH_60_M, landmark="가좌시장"), CLOSE)
    assert near(Where(HERE, landmark="가좌시장"), Where(landmark="가좌시장"), CLOSE)


def test_what_is_somebodys_own_is_never_joined() -> None:
    own = {one.id for one in load_categories(FAQ).categories if one.alike is None}
    assert own == {"welfare", "counter", "other"}
