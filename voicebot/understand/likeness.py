"""How alike two short Korean words sound, syllable by syllable: what a recogniser mistakes for what.

A word of one syllable gives a recogniser nothing to go by but its sound, and it writes any word that is near:
굳 for 구, 쌈 for 삼, 치우 for 칠. Near is near in the mouth: the same place of the tongue, another breath.
"""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

from functools import cache

from voicebot.text.hangul import INITIALS, compose, decompose, is_syllable

__all__ = ["sound_distance"]

_BREATHS = ("ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅅㅆ", "ㅈㅉㅊ")
"""Initials that differ only in how the breath is held."""

_ONSETS = {
    "ㄴㅁ": 0.4,
    "ㄴㅇ": 0.5,
    "ㄴㄹ": 0.4,
    "ㅎㅇ": 0.3,
    "ㅊㅌ": 0.4,
    "ㅁㅂ": 0.5,
    "ㅈㅅ": 0.5,
    "ㅊㅅ": 0.5,
}
_ANOTHER_BREATH = 0.15

_VOWELS = {
    "ㅏㅓ": 0.4, "ㅓㅗ": 0.3, "ㅗㅜ": 0.4, "ㅜㅡ": 0.3, "ㅡㅓ": 0.4, "ㅡㅣ": 0.5, "ㅣㅔ": 0.6, "ㅔㅏ": 0.7, "ㅔㅓ": 0.6,
}  # fmt: skip
_GLIDES = {
    "ㅐ": ("", "ㅔ"), "ㅑ": ("y", "ㅏ"), "ㅒ": ("y", "ㅔ"), "ㅕ": ("y", "ㅓ"), "ㅖ": ("y", "ㅔ"), "ㅘ": ("w", "ㅏ"),
    "ㅙ": ("w", "ㅔ"), "ㅚ": ("w", "ㅔ"), "ㅛ": ("y", "ㅗ"), "ㅝ": ("w", "ㅓ"), "ㅞ": ("w", "ㅔ"), "ㅟ": ("w", "ㅣ"),
    "ㅠ": ("y", "ㅜ"), "ㅢ": ("", "ㅡ"),
}  # fmt: skip
_A_GLIDE = 0.35
_ANOTHER_GLIDE = 0.8
"""예 and 왜 end alike and are not alike."""

_CODA_WEIGHT = 0.7
_CODA_SOUND = {
    **dict.fromkeys(("ㄲ", "ㅋ", "ㄳ", "ㄺ"), "ㄱ"), **dict.fromkeys(("ㅅ", "ㅆ", "ㅈ", "ㅊ", "ㅌ", "ㅎ"), "ㄷ"),
    **dict.fromkeys(("ㅍ", "ㅄ", "ㄿ"), "ㅂ"), **dict.fromkeys(("ㄵ", "ㄶ"), "ㄴ"), "ㄻ": "ㅁ",
    **dict.fromkeys(("ㄼ", "ㄽ", "ㄾ", "ㅀ"), "ㄹ"),
}  # fmt: skip
_KINDS = ("", "ㄹ", "ㄴㅁㅇ", "ㄱㄷㅂ")
_BETWEEN_KINDS = {(0, 1): 0.4, (0, 2): 0.6, (0, 3): 0.3, (1, 2): 0.4, (1, 3): 0.5, (2, 3): 0.6}

_LEFT_OUT = 1.0
_TRAILING_VOWEL = 0.3
_BREATHED_OUT = frozenset("우으어아")
"""A syllable that a released consonant becomes: 치우 for 칠, 사무 is not one."""


@cache
def sound_distance(heard: str, word: str) -> float:
    """How far apart two words are, in syllables: 0 sounds the same, 1 is another syllable.

    Args:
        heard: Hangul syllables without spaces.
        word: the same, of the word that is compared with.
    """
    heard, word = _linked(heard), _linked(word)
    row = [float(at) * _LEFT_OUT for at in range(len(word) + 1)]
    for syllable in heard:
        extra = _TRAILING_VOWEL if syllable in _BREATHED_OUT else _LEFT_OUT
        following = [row[0] + extra]
        for at, wanted in enumerate(word):
            swapped = row[at] + _between(syllable, wanted)
            following.append(min(swapped, row[at + 1] + extra, following[at] + _LEFT_OUT))
        row = following
    return row[-1]


def _linked(word: str) -> str:
    """As it is said: 안이요 is 아니요."""
    said = list(word)
    for at in range(len(said) - 1):
        if is_syllable(said[at]) and is_syllable(said[at + 1]):
            onset, vowel, coda = decompose(said[at])
            following, *rest = decompose(said[at + 1])
            if following == "ㅇ" and coda not in ("", "ㅇ") and coda in INITIALS:
                said[at : at + 2] = compose(onset, vowel), compose(coda, *rest)
    return "".join(said)


def _between(one: str, other: str) -> float:
    if not (is_syllable(one) and is_syllable(other)):
        return _LEFT_OUT
    onset, vowel, coda = decompose(one)
    wanted_onset, wanted_vowel, wanted_coda = decompose(other)
    codas = _CODA_WEIGHT * _coda_distance(coda, wanted_coda)
    return _onset_distance(onset, wanted_onset) + _vowel_distance(vowel, wanted_vowel) + codas


def _onset_distance(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if any(one in row and other in row for row in _BREATHS):
        return _ANOTHER_BREATH
    return _ONSETS.get(one + other, _ONSETS.get(other + one, 1.0))


def _vowel_distance(one: str, other: str) -> float:
    glide, base = _GLIDES.get(one, ("", one))
    wanted_glide, wanted = _GLIDES.get(other, ("", other))
    moved = 0.0 if glide == wanted_glide else _ANOTHER_GLIDE if glide and wanted_glide else _A_GLIDE
    if base == wanted:
        return moved
    return moved + _VOWELS.get(base + wanted, _VOWELS.get(wanted + base, 1.0))


def _coda_distance(one: str, other: str) -> float:
    one, other = _CODA_SOUND.get(one, one), _CODA_SOUND.get(other, other)
    if one == other:
        return 0.0
    kinds = sorted(_kind(coda) for coda in (one, other))
    return 0.3 if kinds[0] == kinds[1] else _BETWEEN_KINDS[kinds[0], kinds[1]]


def _kind(coda: str) -> int:
    """Nothing, ㄹ, through the nose, or stopped."""
    return next(at for at, kind in enumerate(_KINDS) if (coda in kind if coda else not kind))
