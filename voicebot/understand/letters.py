"""How far apart short rows of Korean letters (jamo) sound: what a recogniser writes for what, letter by letter."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

from functools import cache

__all__ = ["letters_apart"]

_VOWELS = frozenset("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
_ALIKE = {
    "ㄱㄲ": 0.1, "ㄱㅋ": 0.2, "ㄷㄸ": 0.1, "ㄷㅌ": 0.2, "ㅂㅃ": 0.1, "ㅂㅍ": 0.2, "ㅅㅆ": 0.1, "ㅈㅉ": 0.1, "ㅈㅊ": 0.2, "ㅊㅌ": 0.3,
    "ㅊㅅ": 0.4, "ㅈㅅ": 0.5, "ㅅㅎ": 0.6, "ㅍㅎ": 0.5, "ㄴㅁ": 0.3, "ㅁㅇ": 0.4, "ㄴㅇ": 0.4, "ㄴㄹ": 0.3, "ㅁㅂ": 0.4, "ㅇㄱ": 0.5,
    "ㅂㄱ": 0.6, "ㄷㄱ": 0.6, "ㄱㅅ": 0.7, "ㄹㄷ": 0.6, "ㅌㅍ": 0.5, "ㅍㅊ": 0.6,
    "ㅐㅔ": 0.0, "ㅏㅓ": 0.4, "ㅓㅗ": 0.3, "ㅗㅜ": 0.3, "ㅜㅡ": 0.3, "ㅡㅓ": 0.4, "ㅡㅣ": 0.35, "ㅣㅔ": 0.5, "ㅣㅟ": 0.2, "ㅣㅢ": 0.2,
    "ㅠㅜ": 0.3, "ㅠㅛ": 0.3, "ㅛㅗ": 0.4, "ㅑㅏ": 0.3, "ㅕㅓ": 0.3, "ㅕㅛ": 0.4, "ㅕㅑ": 0.4, "ㅝㅗ": 0.3, "ㅝㅓ": 0.3, "ㅘㅏ": 0.3, "ㅘㅗ": 0.4,
    "ㅠㅣ": 0.5, "ㅜㅓ": 0.4, "ㅠㅡ": 0.4, "ㅏㅗ": 0.6, "ㅖㅔ": 0.1, "ㅚㅔ": 0.3,
}  # fmt: skip
_ANOTHER = 0.8
_ANOTHER_KIND = 1.3
"""A vowel for a consonant."""
_LEFT_OUT = {"ㅇ": 0.4, "ㄱ": 0.4, "ㄹ": 0.4, "ㅂ": 0.5}
"""Letters that are let go at the end of a syllable; others cost `_ANOTHER`."""


@cache
def letters_apart(heard: str, name: str) -> float:
    """How far apart two rows of letters are: 0 sounds the same, about 0.8 a letter that is another."""
    row = [0.0]
    for letter in name:
        row.append(row[-1] + _lost(letter))
    for letter in heard:
        following = [row[0] + _lost(letter)]
        for at, wanted in enumerate(name):
            swapped = row[at] + _swapped(letter, wanted)
            following.append(min(swapped, row[at + 1] + _lost(letter), following[at] + _lost(wanted)))
        row = following
    return row[-1]


def _lost(letter: str) -> float:
    return _LEFT_OUT.get(letter, _ANOTHER)


def _swapped(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if (one in _VOWELS) != (other in _VOWELS):
        return _ANOTHER_KIND
    return _ALIKE.get(one + other, _ALIKE.get(other + one, _ANOTHER))
