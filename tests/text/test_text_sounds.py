import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.text.jamo import to_jamo, to_sound
from voicebot.text.normal import normalise, strip_fillers
from voicebot.text.numerals import sino


def test_jamo_keeps_everything_else() -> None:
    assert to_jamo("여권 1!") == "ㅇㅕㄱㅝㄴ 1!"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("먹어", "머거"),
        ("여권을", "여꿔늘"),
        ("재발급", "제발급"),
        ("65세", "육십오세"),
        ("등본 떼기", "등본떼기"),
        ("왜", "외"),
        ("Passport", "passport"),
    ],
)
def test_what_sounds_alike_is_alike(one: str, other: str) -> None:
    assert to_sound(one) == to_sound(other)


@pytest.mark.parametrize(("one", "other"), [("여권", "인감"), ("감", "간"), ("불", "풀")])
def test_what_sounds_different_differs(one: str, other: str) -> None:
    assert to_sound(one) != to_sound(other)


@given(st.text())
def test_any_text_has_a_sound_without_spaces(text: str) -> None:
    assert not any(char.isspace() for char in to_sound(text))


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "영"),
        ("7", "칠"),
        ("10", "십"),
        ("65", "육십오"),
        ("110", "백십"),
        ("1009", "천구"),
        ("10000", "만"),
        ("15000", "만오천"),
        ("53000", "오만삼천"),
        ("100000000", "일억"),
        ("010", "영일영"),
        ("12345678901234567", "일이삼사오육칠팔구영일이삼사오육칠"),
        ("٣", "삼"),
    ],
)
def test_sino_korean_numbers(digits: str, words: str) -> None:
    assert sino(digits) == words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("음... 여권이요", "여권이요"),
        ("저기요, 여권 어떻게 만들어요?", "여권 어떻게 만들어요?"),
        ("어 그게 등본 떼려고요.", "등본 떼려고요"),
        ("수수료가 53,000원이에요？", "수수료가 53000원이에요?"),
        ("Um, where is the OFFICE?", "where is the office?"),
        ("여권을 음 잃어버렸어요", "여권을 잃어버렸어요"),
        ("음", "음"),
        ("", ""),
    ],
)
def test_one_form_for_comparing(text: str, plain: str) -> None:
    assert normalise(text) == plain


def test_words_that_only_begin_like_a_filler_stay() -> None:
    assert strip_fillers("어머니가 저녁에 음식물을 버렸어요") == "어머니가 저녁에 음식물을 버렸어요"


@given(st.text(alphabet="가여권음어 저기?,.!~a1"))
def test_the_one_form_is_composed_with_single_spaces(text: str) -> None:
    plain = normalise(text)
    assert plain == plain.strip()
    assert "  " not in plain
    assert not set(plain) & set(",.!~")


def test_decomposed_hangul_is_composed() -> None:
    assert normalise("여권") == "여권"
