import datetime as dt
from pathlib import Path

import pytest

from voicebot.civic.district import load_district
from voicebot.civic.gazetteer import gazetteer
from voicebot.understand.slots import Gazetteer, Place, extract
from voicebot.understand.slots.address import addresses
from voicebot.understand.slots.names import names

NOW = dt.datetime(2026, 11, 26, 15, 0)
DISTRICT = gazetteer(load_district(Path("faq")), NOW.date())


def place(text: str, language: str = "ko") -> Place | None:
    return extract(text, NOW, DISTRICT, language).place


DESCRIBED = """
우리 집 앞 가로등이 나갔어요|우리 집 앞
저희 집 앞에 누가 소파를 버렸어요|저희 집 앞
가좌시장 앞에 쓰레기가 쌓여 있어요|가좌시장 앞
초등학교 정문 옆 골목이 너무 어두워요|초등학교 정문 옆 골목
한신아파트 101동 앞 놀이터 그네가 부서졌어요|한신아파트 101동 앞 놀이터
여기 가좌시장 앞인데요|가좌시장 앞
가정역 2번 출구 앞에 킥보드가 막 넘어져 있어요|가정역 2번 출구 앞
집 앞에 있는 놀이터에서 담배를 피워요|집 앞에 있는 놀이터
버스 정류장 뒤쪽 언덕길이 미끄러워요|버스 정류장 뒤쪽 언덕길
교회랑 미용실 사이 골목에 쓰레기가 많아요|교회랑 미용실 사이 골목
학교 앞 횡단보도 신호등이 고장 났어요|학교 앞 횡단보도
전봇대 옆에 매트리스가 버려져 있어요|전봇대 옆
검암역에서 내려서 오른쪽 골목이요|검암역에서 내려서 오른쪽 골목
정서진중앙시장 들어가는 입구요|정서진중앙시장 들어가는 입구
경로당 뒤에 물이 새요|경로당 뒤
저기 그 농협 맞은편에 간판이 떨어지려고 해요|농협 맞은편
약국 골목으로 들어오면 바로 있어요|약국 골목으로 들어오면
서곶로 사거리 신호등이 꺼졌어요|서곶로 사거리
석남동 거북시장 근처 세탁소 앞이요|석남동 거북시장 근처 세탁소 앞
가정3동 제일아파트 뒤|가정3동 제일아파트 뒤
가로등이 나갔어요 우리 집 앞이요|우리 집 앞
공원에 개똥이 너무 많아요|공원
놀이터에서 밤에 애들이 술을 마셔요|놀이터
청라호수공원 화장실이 더러워요|청라호수공원
우리 아파트 앞에 있는 삼거리에 가로등이 나갔어요|우리 아파트 앞에 있는 삼거리
저 석남동 사는데요 가좌시장 앞에 쓰레기가 많아요|가좌시장 앞
"""


@pytest.mark.parametrize(("said", "words"), [line.split("|") for line in DESCRIBED.strip().split("\n")])
def test_a_described_place_keeps_the_words_that_were_said(said: str, words: str) -> None:
    found = place(said)
    assert found
    assert found.words == words
    assert found.precision == "described"


ADDRESSES = """
가정로 123 앞 도로가 파였어요|가정로 123 앞|가정로 123 앞
석남동 123-4번지에 물이 새요|석남동 123-4번지|석남동 123-4번지
석남동 백이십삼 다시 사 번지예요|석남동 백이십삼 다시 사 번지|석남동 123-4번지
가정로 백이십삼에 있어요|가정로 백이십삼|가정로 123
봉오재3로94번길 11 앞이요|봉오재3로94번길 11 앞|봉오재3로94번길 11 앞
인천 서구 가정로 12-3|인천 서구 가정로 12-3|인천 서구 가정로 12-3
중봉대로 588이요|중봉대로 588|중봉대로 588
"""


@pytest.mark.parametrize(
    ("said", "words", "normalised"), [line.split("|") for line in ADDRESSES.strip().split("\n")]
)
def test_an_address_is_exact_and_read_back_in_digits(said: str, words: str, normalised: str) -> None:
    found = place(said)
    assert found
    assert (found.words, found.normalised, found.precision) == (words, normalised, "exact")


@pytest.mark.parametrize(
    ("said", "dong"),
    [
        ("석남동이요", "석남동"),
        ("성남동 우체국 건너편이요", "석남동"),  # as a recogniser writes it: ㄱ before ㄴ sounds as ㅇ
        ("거맘동이에요", "검암동"),
        ("가자동 쪽이요", "가좌동"),
        ("가좌 일동이요", "가좌1동"),
        ("석남 2동 주민센터 앞", "석남2동"),
        ("석남동이고요 우체국 옆이에요", "석남동"),
    ],
)
def test_a_dong_is_known_though_it_is_written_as_it_sounds(said: str, dong: str) -> None:
    found = place(said)
    assert found
    assert found.dong == dong


