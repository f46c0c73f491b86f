import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.speak.phonemes import KOREAN, Alphabet, to_phonemes, to_phones

PLAIN = Alphabet(
    onsets={letter: letter for letter in "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅈㅉㅊㅋㅌㅍㅎ"} | {"ㅇ": ""},
    nuclei={letter: letter for letter in "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"},
    codas={letter: letter.lower() for letter in "ㄱㄴㄷㄹㅁㅂㅇ"},
    voiced={"ㄱ": "g"},
    palatal={"ㅅ": "ɕ"},
    linking={"ㄹㄹ": "L"},
)


@pytest.mark.parametrize(
    ("pronounced", "expected"),
    [
        ("가", "ㄱㅏ"),
        ("아가", "ㅏgㅏ"),
        ("안가", "ㅏㄴgㅏ"),
        ("악가", "ㅏㄱㄱㅏ"),
        ("아 가", "ㅏ ㄱㅏ"),
        ("시사", "ɕㅣㅅㅏ"),
        ("알라", "ㅏLㅏ"),
        ("네, 가요.", "ㄴㅔ, ㄱㅏㅛ."),
        ("가 😀 나", "ㄱㅏ ㄴㅏ"),
        ("", ""),
    ],
)
def test_rules(pronounced: str, expected: str) -> None:
    assert to_phonemes(pronounced, PLAIN) == expected


@pytest.mark.parametrize(
    ("pronounced", "sounds"),
    [
        ("가", ["ㄱ#.0", "ㅏ.0"]),
        ("아가", ["ㅏ.0", "ㄱv.0", "ㅏ.0"]),
        ("악가", ["ㅏ.0", "ㄱ_.0", "ㄱ.0", "ㅏ.0"]),
        ("시", ["ㅅp#.0", "ㅣ.0"]),
        ("알라", ["ㅏ.0", "ㄹㄹ.0", "ㅏ.0"]),
        ("네,", ["ㄴ#.0", "ㅔ.0", ""]),
    ],
)
def test_each_symbol_says_which_sound_it_is_a_part_of(pronounced: str, sounds: list[str]) -> None:
    assert [phone.sound for phone in to_phones(pronounced, PLAIN)] == sounds


def test_a_sound_of_two_symbols_counts_them() -> None:
    assert [(phone.symbol, phone.sound) for phone in to_phones("카")] == [
        ("k", "ㅋ#.0"),
        ("ʰ", "ㅋ#.1"),
        ("a", "ㅏ.0"),
    ]


@given(
    st.text(alphabet=st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1, max_size=20)
)
def test_every_syllable_has_a_sound_that_kokoro_knows(text: str) -> None:
    phonemes = to_phonemes(text)
    known = set("ʔkɡtdpbsɕʨʥʧʤzʃhɾlmnŋaeiouɛʌɔɨɯjwɰʰː ,.?!ɴɹɸʊæɪç")
    assert phonemes
    assert set(phonemes) <= known


@pytest.mark.models
def test_every_symbol_is_in_the_model_table() -> None:
    from voicebot.weights import locate

    table = json.loads((locate("kokoro-82m") / "vocab.json").read_text("utf-8"))["vocab"]
    tables = (KOREAN.onsets, KOREAN.nuclei, KOREAN.codas, KOREAN.voiced, KOREAN.palatal, KOREAN.linking)
    used = {symbol for part in tables for symbols in part.values() for symbol in symbols}
    assert used <= set(table)
