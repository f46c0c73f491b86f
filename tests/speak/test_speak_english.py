from concurrent.futures import ThreadPoolExecutor

import pytest

from voicebot.errors import EngineError
from voicebot.speak.english import english_words, from_ipa
from voicebot.speak.espeak import phonemise


@pytest.mark.parametrize(
    ("ipa", "symbols"),
    [("tʃˈeɪndʒ", "ʧˈAnʤ"), ("bˈɜːd", "bˈɜɹd"), ("wˈɔːɾɚ", "wˈɔTəɹ"), ("ɡˈoʊ", "ɡˈO"), ("sˈiː", "sˈi")],
)
def test_symbols(ipa: str, symbols: str) -> None:
    assert from_ipa(ipa) == symbols


def test_words_keep_their_letters_and_marks() -> None:
    words = english_words("Please bring photos, then wait!")
    assert [word.letters for word in words] == ["Please", "bring", "photos", "then", "wait"]
    assert words[2].phonemes.endswith(",")
    assert words[-1].phonemes.endswith("!")


def test_amounts_are_read_whole() -> None:
    spoken = "".join(word.phonemes for word in english_words("It costs 2,500 won."))
    assert "θˈWz" in spoken  # two thousand five hundred
    assert "," not in spoken


def test_nothing_to_say() -> None:
    assert english_words("") == english_words("?!") == []


def test_an_unknown_voice_is_an_error() -> None:
    with pytest.raises(EngineError) as caught:
        phonemise("hello", "no-such-voice")
    assert caught.value.code == "espeak_failed"


def test_threads_do_not_mix_their_words() -> None:
    texts = ["one", "passport office", "twenty"] * 20
    alone = [phonemise(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(phonemise, texts)) == alone
