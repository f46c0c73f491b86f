import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.understand.slots import Phone, Span, dictated, find_phone

WHOLE = """
제 번호는 010-1234-5678이에요|01012345678
공일공 일이삼사 오육칠팔이요|01012345678
공일공에 일이삼사에 오육칠팔|01012345678
공일공 다시 일이삼사 다시 오육칠팔|01012345678
공하나공 둘둘셋셋 넷넷다섯다섯|01022334455
공 일 공 일 이 삼 사 오 육 칠 팔|01012345678
영일영 1234에 5678번입니다|01012345678
휴대폰은 공일공이고요 뒤에는 일이삼사 오육칠팔이에요|01012345678
공일공에 일이삼사에 오육칠이요|01012345672
016-234-5678이에요|0162345678
032-560-1234로 전화 주세요|0325601234
공이 이천 아니 공이 삼사오에 육칠팔구|023456789
070 1234 5678|07012345678
석남동 12번지고요 010-1234-5678로 연락 주세요|01012345678
zero one zero, one two three four, five six seven eight|01012345678
call me at 010 9876 5432|01098765432
"""


@pytest.mark.parametrize("line", WHOLE.strip().split("\n"))
def test_a_whole_number_is_found(line: str) -> None:
    said, digits = line.split("|")
    found = find_phone(said)
    assert found
    assert found.digits == digits
    assert found.fault is None


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("010 1234 5678 아니 5679요", "01012345679"),
        ("공일공 일이삼사 오육칠팔이 아니라 오육칠구예요", "01012345679"),
        ("010-1234-5678 아니 아니 010-9876-5432", "01098765432"),
    ],
)
def test_a_number_is_corrected_in_one_breath(said: str, digits: str) -> None:
    found = find_phone(said)
    assert found
    assert found.digits == digits


@pytest.mark.parametrize(
    "said",
    [
        "이사 왔는데 구사일생이에요",
        "3일 전에 가정로 123에서",
        "5월 5일 공사",
        "101동 202호",
        "120번",
        "119요",
        "오이가 이천 원",
        "공사장 소음",
        "일단 가 보세요",
        "1577-1389로 물어봤어요",
    ],
)
def test_no_number_is_invented(said: str) -> None:
    assert find_phone(said) is None


def test_a_part_counts_where_a_word_says_what_it_is() -> None:
    found = find_phone("번호는 공일공 일이삼사")
    assert found
    assert (found.digits, found.fault) == ("0101234", "incomplete")


@pytest.mark.parametrize(
    ("parts", "digits"),
    [
        (("공일공", "일이삼사", "네 오육칠팔이요"), "01012345678"),
        (("010", "음 1234", "5678", "아니 오육칠팔이 아니라 오육칠구"), "01012345679"),
        (("010-1234-5678", "끝자리가 9999예요"), "01012349999"),
        (("010-1234-5678", "가운데가 사삼이일이에요"), "01043215678"),
        (("010 1234", "아니 1235", "5678"), "01012355678"),
        (("010 1234", "처음부터 다시 할게요", "010 2222 3333"), "01022223333"),
        (("010 1234 5678", "010 2222 3333이요"), "01022223333"),
        (("공삼이", "오육공에", "일이삼사"), "0325601234"),
        (("일단 공일공이요", "오늘은 일이삼사", "오육칠팔"), "01012345678"),
        (("010", "네"), "010"),
    ],
)
def test_a_number_is_dictated_in_parts(parts: tuple[str, ...], digits: str) -> None:
    so_far = ""
    for part in parts:
        so_far = dictated(so_far, part)
    assert so_far == digits


@pytest.mark.parametrize(
    ("digits", "fault"),
    [
        ("01012345678", None),
        ("0101234", "incomplete"),
        ("", "incomplete"),
        ("5601234", "impossible"),
        ("010123456789", "impossible"),
        ("09912345678", "impossible"),
        ("021234567", "incomplete"),
        ("0326781234", None),
    ],
)
def test_a_number_has_a_korean_shape_or_a_fault(digits: str, fault: str | None) -> None:
    assert Phone(digits, Span(0, 0)).fault == fault


@pytest.mark.parametrize(
    ("digits", "spoken"),
    [
        ("01012345678", "공일공, 일이삼사, 오육칠팔"),
        ("0212345678", "공이, 일이삼사, 오육칠팔"),
        ("0325601234", "공삼이, 오육공, 일이삼사"),
        ("0101234", "공일공, 일이삼사"),
    ],
)
def test_a_number_is_read_back_in_groups(digits: str, spoken: str) -> None:
    assert Phone(digits, Span(0, 0)).spoken() == spoken


def test_the_english_read_back() -> None:
    assert Phone("01012345678", Span(0, 0)).spoken("en").startswith("zero one zero, one two three four")


@given(
    st.text(alphabet="0123456789공일이삼사오육칠팔구 아니라말고다시에-", max_size=60),
    st.text(alphabet="0123456789", max_size=12),
)
def test_dictation_only_ever_holds_digits(said: str, before: str) -> None:
    assert set(dictated(before, said)) <= set("0123456789")
