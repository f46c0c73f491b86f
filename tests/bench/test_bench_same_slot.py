import datetime as dt

import pytest

from voicebot.bench.same_slot import same_named_place, same_place, same_when
from voicebot.understand.slots import Gazetteer, extract

NOW = dt.datetime(2026, 11, 26, 15, 0)
KNOWN = Gazetteer(dongs=("석남동", "가정동", "가좌동"))


@pytest.mark.parametrize(
    ("label", "found", "same"),
    [
        ("석남역 앞", "석람역 앞", True),
        ("우리 집 앞", "우리 집 앞 골목", True),
        ("가좌시장 건너편", "가자시장 건너편", True),
        ("석남동 거북시장 뒤쪽 골목", "골목", False),
        ("석남역 앞", "부평역 뒤", False),
    ],
)
def test_a_place_is_the_same_when_it_sounds_the_same(label: str, found: str, same: bool) -> None:
    assert same_place(label, found) is same


@pytest.mark.parametrize(
    ("label", "heard", "same"),
    [("석남동 우체국 앞", "성남동 우체국 앞이요", True), ("가좌동 우체국 앞", "가정동 우체국 앞이요", False)],
)
def test_another_dong_is_another_place_though_it_sounds_alike(label: str, heard: str, same: bool) -> None:
    found = extract(heard, NOW, KNOWN).place
    assert found
    assert same_place(label, found.words)
    assert same_named_place(label, found, KNOWN, NOW) is same


@pytest.mark.parametrize(
    ("label", "heard", "same"),
    [
        ("그저께부터", "그제부터요", True),
        ("사흘 전", "삼 일 전에요", True),
        ("사흘 전", "나흘 전에요", False),
        ("며칠 전부터", "며칠 전부터요", True),
    ],
)
def test_a_time_is_the_same_when_it_means_the_same_days(label: str, heard: str, same: bool) -> None:
    found = extract(heard, NOW, KNOWN).when
    assert found
    assert same_when(label, found, KNOWN, NOW) is same
