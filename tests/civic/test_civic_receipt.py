"""Receipts are said in pairs, heard in many ways, and a wrong digit is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.complaints.receipt import (
    LENGTH,
    grouped,
    heard_digits,
    is_receipt,
    new_receipt,
    read_receipt,
    spoken,
)
from voicebot.errors import ComplaintError

bodies = st.text("0123456789", min_size=LENGTH - 1, max_size=LENGTH - 1)


def whole(body: str) -> str:
    return next(body + str(check) for check in range(10) if is_receipt(body + str(check)))


@given(bodies)
def test_every_single_wrong_digit_is_found(body: str) -> None:
    receipt = whole(body)
    for at, right in enumerate(receipt):
        for wrong in set("0123456789") - {right}:
            assert not is_receipt(receipt[:at] + wrong + receipt[at + 1 :])


@given(bodies)
def test_every_swap_of_neighbours_is_found(body: str) -> None:
    receipt = whole(body)
    for at in range(LENGTH - 1):
        one, other = receipt[at], receipt[at + 1]
        swapped = receipt[:at] + other + one + receipt[at + 2 :]
        assert is_receipt(swapped) == (one == other)


def test_new_receipts_are_receipts_and_differ() -> None:
    made = {new_receipt() for _ in range(500)}
    assert all(map(is_receipt, made))
    assert len(made) > 490


@given(bodies, st.sampled_from(["ko", "en"]))
def test_what_is_said_is_heard_again(body: str, language: str) -> None:
    receipt = whole(body)
    assert read_receipt(spoken(receipt, language)) == receipt
    assert read_receipt(f"{spoken(receipt, language)}. {spoken(receipt, language)}") == receipt
    assert read_receipt(grouped(receipt)) == receipt


KNOWN = whole("12345678")


def test_pairs() -> None:
    assert KNOWN == "123456786"
    assert grouped(KNOWN) == "12 34 56 78 6"
    assert spoken(KNOWN, "ko") == "일이, 삼사, 오육, 칠팔, 육"
    assert spoken("900000000", "en") == "nine zero, zero zero, zero zero, zero zero, zero"


@pytest.mark.parametrize(
    "said",
    [
        "123456786",
        "12-34-56-78-6이요",
        "12 34 56 78 6번이에요",
        "１２３４５６７８６",
        "일이삼사오육칠팔육",
        "일이 삼사 오육 칠팔 육이에요",
        "음, 일이, 어, 삼사, 오육 칠팔 그리고 육이요",
        "제 번호는 일이 다시 삼사 다시 오육 다시 칠팔 다시 육입니다",
        "십이 삼십사 오십육 칠십팔 육",
        "하나 둘 셋 넷 다섯 여섯 일곱 여덟 여섯",
        "일이 삼사 오육 칠팔 육, 일이 삼사 오육 칠팔 육이요",
        "이거 좀 봐 주세요, 12 34 56 78 6",
        "one two, three four, five six, seven eight, six",
        "접수번호 일 이 삼 사 오 륙 칠 팔 륙이고요",
        "11월 23일에 넣은 민원인데요 일이삼사오육칠팔육이에요",
    ],
)
def test_ways_to_say_it(said: str) -> None:
    assert read_receipt(said) == KNOWN


@pytest.mark.parametrize("said", ["", "몰라요", "일이 삼사", "1234567861", "아까 말한 그거요"])
def test_too_few_or_too_many_digits_are_asked_again(said: str) -> None:
    with pytest.raises(ComplaintError) as caught:
        read_receipt(said)
    assert caught.value.code == "receipt_incomplete"


def test_a_misheard_digit_is_asked_again() -> None:
    with pytest.raises(ComplaintError) as caught:
        read_receipt("이이 삼사 오육 칠팔 육")
    assert caught.value.code == "receipt_misheard"


@given(st.text(max_size=60))
def test_any_text_gives_digits_or_nothing(text: str) -> None:
    assert set(heard_digits(text)) <= set("0123456789")
