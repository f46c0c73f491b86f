"""Digits that were dictated, in what a recogniser wrote for them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.complaints.receipt import is_receipt, new_receipt
from voicebot.talk.tracking import likely_number
from voicebot.understand.dictation import dictated_digits, spelt
from voicebot.understand.letters import letters_apart
from voicebot.understand.slots.numbering import likely_phone

NAMES = "공일이삼사오육칠팔구"


@dataclass(frozen=True)
class Heard:
    text: str


def read(*texts: str, known: str = "") -> str | None:
    readings: Sequence[Heard] = [Heard(text) for text in texts]
    return dictated_digits(readings, lambda digits: max(likely_phone(digits), likely_phone(known + digits)))


@pytest.mark.parametrize(
    ("texts", "digits"),
    [
        (("공일공",), "010"),
        (("010 1234 5678",), "01012345678"),
        (("고밍건", "공일검"), "010"),
        (("콩을 콩아",), "010"),
        (("동인공", "본인공"), "010"),
        (("유기 펄사",), "6284"),
        (("칠사 밀류가",), "7316"),
        (("3, 공, 오, 치",), "3057"),
        (("사고 오인", "사고오이"), "4952"),
        (("본일공, 이삼사우, 육칠 발구여",), "01023456789"),
        (("공 하나 공, 팔칠육오",), "0108765"),
        (("칠육이요",), "76"),
    ],
)
def test_what_was_written_for_digits_is_read_as_digits(texts: tuple[str, ...], digits: str) -> None:
    assert read(*texts) == digits


@pytest.mark.parametrize(
    "text",
    ["", "몰라요", "없어요", "김순자예요", "감사합니다", "오늘 날씨 어때요?", "여권은 어떻게 해요?", "zebra"],
)
def test_other_words_are_no_digits(text: str) -> None:
    assert read(text) is None


def test_no_digit_is_made_up_to_complete_a_number() -> None:
    """One digit was lost, and the ending is no two: the rest is asked for."""
    assert read("공일공 4구 5의 736 이어") == "0104952736"


def test_a_receipt_is_told_from_its_neighbours_by_its_check_digit() -> None:
    assert dictated_digits([Heard("삼치, 공이, 구공, 사육, 사")], likely_number) == "370290464"


@given(st.text(alphabet="0123456789", min_size=1, max_size=12))
def test_digits_written_out_are_themselves(digits: str) -> None:
    assert read(", ".join(NAMES[int(digit)] for digit in digits)) == digits


@given(st.text(max_size=80))
def test_any_text_is_digits_or_nothing(text: str) -> None:
    found = read(text)
    assert found is None or found.isdecimal()


def test_figures_are_spelt_digit_by_digit() -> None:
    assert spelt("010-27") == "공일공-이칠"
    assert is_receipt(new_receipt())


@given(st.text(alphabet="ㄱㄴㄹㅁㅏㅣㅗㅇ", max_size=5), st.text(alphabet="ㄱㄴㄹㅁㅏㅣㅗㅇ", max_size=5))
def test_letters_are_as_far_apart_either_way(one: str, other: str) -> None:
    assert letters_apart(one, other) == pytest.approx(letters_apart(other, one))
    assert letters_apart(one, one) == 0
