# ruff: noqa: E501  (Hangul counts double)
import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.civic.district import load_district
from voicebot.civic.gazetteer import gazetteer
from voicebot.understand.slots import Slots, Span, extract

NOW = dt.datetime(2026, 11, 26, 15, 0)
DISTRICT = gazetteer(load_district(Path("faq")), NOW.date())

WHOLE = """
안녕하세요 저 석남동 사는데요 어제 밤부터 가좌시장 앞에 쓰레기가 산더미처럼 쌓여 있어요 제 번호는 010-1234-5678이에요|쓰레기가 산더미처럼 쌓여 있어요|가좌시장 앞|어제 밤부터|01012345678
우리 집 앞 가로등이 나갔어요|가로등이 나갔어요|우리 집 앞||
저기요 그 뭐냐 사흘째 음 가정로 123 앞에 하수구가 막혀서 냄새가 나요|하수구가 막혀서 냄새가 나요|가정로 123 앞|사흘째|
초등학교 정문 옆 골목에 불법 주차가 너무 많아서 신고하려고요|불법 주차가 너무 많아서|초등학교 정문 옆 골목||
비 온 뒤로 도로가 파여서 차가 못 다녀요 석남동 우체국 건너편이요|도로가 파여서 차가 못 다녀요|석남동 우체국 건너편|비 온 뒤로|
개가 밤마다 짖어서 잠을 못 자요|개가 짖어서 잠을 못 자요||밤마다|
저는 김영희라고 합니다 가정동 놀이터 그네가 부서졌어요|그네가 부서졌어요|가정동 놀이터||
여기요 여기 맨홀 뚜껑이 열려 있어요|맨홀 뚜껑이 열려 있어요|여기요 여기||
수고하십니다 우리 아파트 뒤쪽 산에 나무가 쓰러졌어요 태풍 지나고 나서요|나무가 쓰러졌어요|우리 아파트 뒤쪽 산|태풍 지나고 나서|
아 여보세요 거기 구청이죠 여기 석남동인데 골목에 가로등이 한 열흘째 안 들어와요|가로등이 안 들어와요|석남동인데 골목|한 열흘째|
가정2동 행정복지센터 옆 공영주차장에 폐차가 한 달 넘게 있어요|폐차가 있어요|가정2동 행정복지센터 옆 공영주차장|한 달 넘게|
위치는 가좌시장이고 시간은 어제 밤이에요||가좌시장|어제 밤|
공일공 일이삼사 오육칠팔로 연락 주세요||||01012345678
민원 좀 넣으려고 전화했어요||||
가좌시장 앞이요||가좌시장 앞||
어제요|||어제|
네||||
몰라요||||
어제 아니 그저께부터 물이 안 나와요|물이 안 나와요||그저께부터|
버스 정류장 의자가 부서졌어요 검암역 앞이요|버스 정류장 의자가 부서졌어요|검암역 앞||
전동 킥보드가 인도를 막고 있어요 가재울역 앞에|전동 킥보드가 인도를 막고 있어요|가재울역 앞||
오늘 아침 8시쯤 서구청역 2번 출구에서 미끄러졌어요|미끄러졌어요|서구청역 2번 출구|오늘 아침 8시쯤|
가스 냄새가 나요|가스 냄새가 나요|||
석남동 어디쯤인데 잘 모르겠어요||석남동||
가좌시장앞에쓰레기가쌓여있어요|쓰레기가쌓여있어요|가좌시장앞||
아이고 여보세요 나 가정동 사는 김순자인데 앞집 개가 너무 짖어|앞집 개가 너무 짖어|||
저기 말이여 우리 집 앞에 전봇대 불이 나갔당께|전봇대 불이 나갔당께|우리 집 앞||
음 그러니까 어디냐면 저기 그 우체국 있잖아요 그 옆이요||우체국 있잖아요 그 옆||
아니 우체국 말고 농협 앞||농협 앞||
여기 서구 가정동이야 가정동 성당 앞||가정동 성당 앞||
내 이름은 박순자요 전화는 공일공에 일일이이에 삼삼사사||||01011223344
이틀인가 사흘 됐나|이틀인가||사흘 됐나|
모르겠는데 한 일주일?|모르겠는데||한 일주일|
인천 서구 석남동 거북로 116 앞 보도블럭이 깨졌습니다|보도블럭이 깨졌습니다|인천 서구 석남동 거북로 116 앞||
집 앞 계단이 무너졌어요|계단이 무너졌어요|집 앞||
한 시간 전부터 물이 안 나와요|물이 안 나와요||한 시간 전부터|
사거리에서 우회전하면 나오는 골목에 불이 안 들어와|불이 안 들어와|사거리에서 우회전하면 나오는 골목||
"""


