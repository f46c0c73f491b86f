from __future__ import annotations

import pytest

from voicebot.hear.ending import Ending, english_ending, sentence_ending

FINISHED, UNCLEAR, UNFINISHED, ASKED = Ending.FINISHED, Ending.UNCLEAR, Ending.UNFINISHED, Ending.ASKED


@pytest.mark.parametrize(
    "text",
    [
        "쓰레기 버리는 날이 언제예요?",
        "등본 좀 떼 줘.",
        "도로에 구멍 났어.",
        "여권이요.",
        "냉장고 버리려고요.",
        "장애인 등록하러요.",
        "화장실이 어디예요?",
        "이게 뭐냐?",
        "나도 받을 수 있나?",
    ],
)
def test_what_is_finished_ends_the_turn_only_where_the_recogniser_closed_it(text: str) -> None:
    assert sentence_ending(text, "ko") is FINISHED
    assert sentence_ending(text.rstrip(".?"), "ko") in {UNCLEAR, UNFINISHED}


@pytest.mark.parametrize("mark", ["", ".", "?"])
@pytest.mark.parametrize(
    "text", ["수급자 신청은 어떻게 합니까", "전입신고하러 왔습니다", "다시 말해 주세요", "도와주십시오"]
)
def test_a_formal_ending_is_final_whatever_mark_the_recogniser_sets(text: str, mark: str) -> None:
    assert sentence_ending(text + mark, "ko") is FINISHED


@pytest.mark.parametrize("mark", ["", ".", ",", "..."])
@pytest.mark.parametrize(
    "text",
    [
        "전입신고를 하려고 하는데",
        "도로에 구멍이 나서",
        "몸이 불편하니까",
        "신청하려면",
        "주민등록등본은",
        "동사무소에서",
        "제가 살고 있는",
        "그리고",
        "음",
        "응",
        "네",
        "저기 그 뭐냐",
        "장롱을 버려야 되는데 뭐지",
        "그 이름이 뭐였지",
        "그거 언제더라",
        "뭐라 그러지",
        "뭐랄까",
        "왜 그 있잖아요",
        "여권을 저기",
        "그러니까",
        "제 번호가 010",
        "주민번호가 오일공삼",
    ],
)
def test_what_goes_on_is_unfinished_whatever_mark_the_recogniser_sets(text: str, mark: str) -> None:
    assert sentence_ending(text + mark, "ko") is UNFINISHED


@pytest.mark.parametrize(
    "text",
    [
        "전입신고를 하려고 하는데요.",
        "제가 어제 이사를 왔고요.",
        "문이 닫혀 있더라고요.",
        "지난번에 냈거든.",
        "지난번에 말했잖아요.",
        "아직도 안 나왔다니까.",
        "갈 수 있지 않을까?",
        "그건 지난번에 냈지.",
        "저기요.",
        "안녕하세요.",
        "기초연금 신청.",
        "3층.",
        "아니요.",
        "",
        "...?",
    ],
)
def test_what_may_be_the_end_or_not_is_unclear(text: str) -> None:
    assert sentence_ending(text, "ko") is UNCLEAR


@pytest.mark.parametrize("text", ["기초연금 신청", "비가 온 것처럼 조금씩 계속", "저기요", "어쿠", "가자"])
def test_a_noun_an_adverb_a_greeting_or_two_syllables_that_are_not_closed_go_on(text: str) -> None:
    assert sentence_ending(text, "ko") is UNFINISHED


def test_who_asks_for_a_moment_in_mid_sentence_gets_one() -> None:
    assert sentence_ending("그 서류가 뭐더라", "ko") is ASKED
    assert sentence_ending("여권을 잠깐만요.", "ko") is ASKED


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Where do I get a passport?", FINISHED),
        ("I want to report a pothole.", FINISHED),
        ("I would like to", UNFINISHED),
        ("I would like to.", UNFINISHED),
        ("What is this for?", FINISHED),
        ("And then,", UNFINISHED),
        ("passport", UNCLEAR),
        ("", UNCLEAR),
    ],
)
def test_english(text: str, ending: Ending) -> None:
    assert english_ending(text) is ending
