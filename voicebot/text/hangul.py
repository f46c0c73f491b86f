"""Hangul syllables and their parts.

A modern syllable is an initial (초성), a vowel (중성) and perhaps a final (종성); Unicode numbers the
11,172 of them in that order from U+AC00, so that taking one apart is arithmetic.
"""

from __future__ import annotations

__all__ = [
    "FINALS",
    "INITIALS",
    "VOWELS",
    "compose",
    "count_syllables",
    "decompose",
    "ends_in_final",
    "is_hangul",
    "is_syllable",
]

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""The 19 initial consonants, in Unicode's order."""
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
"""The 21 vowels, in Unicode's order."""
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
"""The 27 final consonants after the empty one, in Unicode's order."""

_BASE = 0xAC00
_LAST = 0xD7A3


def is_syllable(char: str) -> bool:
    """Whether a character is one whole Hangul syllable, such as 각."""
    return len(char) == 1 and _BASE <= ord(char) <= _LAST


def is_hangul(char: str) -> bool:
    """Whether a character is Hangul at all: a syllable or a single (compatibility or conjoining) letter."""
    if len(char) != 1:
        return False
    return is_syllable(char) or "ㄱ" <= char <= "ㆎ" or "ᄀ" <= char <= "ᇿ"


def decompose(syllable: str) -> tuple[str, str, str]:
    """Take a syllable apart into (initial, vowel, final); the final may be empty.

    Raises:
        ValueError: if it is not one whole syllable.
    """
    if not is_syllable(syllable):
        raise ValueError(f"not one Hangul syllable: {syllable!r}")
    rest, final = divmod(ord(syllable) - _BASE, len(FINALS))
    initial, vowel = divmod(rest, len(VOWELS))
    return INITIALS[initial], VOWELS[vowel], FINALS[final]


def compose(initial: str, vowel: str, final: str = "") -> str:
    """Put a syllable together from compatibility letters.

    Raises:
        ValueError: if a part cannot stand in its place.
    """
    if len(initial) != 1 or len(vowel) != 1 or initial not in INITIALS or vowel not in VOWELS:
        raise ValueError(f"no syllable begins with {initial!r} and {vowel!r}")
    if final not in FINALS:
        raise ValueError(f"no syllable ends in {final!r}")
    first = INITIALS.index(initial) * len(VOWELS) + VOWELS.index(vowel)
    return chr(_BASE + first * len(FINALS) + FINALS.index(final))


def count_syllables(text: str) -> int:
    """How many Hangul syllables a text has; anything else counts nothing."""
    return sum(map(is_syllable, text))


def ends_in_final(text: str) -> bool:
    """Whether the last syllable has a final consonant, which is what chooses 은/는, 이/가, 을/를."""
    return bool(text) and is_syllable(text[-1]) and bool(decompose(text[-1])[2])
