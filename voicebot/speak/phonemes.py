"""Pronounced Hangul to Kokoro's phoneme alphabet: tables, and the few rules that choose between them.

Kokoro was never trained on Korean. Its phoneme table covers the sounds, but which of its symbols a Korean
hears as ㅓ or ㄲ was searched for against a recogniser; ``docs/decisions/0004-korean-voice.md`` has the
figures behind every choice in `KOREAN`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = [
    "CODAS",
    "KOREAN",
    "Alphabet",
    "Phone",
    "join_syllable",
    "split_syllable",
    "to_phonemes",
    "to_phones",
]

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_NUCLEI = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST, _LAST = ord("가"), ord("힣")
_PALATAL = frozenset("ㅣㅑㅒㅕㅖㅛㅠ")
_SONORANT_CODAS = frozenset("ㄴㄹㅁㅇ")
_KEPT = frozenset(",.?!…—;:")

CODAS = frozenset("ㄱㄴㄷㄹㅁㅂㅇ")
"""The seven that are left of all written codas in standard pronunciation."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Which symbols stand for which Korean sound.

    Attributes:
        onsets: initial consonants (ㅇ is empty).
        voiced: what replaces an onset between voiced sounds of one word.
        palatal: what replaces an onset before ㅣ or a y-glide.
        nuclei: vowels.
        codas: the seven final consonants of standard pronunciation.
        linking: a coda and the next onset, written as one where two symbols would be wrong.
    """

    onsets: Mapping[str, str]
    nuclei: Mapping[str, str]
    codas: Mapping[str, str]
    voiced: Mapping[str, str] = field(default_factory=dict)
    palatal: Mapping[str, str] = field(default_factory=dict)
    linking: Mapping[str, str] = field(default_factory=dict)


KOREAN = Alphabet(
    onsets={
        "ㄱ": "k", "ㄲ": "kk", "ㅋ": "kʰ",
        "ㄷ": "t", "ㄸ": "tt", "ㅌ": "tʰ",
        "ㅂ": "p", "ㅃ": "pp", "ㅍ": "pʰ",
        "ㅅ": "s", "ㅆ": "ss",
        "ㅈ": "ʨ", "ㅉ": "ʨ", "ㅊ": "ʧʰ",
        "ㄴ": "n", "ㅁ": "m", "ㄹ": "ɾ", "ㅎ": "h", "ㅇ": "",
    },
    nuclei={
        "ㅏ": "a", "ㅐ": "ɛ", "ㅔ": "e", "ㅓ": "ɔ", "ㅗ": "o", "ㅜ": "u", "ㅡ": "ɯ", "ㅣ": "i",
        "ㅑ": "ja", "ㅒ": "jɛ", "ㅕ": "jʌ", "ㅖ": "je", "ㅛ": "jo", "ㅠ": "ju",
        "ㅘ": "wa", "ㅙ": "wɛ", "ㅚ": "we", "ㅞ": "we", "ㅝ": "wʌ", "ㅟ": "wi", "ㅢ": "ɰi",
    },
    codas={"ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"},
    voiced={"ㄱ": "ɡ", "ㄷ": "d", "ㅂ": "b", "ㅈ": "ʥ"},
    palatal={"ㅅ": "ʃ", "ㅆ": "ʃʃ"},
    linking={
        "ㄹㄹ": "ll", "ㄱㄲ": "kk", "ㄱㄸ": "kt", "ㄱㅃ": "kp", "ㄱㅆ": "ks",
        "ㄷㄲ": "tk", "ㄷㄸ": "tt", "ㄷㅃ": "tp", "ㄷㅆ": "ss",
        "ㅂㄲ": "pk", "ㅂㄸ": "pt", "ㅂㅃ": "pp", "ㅂㅆ": "ps",
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phone:
    """One symbol of a word.

    Attributes:
        symbol: of Kokoro's table.
        sound: which Korean sound it is a part of, such as ``ㅋ#.0``: the jamo, where it stands (``#`` begins
            a word, ``v`` between voiced sounds, ``p`` before a y, ``_`` ends a syllable), and the place among
            the symbols of that sound; empty for marks.
    """

    symbol: str
    sound: str = ""


def to_phonemes(pronounced: str, alphabet: Alphabet = KOREAN) -> str:
    """Write pronounced Hangul in Kokoro's symbols.

    Args:
        pronounced: Hangul after the rules of standard pronunciation, with spaces and sentence marks; anything
            else is left out.
        alphabet: the symbols to use.

    Returns:
        Symbols of Kokoro's table, words separated by one space.
    """
    words = ("".join(phone.symbol for phone in to_phones(word, alphabet)) for word in pronounced.split())
    return " ".join(word for word in words if word)


def to_phones(word: str, alphabet: Alphabet = KOREAN) -> list[Phone]:
    """One pronounced word symbol by symbol; see `to_phonemes`."""
    phones: list[Phone] = []
    coda: str | None = None  # of the syllable before; None at the start of a word
    for character in word:
        parts = split_syllable(character)
        if parts is None:
            phones += [Phone(character)] if character in _KEPT else []
            coda = None
            continue
        onset, nucleus, next_coda = parts
        _join(phones, coda, onset, nucleus, alphabet)
        phones += _phones(nucleus, alphabet.nuclei[nucleus])
        phones += _phones(f"{next_coda}_", alphabet.codas.get(next_coda, ""))
        coda = next_coda
    return phones


def _phones(sound: str, symbols: str) -> list[Phone]:
    return [Phone(symbol, f"{sound}.{at}") for at, symbol in enumerate(symbols)]


def split_syllable(character: str) -> tuple[str, str, str] | None:
    """Onset, nucleus and coda (empty when open) of a syllable; nothing for any other character."""
    if not _FIRST <= ord(character) <= _LAST:
        return None
    index = ord(character) - _FIRST
    return _ONSETS[index // 588], _NUCLEI[index % 588 // 28], _CODAS[index % 28]


def join_syllable(onset: str, nucleus: str, coda: str) -> str:
    """The syllable of three parts."""
    return chr(_FIRST + _ONSETS.index(onset) * 588 + _NUCLEI.index(nucleus) * 28 + _CODAS.index(coda))


def _join(phones: list[Phone], coda: str | None, onset: str, nucleus: str, alphabet: Alphabet) -> None:
    """Append the onset as it sounds after the coda before it and in front of the vowel."""
    linked = alphabet.linking.get((coda or "") + onset) if coda else None
    if linked is not None:
        phones[-1:] = _phones(f"{coda}{onset}", linked)
        return
    symbols, sound = alphabet.onsets[onset], onset
    if nucleus in _PALATAL and onset in alphabet.palatal:
        symbols, sound = alphabet.palatal[onset], f"{onset}p"
    if coda is not None and (coda == "" or coda in _SONORANT_CODAS) and onset in alphabet.voiced:
        symbols, sound = alphabet.voiced[onset], f"{onset}v"
    phones += _phones(sound + ("#" if coda is None else ""), symbols)
