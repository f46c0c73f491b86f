"""Numbers told bit by bit, and pressed one by one."""

import pytest

from voicebot.civic.complaints.receipt import is_receipt
from voicebot.talk.tracking import Number, Tracking, heard, pressed

RECEIPT = next(f"12345678{last}" for last in range(10) if is_receipt(f"12345678{last}"))
ZERO = next(f"01234567{last}" for last in range(10) if is_receipt(f"01234567{last}"))


@pytest.mark.parametrize(
    ("said", "digits", "kind"),
    [
        ((RECEIPT,), RECEIPT, "receipt"),
        (("일이 삼사", "오육 칠팔", RECEIPT[-1]), RECEIPT, "receipt"),
        (("공일공", "일이삼사", "오육칠팔"), "01012345678", "phone"),
        (("010-1234-5678이요",), "01012345678", "phone"),
    ],
)
def test_a_number_is_whole_when_all_of_it_was_said(said: tuple[str, ...], digits: str, kind: str) -> None:
    now: Number | Tracking | None = Tracking()
    for words in said:
        assert isinstance(now, Tracking)
        now = heard(now, words)
    assert now == Number(digits, kind)  # type: ignore[arg-type]


def test_a_wrong_digit_begins_the_number_anew() -> None:
    wrong = RECEIPT[:-1] + str((int(RECEIPT[-1]) + 1) % 10)
    assert heard(Tracking(), wrong) == Tracking()


def test_words_without_digits_are_no_number() -> None:
    assert heard(Tracking("12"), "잠깐만요") is None


@pytest.mark.parametrize("keys", [RECEIPT, f"{ZERO}#"])
def test_keys_make_a_receipt(keys: str) -> None:
    now: Number | Tracking = Tracking()
    for key in keys:
        assert isinstance(now, Tracking)
        now = pressed(now, key)
    assert now == Number(keys.strip("#"), "receipt")


def test_a_mobile_number_is_not_taken_for_a_receipt_on_the_way() -> None:
    now: Number | Tracking = Tracking()
    for key in "01012345678":
        assert isinstance(now, Tracking)
        now = pressed(now, key)
    assert now == Number("01012345678", "phone")


def test_a_mobile_number_that_was_misheard_is_told_part_after_part() -> None:
    wrong = Number("01062843051", "phone")
    now = Tracking(doubted=wrong).without(wrong)
    assert (now.digits, now.part, now.refused) == ("010", "middle", frozenset({wrong.digits}))
    after = heard(now, "6284")
    assert isinstance(after, Tracking)
    assert (after.digits, after.part) == ("0106284", "last")
    assert after.fits("3051") < 0 <= after.fits("3057")
    assert heard(after, "3057") == Number("01062843057", "phone")


def test_another_number_that_was_misheard_is_told_from_the_beginning() -> None:
    assert Tracking().without(Number("0326284305", "phone")).digits == ""
    assert Tracking("010").part == ""


def test_a_syllable_that_sounds_like_a_digit_is_no_other_number_while_one_is_asked_about() -> None:
    doubted = Tracking(doubted=Number("01062843057", "phone"))
    assert heard(doubted, "안 이요") is None
    assert isinstance(heard(doubted, "공일공"), Tracking)