def test_a_landmark_is_known_though_it_is_written_as_it_sounds() -> None:
    found = place("가자시장 앞에 쓰레기가 있어요")
    assert found
    assert (found.words, found.normalised, found.landmark) == ("가자시장 앞", "가좌시장 앞", "가좌시장")


@pytest.mark.parametrize(
    "said",
    [
        "여기요",
        "여기 가로등이 나갔어요",
        "지금 있는 데요",
        "제가 지금 있는 곳이요",
        "이곳이요",
        "현재 위치요",
    ],
)
def test_here_is_left_to_the_browser(said: str) -> None:
    found = place(said)
    assert found
    assert found.precision == "here"


@pytest.mark.parametrize(
    "said",
    [
        "부평구 부평시장 앞이요",
        "계양구 작전동이에요",
        "부평역 앞 횡단보도요",
        "서울 강남구에 있는 공원이요",
        "김포시 쪽이에요",
        "십정동 가로등이요",
        "검단구청 앞이요",
    ],
)
def test_another_district_lies_outside(said: str) -> None:
    found = place(said)
    assert found
    assert found.outside
    assert found.dong is None


NOWHERE = """
가로등이 나갔어요
도로가 파였어요
구청에 전화했는데 안 받아요
주민센터 직원이 불친절해요
서울 가는 버스가 안 와요
고양이가 죽어 있어요
차 앞에 사람이 누워 있어요
사람들이 담배 피우고 침 뱉고 그래요
여기 민원 넣는 데 맞아요?
앞으로 3시에 온대요
저는 석남동 살아요
어제 밤부터요
공일공 일이삼사 오육칠팔이요
네
몰라요
개가 자꾸 짖어요
그대로 두면 안 돼요
바로 고쳐 주세요
집으로 전화 주세요
3일 뒤에 다시 할게요
우산을 잃어버렸어요
전구를 갈아 주세요
"""


@pytest.mark.parametrize("said", NOWHERE.strip().split("\n"))
def test_no_place_is_invented(said: str) -> None:
    assert place(said) is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("석남동 아니 가좌동이요", "가좌동"),
        ("가좌시장이 아니라 석남역 앞이에요", "석남역 앞"),
        ("학교 뒤 말고 경로당 앞이요", "경로당 앞"),
    ],
)
def test_a_place_taken_back_does_not_count(said: str, words: str) -> None:
    found = place(said)
    assert found
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    [
        "집으로 2명이",
        "그대로 2개",
        "가정로 오십 미터",
        "석남동 3일 전",
        "이 길로 가면 3번",
        "운동 3번",
        "도로 3개",
    ],
)
def test_a_count_is_no_house_number(text: str) -> None:
    assert not [found for found in addresses(text) if found.kind != "street"]


@pytest.mark.parametrize("text", ["운동", "자동문", "이번역", "행동이 이상해요", "가정에서", "경로당"])
def test_what_only_ends_as_a_name_does_is_none(text: str) -> None:
    assert not names(text, DISTRICT)


@pytest.mark.parametrize(
    ("said", "words", "precision"),
    [
        ("The street light near Gajeong station is broken", "near Gajeong station", "described"),
        ("There is trash in front of my house", "in front of my house", "described"),
        ("pothole at 123 Gajeong-ro", "123 Gajeong-ro", "exact"),
        ("The road is broken right here", "right here", "here"),
        ("The street light is broken", None, None),
        ("It happened at night", None, None),
    ],
)
def test_english_places_follow_their_preposition(said: str, words: str | None, precision: str | None) -> None:
    found = place(said, "en")
    assert (found and found.words, found and found.precision) == (words, precision)


def test_a_district_without_names_still_hears_a_described_place() -> None:
    found = extract("우리 집 앞 가로등이 나갔어요", NOW, Gazetteer()).place
    assert found
    assert found.words == "우리 집 앞"


VAGUE = {
    "길에 쓰레기가 있어요": "길",
    "하수구에서 냄새가 나요": "하수구",
    "옆집 개가 밤새 짖어요": "옆집",
    "노점상이 인도를 다 막았어요": "인도",
    "놀이터 가는 길에 유리 조각이 있어요": "놀이터 가는 길",
    "103동 뒤에 등이 꺼졌어요": "103동 뒤",
    "도로 한가운데 죽은 개가 있어요": "도로 한가운데",
    "도서관이 너무 추워요": "도서관",
    "하천 물이 뿌옇고 거품이 나요 공촌천이요": "공촌천",
}


@pytest.mark.parametrize("said", VAGUE)
def test_a_place_without_a_name_is_taken_where_nothing_better_was_said(said: str) -> None:
    found = place(said)
    assert found is not None
    assert (found.words, found.precision) == (VAGUE[said], "described")


@pytest.mark.parametrize(
    "said",
    [
        "기초연금이 안 들어왔어요",
        "인도가 없어서 위험해요",
        "아파트 관리비가 너무 비싸요",
        "바로요 네 그대로요",
    ],
)
def test_what_names_no_place_leaves_it_empty(said: str) -> None:
    assert place(said) is None
