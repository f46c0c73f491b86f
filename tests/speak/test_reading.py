import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.speak.reading import read_digit_pairs, read_korean
from voicebot.speak.reading.counters import COUNTERS
from voicebot.speak.reading.numerals import decimal, digits, figures, native, ordinal, sino
from voicebot.speak.reading.spelling import guess

TABLE = Path(__file__).parent / "data" / "reading.tsv"
SPOKEN = re.compile(r"(?:[가-힣]+[.,?!]?(?: [가-힣]+[.,?!]?)*)?")
PIECES = st.sampled_from(
    [
        *(
            "0",
            "1",
            "3",
            "12",
            "2026",
            "119",
            "010",
            "1,000",
            "2.5",
            "만",
            "억",
            "천",
            "제",
            "가",
            "은",
            "까지",
        ),
        *(
            "원",
            "명",
            "시",
            "분",
            "월",
            "일",
            "년",
            "호",
            "번",
            "번지",
            "층",
            "개",
            "%",
            "㎡",
            "℃",
            "kg",
            "오전",
        ),
        *(" ", "\n", "~", "-", ":", ".", ",", "/", "(", ")", "·", "+", "?", "!", "(월)", "어르신"),
        *("A4", "KTX", "gov.kr", "a@b.kr", "①", "Ⅱ", "ㄱ", "😀"),
    ]
)
NOTATION = st.lists(PIECES, max_size=20).map("".join)


def cases() -> list[list[str]]:
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("page", "said"), cases())
def test_reads_as_a_korean_reads(page: str, said: str) -> None:
    assert read_korean(page) == said


@settings(deadline=None)
@given(st.text() | NOTATION)
def test_says_only_words_and_pauses(page: str) -> None:
    assert SPOKEN.fullmatch(read_korean(page))


@settings(deadline=None)
@given(st.text() | NOTATION)
def test_reading_what_was_read_changes_nothing(page: str) -> None:
    said = read_korean(page)
    assert read_korean(said) == said


def test_what_is_said_in_the_table_is_read_as_it_stands() -> None:
    assert [read_korean(said) for _, said in cases()] == [said for _, said in cases()]


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "1-", "1~", "1~3일 ", "12:30~", "a", "a.", "a@", "가~", "1만 ", "(", " ", "\n", ". "],
)
def test_a_long_page_of_one_thing_is_read(piece: str) -> None:
    said = read_korean(piece * (30_000 // len(piece)))
    assert SPOKEN.fullmatch(said)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**24 - 1))
def test_every_number_sounds_different_from_its_neighbour(number: int) -> None:
    assert sino(number) != sino((number + 1) % 10**24)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_a_number_is_its_myriads_side_by_side(low: int, high: int) -> None:
    above = "만" if high == 1 else sino(high) + "만"
    assert sino(high * 10_000 + low) == (f"{above} {sino(low)}" if low else above)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "영"),
        (10, "십"),
        (11, "십일"),
        (110, "백십"),
        (1111, "천백십일"),
        (10_000, "만"),
        (110_000, "십일만"),
        (10**8, "일억"),
        (10**12, "일조"),
        (100_010_000, "일억 일만"),
    ],
)
def test_sino_korean(number: int, said: str) -> None:
    assert sino(number) == said


@pytest.mark.parametrize("number", [-1, 10**24])
def test_numbers_without_a_name_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="from 0"):
        sino(number)


def test_native_numerals_are_all_different() -> None:
    assert len({native(number) for number in range(1, 100)}) == 99


@pytest.mark.parametrize("number", [0, 100])
def test_there_is_no_native_word_for(number: int) -> None:
    with pytest.raises(ValueError, match="native"):
        native(number)


def test_longer_numbers_are_read_digit_by_digit() -> None:
    assert figures("1" * 25) == "일" * 25


def test_figures_with_commas_and_leading_zeros() -> None:
    assert (figures("1,234"), figures("007"), figures("000")) == ("천이백삼십사", "칠", "영")


def test_zero_is_gong_in_a_telephone_number_and_yeong_in_a_fraction() -> None:
    assert (digits("032"), decimal("3", "05")) == ("공삼이", "삼 점 영오")


@pytest.mark.parametrize(("number", "said"), [(1, "첫"), (2, "두"), (11, "열한"), (20, "스무"), (100, "백")])
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("receipt", "said"),
    [
        ("12345678", "일이, 삼사, 오육, 칠팔"),
        ("20260001", "이공, 이육, 공공, 공일"),
        ("123", "일이삼"),
        ("12345", "일이, 삼사오"),
        ("1234-56", "일이, 삼사, 오육"),
        ("", ""),
    ],
)
def test_receipts_are_read_in_pairs(receipt: str, said: str) -> None:
    assert read_digit_pairs(receipt) == said


@pytest.mark.parametrize("counter", sorted(COUNTERS))
def test_every_counter_reads_every_small_number(counter: str) -> None:
    said = [read_korean(f"{number}{counter}") for number in range(1, 31)]
    assert len(set(said)) == 30
    assert all(SPOKEN.fullmatch(one) for one in said)


@settings(deadline=None)
@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_guess_is_hangul(word: str) -> None:
    assert re.fullmatch("[가-힣]*", guess(word))


def test_a_name_that_no_table_knows_is_guessed() -> None:
    assert guess("banana") == "바나나"
