from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.understand.expected import DIGITS, NEXT, NO, YES, YES_NO, expected_answer, hints
from voicebot.understand.likeness import sound_distance
from voicebot.understand.meaning import Reading


def answer_of(texts: list[str], expected: Collection[str], language: str = "ko") -> str | None:
    """Readings, each half a unit of score below the one before."""
    readings = [Reading(text, -0.5 * (rank + 1)) for rank, text in enumerate(texts)]
    return expected_answer(readings, expected, language)


@pytest.mark.parametrize(
    ("readings", "answer"),
    [
        (["네."], YES),
        (["내"], YES),
        (["넷", "맥", "넥"], YES),
        (["에"], YES),
        (["Yes"], YES),
        (["은"], YES),
        (["네 네"], YES),
        (["네, 그렇게 해 주세요"], YES),
        (["아니"], NO),
        (["아니오"], NO),
        (["안이요"], NO),
        (["아닛", "아미"], NO),
        (["No."], NO),
        (["왜?"], None),
        (["아,"], None),
        (["아,", "어, 어, 어."], None),
        (["네", "아"], YES),
        (["아, 네."], YES),
        (["물"], None),
        (["여권"], None),
        (["사람"], None),
        (["내일 문 열어요?"], None),
        ([""], None),
        ([], None),
    ],
)
def test_yes_or_no(readings: list[str], answer: str | None) -> None:
    assert answer_of(readings, YES_NO) == answer


@pytest.mark.parametrize(
    ("readings", "answer"),
    [
        (["2."], "2"),
        (["이요"], "2"),
        (["일"], "1"),
        (["일번이요"], "1"),
        (["세 번째 거요"], "3"),
        (["쌈"], "3"),
        (["싹"], "4"),
        (["어?", "오?"], "5"),
        (["you"], "6"),
        (["유"], "6"),
        (["치우", "쥬"], "7"),
        (["팔로", "펄"], "8"),
        (["방", "펄"], "8"),
        (["굳", "구 구"], "9"),
        (["콩"], "0"),
        (["양", "영"], "0"),
        (["0"], "0"),
        (["3 3"], "3"),
        (["1 2"], None),
        (["12"], None),
        (["물"], None),
        (["아니"], None),
        (["오늘 문 열어요?"], None),
        (["이거 말고 다른 거"], None),
    ],
)
def test_digits(readings: list[str], answer: str | None) -> None:
    assert answer_of(readings, DIGITS) == answer


def test_only_what_is_expected_is_an_answer() -> None:
    assert answer_of(["4"], ("1", "2", "3")) is None
    assert answer_of(["네"], ("1", "2", "3")) is None
    assert answer_of(["삼"], YES_NO) is None
    assert answer_of(["네"], ()) is None


def test_two_that_are_as_near_are_neither() -> None:
    assert answer_of(["쌍"], ("3", "4")) == "3"
    assert answer_of(["일 이"], ("1", "2")) is None
    assert answer_of(["칠", "일"], ("1", "7")) == "7"
    assert expected_answer([Reading("칠", -1.0), Reading("일", -1.1)], ("1", "7")) is None


def test_the_recogniser_is_told_the_digits_where_one_is_expected() -> None:
    assert "칠" in hints(DIGITS, 1.5)
    assert hints(("1", "2", "3"), 1.5)
    assert not hints(DIGITS, 4.0)
    assert "네" in hints(YES_NO, 1.0)
    assert not hints(YES_NO, 5.0)
    assert not hints((), 1.0)
    assert not hints((), 1.0)
    assert not hints(DIGITS, 1.0, "en")


def test_a_better_reading_counts_more() -> None:
    assert expected_answer([Reading("2", -2.3), Reading("치우", -1.3)], DIGITS) == "7"
    assert expected_answer([Reading("2", -1.0), Reading("치우", -2.0)], DIGITS) == "2"
    assert expected_answer([Reading("2", -1.0), Reading("치우", -1.1)], DIGITS) is None


def test_a_later_reading_counts_less() -> None:
    assert answer_of(["구", "오"], DIGITS) == "9"
    assert answer_of(["물", "불", "구"], DIGITS) == "9"


def test_an_echo_of_the_hint_is_no_answer() -> None:
    assert answer_of(["이, 삼, 사, 오, 육, 칠,", "이,"], DIGITS) is None
    assert answer_of(["사, 사, 사, 사.", "사"], DIGITS) is None
    assert answer_of(["이, 이,", "이, 삼,"], DIGITS) == "2"
    assert answer_of(["네, 네, 네."], YES_NO) == YES


def test_english_goes_by_its_words() -> None:
    assert answer_of(["No thanks."], YES_NO, "en") == NO
    assert answer_of(["number two please"], DIGITS, "en") == "2"
    assert answer_of(["knee"], YES_NO, "en") is None


@given(st.lists(st.text(max_size=8), max_size=4), st.sets(st.sampled_from([*YES_NO, *DIGITS])))
def test_it_is_always_one_of_the_expected(readings: list[str], expected: set[str]) -> None:
    answer = answer_of(readings, expected)
    assert answer is None or answer in expected


@pytest.mark.parametrize(("near", "far"), [("쌈", "사람"), ("섬", "칠"), ("싼", "구"), ("삶", "물")])
def test_what_sounds_alike_is_nearer(near: str, far: str) -> None:
    assert sound_distance(near, "삼") < 0.5 < sound_distance(far, "삼")


def test_the_same_word_is_at_no_distance() -> None:
    assert sound_distance("아니요", "아니요") == 0
    assert sound_distance("굳", "굿") == 0
    assert sound_distance("안이요", "아니요") == 0
    assert sound_distance("예", "왜") > 0.7


@pytest.mark.parametrize("heard", ["다음", "다음.", "다음이요", "다으음", "네, 다음", "다 음."])
def test_next_is_heard_where_it_is_expected(heard: str) -> None:
    assert answer_of([heard], (*YES_NO, NEXT)) == NEXT
    assert answer_of([heard], YES_NO) != NEXT


@pytest.mark.parametrize(
    ("heard", "answer"), [("네", YES), ("아니요", NO), ("당뇨", None), ("아", None), ("마음", None)]
)
def test_what_is_not_next_is_not_taken_for_it(heard: str, answer: str | None) -> None:
    assert answer_of([heard], (*YES_NO, NEXT)) == answer


def test_the_recogniser_is_told_of_next_where_it_is_expected() -> None:
    assert "다음" in hints((*YES_NO, NEXT), 1.0)
    assert "다음" not in hints(YES_NO, 1.0)
