import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.speak.phonemes import to_phonemes
from voicebot.speak.tune import HIGH, word_tune

SYLLABLES = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1, max_size=8)


@pytest.mark.parametrize("word", ["공", "가요,", "아가", "꽁", ".", "", "사람"])
def test_most_words_keep_the_pitch_of_the_voice(word: str) -> None:
    assert set(word_tune(word)) <= {1.0}


@pytest.mark.parametrize(
    ("word", "phonemes", "high"),
    [("코피가", "kʰopʰiɡa", 5), ("컵", "kʰɔp", 4), ("탁,", "tʰak,", 5), ("칠월", "ʧʰilwʌl", 4)],
)
def test_the_pitch_is_high_until_the_second_vowel(word: str, phonemes: str, high: int) -> None:
    assert to_phonemes(word) == phonemes
    assert word_tune(word) == (HIGH["ㅋ"],) * high + (1.0,) * (len(phonemes) - high)


@given(SYLLABLES)
def test_one_factor_a_symbol(word: str) -> None:
    assert len(word_tune(word)) == len(to_phonemes(word))
