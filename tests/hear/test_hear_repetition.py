from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.hear.repetition import babbles, compression, cut_repeats, letters, repeats, syllables

SENTENCE = "주민등록등본은 어디서 떼나요?"
words = st.text(alphabet="가나다라마바사아자차카타파하 ,.", max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        "네 네 네",
        "천천히, 천천히 말씀해 주세요.",
        "010-0000-1234번이요",
        "아니요 아니요 아니요, 그게 아니고요",
        "주민등록등본은 어디서 떼나요? 전입신고는 어디서 하나요?",
        "",
    ],
)
def test_what_people_say_is_no_repeat(text: str) -> None:
    assert not repeats(text)
    assert cut_repeats(text) == text


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (f"{SENTENCE} {SENTENCE}", SENTENCE),
        (f"{SENTENCE} 주민등록등본은 어디서, 떼나요", SENTENCE),
        ("아아아아아아아아아", "아"),
        ("그래서 그래서 그래서 그래서 그래서", "그래서"),
        ("저는 그 사람이 그 사람이 그 사람이 그 사람이", "저는 그 사람이"),
    ],
)
def test_a_repeat_is_cut_at_its_second_saying(text: str, cut: str) -> None:
    assert repeats(text)
    assert cut_repeats(text) == cut


@given(words)
def test_what_is_cut_is_the_start_of_the_text(text: str) -> None:
    assert text.startswith(cut_repeats(text))


@given(words, st.text(alphabet="가나다라마바사", min_size=1, max_size=20), st.integers(8, 12))
def test_any_unit_said_eight_times_is_noticed(start: str, unit: str, times: int) -> None:
    assert repeats(start + unit * times)


def test_more_than_anyone_says_in_a_second_is_babble() -> None:
    assert babbles("전입신고를 하려면 신분증을 가지고 오세요", 1.0)
    assert not babbles("전입신고를 하려면 신분증을 가지고 오세요", 3.0)
    assert not babbles("How do I register my new address here?", 2.0)


def test_a_latin_letter_is_half_a_syllable() -> None:
    assert syllables("KT 114번") == pytest.approx(5.0)
    assert letters("A-1, 나!") == "a1나"


def test_compression_of_nothing_is_nothing() -> None:
    assert compression("") == 0.0
    assert compression("가나" * 100) > 2.4
