"""Korean particles that go by the last sound of the word before them: 약국은, 쉼터는."""

from __future__ import annotations

import unicodedata

from voicebot.text.hangul import ends_in_final, is_syllable

__all__ = ["Noun"]

_PAIRS = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "이에요": ("이에요", "예요"),
    "이라": ("이라", "라"),
}
"""After a consonant and after a vowel."""

_CLOSED_DIGITS = "013678"
"""Digits whose names end in a consonant: 영, 일, 삼, 육, 칠, 팔."""


class Noun(str):
    """A word that takes a particle when it is formatted: ``f"{Noun('약국'):은}"``."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec not in _PAIRS:
            return super().__format__(spec)
        return f"{self}{_PAIRS[spec][0 if _ends_closed(self) else 1]}"


def _ends_closed(word: str) -> bool:
    """Whether a word ends in a consonant; brackets and the like are passed over, Latin letters are open."""
    last = next((letter for letter in reversed(unicodedata.normalize("NFC", word)) if letter.isalnum()), "")
    return ends_in_final(last) if is_syllable(last) else last != "" and last in _CLOSED_DIGITS
