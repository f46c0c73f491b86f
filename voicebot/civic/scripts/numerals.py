"""The digits that spoken Korean numbers stand for: 오만 이천, 5만 2천 and 52,000 are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicebot.text.numerals import DIGIT_WORDS

__all__ = ["spoken_digits", "written_digits"]

_DIGIT = "[일이삼사오육륙칠팔구]"
_PLACES = {"천": 1000, "백": 100, "십": 10}
_MYRIADS = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL = f"(?:{_DIGIT}?천)?(?:{_DIGIT}?백)?(?:{_DIGIT}?십)?{_DIGIT}?"
_AMOUNT = rf"(?=(?:{_DIGIT}?[천백십])|{_DIGIT}?[만억조])(?:{_SMALL}조)?(?:{_SMALL}억)?(?:{_SMALL}만)?{_SMALL}"
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90,
}  # fmt: skip
_ONES = {
    "하나": 1, "한": 1, "첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5,
    "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_MONTHS = {"유월": "6", "시월": "10"}
_SPOKEN = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS)})"
    rf"|(?P<tens>{'|'.join(_TENS)})(?P<after>{'|'.join(_ONES)})?|(?P<ones>{'|'.join(_ONES)})"
    rf"|(?P<point>(?<={_DIGIT[:-1]}공영십])점(?=[공영{_DIGIT[1:-1]}]))"
    rf"|(?P<amount>{_AMOUNT})|(?P<row>[공영{_DIGIT[1:-1]}]+)"
)


def spoken_digits(letters: str) -> str:
    """Every number in a row of Hangul, in figures, one after the other.

    >>> spoken_digits("오만이천원"), spoken_digits("공삼이오육공"), spoken_digits("열두시")
    ('52000', '032560', '12')
    """
    return "".join(_figures(found) for found in _SPOKEN.finditer(letters) if found.group())


def _figures(found: re.Match[str]) -> str:
    if found["month"]:
        return _MONTHS[found["month"]]
    if found["point"]:
        return "."
    if found["amount"]:
        return str(_amount(found["amount"]))
    if found["row"]:
        return "".join(DIGIT_WORDS[letter] for letter in found["row"])
    return str(_TENS.get(found["tens"] or "", 0) + _ONES.get(found["after"] or found["ones"] or "", 0))


def _amount(spoken: str) -> int:
    total = small = digit = 0
    for letter in spoken:
        if letter in _MYRIADS:
            total += max(1, small + digit) * _MYRIADS[letter]
            small = digit = 0
        elif letter in _PLACES:
            small += max(1, digit) * _PLACES[letter]
            digit = 0
        else:
            digit = int(DIGIT_WORDS[letter])
    return total + small + digit


_PLACED = re.compile(r"\d\s?[십백천만억조]")
_MIXED = re.compile(
    rf"\d[\d,.\-~]*(?:[공영{_DIGIT[1:-1]}](?![가-힣])|[공영{_DIGIT[1:-1]}](?=으?로|번|에|이|을))?"
)


def written_digits(words: Iterable[str]) -> str:
    """The digits of some words as they stand there, with the last one's name where it is written in letters.

    Returns:
        Nothing where a number has places in words, such as 5만 2천.

    >>> written_digits(["0.3이", "560", "411사로"]), written_digits(["5만", "2천원"])
    ('0325604114', '')
    """
    text = " ".join(words)
    found = "" if _PLACED.search(text) else "".join(_MIXED.findall(text))
    return "".join(DIGIT_WORDS.get(letter, letter) for letter in found if letter.isalnum())
