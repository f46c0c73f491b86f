"""Which number was said: rows of digits weighed again by what numbers there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.text.spoken_digits import DigitRow, in_a_row
from voicebot.understand.slots.numbering import COMPLETE, NEVER, likely_phone
from voicebot.understand.spoken_number import likeliest, number_in

PHONE = "01034177763"


def rows(*found: tuple[str, float]) -> list[DigitRow]:
    return [DigitRow(*one) for one in found]


def whole(digits: str) -> bool:
    return bool(COMPLETE.fullmatch(digits))


@pytest.mark.parametrize(
    ("heard", "text", "digits"),
    [
        ((("01034177763", -1.0), ("0103417776", -0.5)), "공일공 삼사일칠", PHONE),  # a digit was let go
        ((("010341777632", -0.4), ("01034177763", -2.0)), "공일공 삼사일칠", PHONE),  # an ending was none
        ((("2 01034177763", -0.5),), "제 번호는 공일공 삼사일칠", PHONE),  # 제 is no two
        ((("0108", -0.1), ("010", -1.0)), "공일공", "010"),  # people pause there
        ((("7316", -0.1),), "칠삼 밀류", "7316"),
    ],
)
def test_the_likeliest_number_is_taken(heard: tuple[tuple[str, float], ...], text: str, digits: str) -> None:
    assert likeliest(rows(*heard), text, likely_phone) == digits


def test_what_was_refused_is_not_proposed_again() -> None:
    heard = rows((PHONE, -0.1), ("01034177764", -3.0))
    assert likeliest(heard, "", lambda digits: NEVER if digits == PHONE else 0.0) == "01034177764"


@pytest.mark.parametrize("text", ["가좌시장 앞에 가로등이 나갔어요", "모르겠는데 어떻게 하지요"])
def test_a_syllable_that_sounds_like_a_digit_is_none(text: str) -> None:
    assert likeliest(rows(("4 2", -0.5)), text, likely_phone) is None


def test_a_whole_number_is_found_in_free_speech() -> None:
    heard = rows((f"4 2 {PHONE}", -0.5), ("4 21034177763", -0.1))
    assert number_in(heard, "가로등이 나갔어요 제 번호는", whole) == PHONE
    assert number_in(rows(("4 2 1034", -0.5)), "가로등이 나갔어요", whole) is None


def test_parts_of_an_utterance_follow_one_another() -> None:
    first, last = (DigitRow("010", -0.1),), (DigitRow("4952", -0.1), DigitRow("4951", -2.0))
    assert [row.digits for row in in_a_row([first, (), last])] == ["010 4952", "010 4951"]
    assert in_a_row([first, ()]) == (DigitRow("010", 0.0),)
    assert in_a_row([(), ()]) == ()


@given(st.lists(st.tuples(st.text("0123456789 ", max_size=20), st.floats(-30, 0)), max_size=6), st.text())
def test_any_rows_are_a_number_or_nothing(heard: list[tuple[str, float]], text: str) -> None:
    found = likeliest(rows(*heard), text, likely_phone)
    assert found is None or found.isdecimal()
