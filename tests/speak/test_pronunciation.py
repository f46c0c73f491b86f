import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.speak.pronunciation import Syllable, pronounce, pronounce_syllables
from voicebot.speak.pronunciation.lexicon import load_lexicon
from voicebot.speak.pronunciation.phonology import Seam, join, settle
from voicebot.speak.pronunciation.syllables import compose, decompose
from voicebot.text.hangul import is_syllable

TABLE = Path(__file__).parent / "data" / "pronunciation.tsv"
SYLLABLES = st.integers(min_value=0xAC00, max_value=0xD7A3).map(chr)
HANGUL = st.text(
    st.sampled_from("가나다라마바사아자차카타파하은는이을것일육의값닭않놓같밟넓할못 .,?"), max_size=30
)


def cases() -> list[list[str]]:
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("written", "said"), cases())
def test_standard_pronunciation(written: str, said: str) -> None:
    assert pronounce(written) == said


@settings(deadline=None)
@given(st.text(max_size=30) | HANGUL)
def test_every_character_keeps_its_place(text: str) -> None:
    said = pronounce(text)
    assert len(said) == len(text)
    assert [c for c in text if not is_syllable(c)] == [c for c in said if not is_syllable(c)]


@settings(deadline=None)
@given(HANGUL)
def test_only_the_seven_codas_are_heard(text: str) -> None:
    heard = {sound.coda for sound in pronounce_syllables(text) if isinstance(sound, Syllable)}
    assert heard <= {"", "ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅇ"}


@settings(deadline=None)
@given(HANGUL)
def test_no_obstruent_stands_before_a_nasal(text: str) -> None:
    sounds = pronounce_syllables(text)
    for left, right in pairwise(sounds):
        if isinstance(left, Syllable) and isinstance(right, Syllable):
            assert (left.coda not in ("ㄱ", "ㄷ", "ㅂ")) or right.onset not in ("ㄴ", "ㅁ", "ㄹ", "ㅎ")


@settings(deadline=None)
@given(SYLLABLES)
def test_a_syllable_goes_together_as_it_came_apart(character: str) -> None:
    assert compose(decompose(character)) == character


@settings(deadline=None)
@given(SYLLABLES)
def test_settling_twice_changes_nothing(character: str) -> None:
    once = settle(decompose(character))
    assert settle(once) == once


@settings(deadline=None)
@given(SYLLABLES, SYLLABLES, st.sampled_from(Seam))
def test_joining_leaves_vowels_and_the_last_coda_alone(left: str, right: str, seam: Seam) -> None:
    first, second = decompose(left), decompose(right)
    joined = join(first, second, seam)
    assert (joined[0].onset, joined[0].nucleus) == (first.onset, first.nucleus)
    assert (joined[1].nucleus, joined[1].coda) == (second.nucleus, second.coda)


@pytest.mark.parametrize("character", ["a", "ㄱ", " ", ""])
def test_what_is_no_syllable_cannot_be_taken_apart(character: str) -> None:
    with pytest.raises(ValueError, match="Hangul"):
        decompose(character)


@pytest.mark.parametrize(
    ("written", "said", "seam"),
    [
        ("밭이", "바치", Seam.BOUND),
        ("밭이", "바디", Seam.COMPOUND),
        ("꽃위", "꼬뒤", Seam.CLOSE),
        ("꽃위", "꼳위", Seam.LOOSE),
        ("맏형", "마텽", Seam.INSIDE),
        ("닫혀", "다처", Seam.VERB),
        ("국물", "국물", Seam.BREAK),
    ],
)
def test_the_seam_decides(written: str, said: str, seam: Seam) -> None:
    left, right = join(decompose(written[0]), decompose(written[1]), seam)
    assert compose(settle(left)) + compose(settle(right)) == said


def test_a_pause_keeps_words_apart() -> None:
    assert pronounce("국, 물") == "국, 물"


def test_grammar_tells_a_verb_from_a_noun() -> None:
    assert pronounce("신을 신고 전입 신고를 하러 갔어요.").split() == [
        "시늘",
        "신꼬",
        "저닙",
        "씬고를",
        "하러",
        "가써요.",
    ]


def test_the_lexicon_respells_syllable_by_syllable() -> None:
    for word, respelling in load_lexicon().items():
        assert len(word) == len(respelling), word
        assert all(map(is_syllable, word + respelling)), word


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("신분증과 사진 한 장을 가지고 오세요.", "신분쯩과 사진 한 장을 가지고 오세요."),
        ("다시 만들 수 있어요.", "다시 만들 쑤 이써요."),
        ("한 번 더 말씀드릴게요.", "한 번 더 말씀드릴께요."),
        ("끝까지 듣지 않으시면", "끋까지 듣찌 아느시면"),
        ("천천히 다시 말씀해 주시겠어요?", "천천히 다시 말씀해 주시게써요?"),
    ],
)
def test_whole_sentences(sentence: str, said: str) -> None:
    assert pronounce(sentence) == said
