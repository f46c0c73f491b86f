"""A Hangul syllable taken apart for the sound rules.

Letters are compatibility jamo (ㄱ, ㅏ). An absent onset is an empty string, like an absent coda: ㅇ in
front of a vowel is a spelling, not a sound.
"""

from __future__ import annotations

from typing import NamedTuple

from voicebot.text import hangul

__all__ = ["TENSE", "Syllable", "compose", "decompose"]

TENSE = {"ㄱ": "ㄲ", "ㄷ": "ㄸ", "ㅂ": "ㅃ", "ㅅ": "ㅆ", "ㅈ": "ㅉ"}
"""Lax consonants and the tense ones they become."""


class Syllable(NamedTuple):
    """One syllable: onset and coda may be empty, the nucleus never is."""

    onset: str
    nucleus: str
    coda: str

    def tense(self) -> Syllable:
        """The same syllable with a tense onset, where its onset has one."""
        return self._replace(onset=TENSE.get(self.onset, self.onset))


def decompose(character: str) -> Syllable:
    """Take one whole Hangul syllable apart.

    Raises:
        ValueError: the character is not a Hangul syllable.
    """
    initial, vowel, final = hangul.decompose(character)
    return Syllable("" if initial == "ㅇ" else initial, vowel, final)


def compose(syllable: Syllable) -> str:
    """Put a syllable together as one character."""
    return hangul.compose(syllable.onset or "ㅇ", syllable.nucleus, syllable.coda)
