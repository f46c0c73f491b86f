import datetime as dt
import math
from pathlib import Path

import numpy as np
import pytest

from voicebot.civic.district import load_district
from voicebot.civic.gazetteer import gazetteer
from voicebot.understand.slots import Place, extract
from voicebot.understand.slots.cues import SIZE, cues_of, number
from voicebot.understand.slots.extract import looked_over
from voicebot.understand.slots.place import find_place
from voicebot.understand.slots.settle import settled
from voicebot.understand.slots.tagger import Tagged, Tagger

NOW = dt.datetime(2026, 11, 26, 15, 0)
DISTRICT = gazetteer(load_district(Path("faq")), NOW.date())
NOTHING = Tagger(np.zeros((SIZE, 3), np.float16), np.zeros((3, 3)))

FOUND = """
당산나무 있는 데서 굿을 한다고 북을 쳐요|당산나무 있는 데
검암중학교 올라가는 비탈이 빙판이야|검암중학교 올라가는 비탈
빵집 있던 데 맞은편에 가로등 불빛이 너무 세서 잠을 못 자요|빵집 있던 데 맞은편
버스 내리는 데 웅덩이가 파여서 발을 적셔요|버스 내리는 데
정서진 해넘이 보는 데 난간에 녹이 슬었어요|정서진 해넘이 보는 데
"""

NOWHERE = """
제가 부산에서 이사 온 지 얼마 안 돼서 잘 몰라요 음식물 쓰레기통은 어떻게 받나요
수원에 있는 우리 사돈이 놀러 왔다가 주차 딱지를 뗐는데 억울해서 전화했어요
공원 관리하는 분들이 낙엽을 송풍기로 날려서 먼지를 다 뒤집어썼어요
보건소 직원이 불친절해요
민원 넣는 데 맞아요?
물이 차요 연락 주실 때는 010 5540 2218로요
"""


def place(text: str) -> Place | None:
    return extract(text, NOW, DISTRICT).place


def heard(text: str, ear: Tagger) -> Place | None:
    seen = looked_over(text, NOW, DISTRICT)
    return settled(seen, find_place(seen), ear)


def always(mark: int, turns: float = 0.0) -> Tagger:
    """An ear for which every item that begins a word is marked so."""
    weights = np.zeros((SIZE, 3), np.float16)
    weights[number("first"), mark] = 9
    return Tagger(weights, np.full((3, 3), turns))


@pytest.mark.parametrize(("said", "words"), [line.split("|") for line in FOUND.strip().split("\n")])
def test_a_place_in_a_clause_is_found(said: str, words: str) -> None:
    found = place(said)
    assert found
    assert found.words == words
    assert found.normalised == words


@pytest.mark.parametrize("said", NOWHERE.strip().split("\n"))
def test_a_place_that_is_only_spoken_of_is_none(said: str) -> None:
    assert place(said) is None


def test_what_is_wrong_stays_out_of_the_place() -> None:
    slots = extract("석남역 앞 길이 파였어요", NOW, DISTRICT)
    assert slots.place
    assert slots.place.words == "석남역 앞"
    assert slots.what
    assert slots.what.words == "길이 파였어요"


@pytest.mark.parametrize(
    "said", ["가정로 123이요", "여기요 여기 물이 새요", "가좌시장 앞이요", "석남동 어디쯤인데 잘 모르겠어요"]
)
def test_an_address_here_and_an_answer_are_taken_whatever_the_ear_makes_of_them(said: str) -> None:
    assert place(said)


def test_an_address_and_an_answer_do_not_ask_the_ear() -> None:
    assert heard("가정로 123 앞에 물이 새요", always(0))
    assert heard("가좌시장 앞이요", always(0))


def test_without_weights_anything_is_as_likely() -> None:
    cues = [np.array([1], np.int64)] * 2
    none, _ = NOTHING.tag(cues, [False, False])
    ways = [("O", "O"), ("O", "B"), ("B", "O"), ("B", "B"), ("B", "I")]
    assert math.isclose(none, 1 / len(ways))


def test_what_belongs_to_a_time_is_no_part_of_a_place() -> None:
    cues = [np.array([number("first")], np.int64), np.array([2], np.int64)]
    assert always(1).tag(cues, [True, True]) == Tagged(1.0, ())
    assert always(1).tag(cues, [False, True]).stretches == ((0, 1),)
    assert NOTHING.tag([], []) == Tagged(1.0, ())


def test_an_ear_is_kept_as_it_is(tmp_path: Path) -> None:
    always(1, 0.5).save(tmp_path / "ear.npz")
    ear = Tagger.load(tmp_path / "ear.npz")
    assert np.array_equal(ear.weights, always(1).weights)
    assert ear.turns[0, 0] == 0.5


def test_cues_are_numbers_of_every_item() -> None:
    seen = looked_over("가좌시장 앞에 쓰레기가 쌓여 있어요", NOW, DISTRICT)
    cues = cues_of(seen, find_place(seen))
    assert len(cues) == len(seen.row)
    assert all(len(one) and one.min() >= 0 and one.max() < SIZE for one in cues)
