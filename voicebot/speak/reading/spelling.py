"""A guess at how an unknown English word sounds in Korean: letters to jamo, then syllables.

Only a fallback for names the table lacks; a wrong guess is still shorter to hear than a dozen letters.
"""

from __future__ import annotations

import re

from voicebot.text.hangul import compose, decompose

__all__ = ["guess"]

_CONSONANTS = {
    "tch": "ㅊ", "sch": "ㅅ", "ch": "ㅊ", "sh": "ㅅ", "th": "ㅅ", "ph": "ㅍ", "ck": "ㅋ", "qu": "ㅋ",
    "ng": "ㅇ", "wh": "ㅇ", "b": "ㅂ", "c": "ㅋ", "d": "ㄷ", "f": "ㅍ", "g": "ㄱ", "h": "ㅎ", "j": "ㅈ",
    "k": "ㅋ", "l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "p": "ㅍ", "q": "ㅋ", "r": "ㄹ", "s": "ㅅ", "t": "ㅌ",
    "v": "ㅂ", "w": "ㅇ", "x": "ㅅ", "y": "ㅇ", "z": "ㅈ",
}  # fmt: skip
_VOWELS = {
    "ee": "ㅣ", "ea": "ㅣ", "oo": "ㅜ", "ou": "ㅜ", "eo": "ㅓ", "eu": "ㅡ", "ae": "ㅐ", "oe": "ㅚ",
    "ui": "ㅢ", "ai": "ㅔ", "ay": "ㅔ", "wa": "ㅘ", "wo": "ㅝ", "we": "ㅞ", "wi": "ㅟ", "ya": "ㅑ",
    "yo": "ㅛ", "yu": "ㅠ", "ye": "ㅖ", "yeo": "ㅕ", "a": "ㅏ", "e": "ㅔ", "i": "ㅣ", "o": "ㅗ",
    "u": "ㅜ", "y": "ㅣ", "w": "ㅜ",
}  # fmt: skip
_UNITS = re.compile("|".join(sorted([*_CONSONANTS, *_VOWELS], key=len, reverse=True)))
_CLOSED = {
    "ㄱ": "ㄱ",
    "ㅋ": "ㄱ",
    "ㄴ": "ㄴ",
    "ㄹ": "ㄹ",
    "ㅁ": "ㅁ",
    "ㅂ": "ㅂ",
    "ㅍ": "ㅂ",
    "ㅌ": "ㅅ",
    "ㅇ": "ㅇ",
}


def guess(word: str) -> str:
    """Write a lower-case word of the letters a to z in Hangul, roughly as it sounds."""
    word = re.sub(r"(.)\1+", r"\1", word) if not re.search("ee|oo", word) else word
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    sounds = _UNITS.findall(word)
    return "".join(_syllables(sounds))


def _syllables(sounds: list[str]) -> list[str]:
    made: list[str] = []
    onset, open_syllable = "ㅇ", False
    for at, sound in enumerate(sounds):
        if sound in _VOWELS:
            made.append(compose(onset, _VOWELS[sound]))
            onset, open_syllable = "ㅇ", True
            continue
        consonant = _CONSONANTS[sound]
        vowel_next = at + 1 < len(sounds) and sounds[at + 1] in _VOWELS
        if vowel_next and sound != "ng":
            onset = consonant
            if sound == "l" and open_syllable:
                made[-1] = _close(made[-1], "ㄹ")  # 패밀리, not 패미리
        elif sound == "r":
            pass  # 카드, not 카르드
        elif open_syllable and consonant in _CLOSED:
            made[-1] = _close(made[-1], _CLOSED[consonant])
        elif sound not in ("w", "y", "wh", "ng"):
            made.append(compose(consonant, "ㅡ"))
        open_syllable = False
    return made


def _close(syllable: str, coda: str) -> str:
    onset, nucleus, _ = decompose(syllable)
    return compose(onset, nucleus, coda)
