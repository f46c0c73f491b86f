import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.text.hangul import (
    FINALS,
    INITIALS,
    VOWELS,
    compose,
    count_syllables,
    decompose,
    ends_in_final,
    is_hangul,
    is_syllable,
)

SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@given(SYLLABLES)
def test_taking_apart_and_putting_together_gives_the_same_syllable(syllable: str) -> None:
    assert compose(*decompose(syllable)) == syllable


@given(st.sampled_from(INITIALS), st.sampled_from(VOWELS), st.sampled_from(FINALS))
def test_putting_together_and_taking_apart_gives_the_same_letters(
    initial: str, vowel: str, final: str
) -> None:
    assert decompose(compose(initial, vowel, final)) == (initial, vowel, final)


@given(SYLLABLES)
def test_agrees_with_unicode_on_the_number_of_letters(syllable: str) -> None:
    letters = [letter for letter in decompose(syllable) if letter]
    assert len(letters) == len(unicodedata.normalize("NFD", syllable))


@pytest.mark.parametrize("text", ["", "ㄱ", "a", "가나", "1"])
def test_only_a_whole_syllable_can_be_taken_apart(text: str) -> None:
    with pytest.raises(ValueError, match="not one Hangul syllable"):
        decompose(text)


@pytest.mark.parametrize(
    "parts", [("ㅏ", "ㅏ", ""), ("ㄱ", "ㄱ", ""), ("", "ㅏ", ""), ("ㄱ", "", ""), ("ㄱㄴ", "ㅏ", "")]
)
def test_letters_have_their_places(parts: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="no syllable begins"):
        compose(*parts)


def test_a_fortis_that_never_ends_a_syllable_is_refused_there() -> None:
    with pytest.raises(ValueError, match="no syllable ends"):
        compose("ㄱ", "ㅏ", "ㄸ")


@pytest.mark.parametrize(
    ("char", "hangul", "syllable"),
    [
        ("가", True, True),
        ("힣", True, True),
        ("ㄱ", True, False),
        ("ᄀ", True, False),
        ("a", False, False),
        ("", False, False),
    ],
)
def test_kinds_of_characters(char: str, hangul: bool, syllable: bool) -> None:
    assert (is_hangul(char), is_syllable(char)) == (hangul, syllable)


def test_counts_syllables_only() -> None:
    assert count_syllables("여권 1개, passport ㅋㅋ") == 3


@pytest.mark.parametrize(
    ("text", "closed"), [("여권", True), ("구청", True), ("서류", False), ("", False), ("A", False)]
)
def test_a_final_consonant_chooses_the_particle(text: str, closed: bool) -> None:
    assert ends_in_final(text) is closed
