"""Text as a row of letters (jamo), for comparing how things sound rather than how they are spelled.

`to_jamo` only takes syllables apart. `to_sound` also forgets what the ear does not tell apart, which is
where a recogniser errs: the silent ㅇ, 연음 (먹어 = 머거), ㅐ and ㅔ, ㅙ ㅚ and ㅞ, ㅆ and ㅅ, spaces, and
digits against words (65 = 육십오).
"""

from __future__ import annotations

import re
import unicodedata

from voicebot.text.hangul import decompose, is_syllable
from voicebot.text.numerals import sino

__all__ = ["to_jamo", "to_sound"]

_ALIKE = str.maketrans(
    {
        "ㅔ": "ㅐ",
        "ㅖ": "ㅐ",
        "ㅒ": "ㅐ",
        "ㅙ": "ㅚ",
        "ㅞ": "ㅚ",
        "ㄲ": "ㄱ",
        "ㄸ": "ㄷ",
        "ㅃ": "ㅂ",
        "ㅆ": "ㅅ",
        "ㅉ": "ㅈ",
    }
)
_SPLIT = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_DIGITS = re.compile(r"\d+")
_SILENT = "ㅇ"


def to_jamo(text: str) -> str:
    """Every syllable as its compatibility letters, the rest as it is: ``"여권 1"`` → ``"ㅇㅕㄱㅝㄴ 1"``."""
    return "".join(
        "".join(decompose(char)) if is_syllable(char) else char for char in unicodedata.normalize("NFC", text)
    )


def _sound(syllable: str) -> str:
    initial, vowel, final = decompose(syllable)
    return (initial if initial != _SILENT else "") + vowel + _SPLIT.get(final, final)


def _numbers_as_words(text: str) -> str:
    return _DIGITS.sub(lambda found: sino(found.group()), text)


def to_sound(text: str) -> str:
    """A text as what the ear tells apart, without spaces or punctuation.

    ``"여권을"`` and ``"여꿔늘"`` give the same string.
    """
    spoken = _numbers_as_words(unicodedata.normalize("NFC", text).lower())
    letters = "".join(_sound(char) if is_syllable(char) else char for char in spoken if char.isalnum())
    return letters.translate(_ALIKE)