def told(slots: Slots) -> tuple[str, str, str, str]:
    return (
        slots.what.words if slots.what else "",
        slots.place.words if slots.place else "",
        slots.when.words if slots.when else "",
        slots.phone.digits if slots.phone else "",
    )


def misplaced(slots: Slots) -> list[Span]:
    """Spans that are empty, lie outside the utterance or begin before the one before has ended."""
    spans = slots.spans
    outside = [span for span in spans if not 0 <= span.start < span.end <= len(slots.text)]
    return outside + [other for one, other in pairwise(spans) if one.end > other.start]


@pytest.mark.parametrize("line", WHOLE.strip().split("\n"))
def test_an_utterance_fills_what_it_says_and_nothing_else(line: str) -> None:
    said, *wanted = line.split("|")
    slots = extract(said, NOW, DISTRICT)
    assert told(slots) == tuple(wanted)
    assert misplaced(slots) == []


def test_a_correction_comes_with_the_right_value() -> None:
    slots = extract("아니 위치가 틀렸어 가좌시장 말고 석남역 앞이야", NOW, DISTRICT)
    assert slots.intent
    assert (slots.intent.wish, slots.intent.slot) == ("correct", "place")
    assert told(slots) == ("", "석남역 앞", "", "")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("아니 내용이 틀렸어요 가로등이 아니라 신호등이에요", "가로등이 아니라 신호등이에요"),
        ("내용 수정할게요", ""),
        ("내용이 잘못됐어 쓰레기가 아니고 가구를 버렸어", "쓰레기가 아니고 가구를 버렸어"),
    ],
)
def test_the_trouble_is_told_again(said: str, what: str) -> None:
    slots = extract(said, NOW, DISTRICT)
    assert slots.intent
    assert (slots.intent.wish, slots.intent.slot) == ("correct", "what")
    assert told(slots)[0] == what


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("The street light near Gajeong station is broken since last night", ("The street light is broken", "near Gajeong station", "since last night", "")),
        ("There is trash in front of my house, call me at 010 1234 5678", ("There is trash", "in front of my house", "", "01012345678")),
        ("A dog barks every night behind the school", ("A dog barks", "behind the school", "every night", "")),
        ("I don't know", ("", "", "", "")),
    ],
)  # fmt: skip
def test_english_in_a_simple_form(said: str, wanted: tuple[str, ...]) -> None:
    slots = extract(said, NOW, DISTRICT, "en")
    assert told(slots) == wanted
    assert misplaced(slots) == []


SAID = (
    "우리 집 앞 가로등이 나갔어요 어제 밤부터 석남동 123-4번지 가정로 옆 골목에서 여기 아니 말고 010-1234-5678 공일공 일이삼사 이요 "
    "사흘째 비 온 뒤로 가좌시장 에 에서 , . ? ! 몰라요 네 부평구 검암역 2번 출구 초등학교 정문 12월 5일 지난주 화요일 😀 é"
)
WORDS = SAID.split()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["", " "]), st.sampled_from(["ko", "en"])
)
def test_words_in_any_order_fill_spans_inside_the_utterance(
    words: list[str], between: str, language: str
) -> None:
    assert misplaced(extract(between.join(words), NOW, DISTRICT, language)) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["ko", "en"]))
def test_any_text_is_understood_without_an_error(text: str, language: str) -> None:
    assert misplaced(extract(text, NOW, DISTRICT, language)) == []


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    [
        "가",
        "1",
        "공일",
        "우리 집 앞에 ",
        "가로등이 나갔어요. ",
        "석남동 ",
        "아니 ",
        "어제부터 ",
        "앞뒤옆",
        "at the ",
        "가정로123",
    ],
)
def test_ten_thousand_characters_come_to_an_end(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert misplaced(extract(text, NOW, DISTRICT)) == []
