"""Numeral words and the digits that they stand for: 공일공 → 010, 오천육백칠십팔 → 5678, oh → 0."""

from __future__ import annotations

import re

from voicebot.text.numerals import DIGIT_WORDS

__all__ = ["ENGLISH", "HANGUL", "digits", "words"]

_NATIVE = ["하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"]
_ROUND = ["열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TIES = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

_DIGIT = {
    **{word: int(digit) for word, digit in DIGIT_WORDS.items()},
    **{word: value for value, word in enumerate(_NATIVE, 1)},
    "제로": 0,
}
_TENS = {"십": 10, **{word: 10 * value for value, word in enumerate(_ROUND, 1)}}
_ENGLISH = {
    **{word: str(value) for value, word in enumerate([*_ONES, *_TEENS], 1)},
    **{word: str(10 * value) for value, word in enumerate(_TIES, 2)},
    **{"zero": "0", "oh": "0"},
    **{"double": "", "triple": ""},  # the next digit comes more than once: covered, counts nothing itself
}


def _any(*alternatives: str) -> str:
    return "|".join(sorted(alternatives, key=len, reverse=True))


HANGUL = _any(*_DIGIT, *_TENS, "백", "천")
"""Alternatives of a pattern: one Korean numeral word."""
ENGLISH = _any(*_ENGLISH)
"""Alternatives of a pattern: one English numeral word, in lower case."""

_WORD = re.compile(HANGUL)
_ONE = _any(*_DIGIT)
_QUANTITY = re.compile(
    rf"(?:(?P<천>{_ONE})?(?P<thousand>천))?(?:(?P<백>{_ONE})?(?P<hundred>백))?"
    rf"(?:(?P<십>{_ONE})?(?P<ten>{_any(*_TENS)}))?(?P<one>{_ONE})?"
)


def words(said: str) -> list[str]:
    """Numeral words written without a space, one by one: 공하나둘 → 공, 하나, 둘."""
    return [said] if said.lower() in _ENGLISH else _WORD.findall(said)


def digits(said: str) -> str:
    """The digits that numeral words stand for, each digit and each quantity after the other.

    >>> digits("공일오십삼")
    '0153'
    """
    if said.lower() in _ENGLISH:
        return _ENGLISH[said.lower()]
    return "".join(str(_quantity(found)) for found in _QUANTITY.finditer(said) if found.group())


def _quantity(found: re.Match[str]) -> int:
    places = {
        "천": 1000 * bool(found["thousand"]),
        "백": 100 * bool(found["hundred"]),
        "십": _TENS.get(found["ten"], 0),
    }
    counted = sum(_DIGIT.get(found[name], 1) * place for name, place in places.items())
    return counted + _DIGIT.get(found["one"], 0)
