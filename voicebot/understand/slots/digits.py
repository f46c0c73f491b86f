"""Digits as a telephone number is said: 010, 공일공, 하나 둘 셋, 오육칠팔에 …, zero one zero."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re
from typing import NamedTuple

from voicebot.text.numerals import DIGIT_WORDS
from voicebot.understand.slots.span import Span

__all__ = ["Digit", "digits_of", "runs"]

_NATIVE = {
    "하나": "1", "둘": "2", "셋": "3", "넷": "4", "다섯": "5", "여섯": "6", "일곱": "7", "여덟": "8", "아홉": "9", "제로": "0",
}  # fmt: skip
_ENGLISH = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
}  # fmt: skip
_VALUES = {**DIGIT_WORDS, **_NATIVE, **_ENGLISH}
_COPULA = r"(?!에요|예요|에여|요|고|구요|라|야|거든|랑|나|니까|었|\s?아니)"
"""이 is two unless it is how a sentence ends: 오육칠팔이에요."""
_PLAIN = "".join(DIGIT_WORDS).replace("이", "")
_DIGIT = rf"(?:[0-9]|{'|'.join(_NATIVE)}|[{_PLAIN}]|이{_COPULA}|\b(?:{'|'.join(_ENGLISH)})\b)"
_MARKS = r"[-–—\s.,·/()]"
_GAP = (
    rf"{_MARKS}{{0,3}}(?:(?:다시|에|의|하이픈|대시|국에|국|음|어|dash|hyphen|um|uh){_MARKS}{{1,3}}"
    r"|이(?:고|고요|구요)[\s,]{1,3}(?:(?:뒤에는|뒤는|그리고|다음은|그다음은)\s)?|(?:다시|에|의|국에|하이픈)(?=[0-9공영일이삼사오육칠팔구]))?"
)
_RUN = re.compile(rf"{_DIGIT}(?:{_GAP}{_DIGIT})*", re.IGNORECASE)
_ONE = re.compile(_DIGIT, re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]")
_IN_A_WORD = re.compile(r"(?!이(?:요|에요|예요|고|야|라|\s)|요|예요|입니다|번|에|다시)[가-힣]")
"""What makes a lone 일 or 오 the beginning of a word (일단, 오늘) and not a digit."""


class Digit(NamedTuple):
    """One digit and where it was said."""

    value: str
    span: Span


def runs(text: str) -> list[list[Digit]]:
    """Rows of digits with nothing between them but gaps, hyphens and 에."""
    return [
        [
            Digit(_value(one.group()), Span(*one.span()))
            for one in _ONE.finditer(text, found.start(), found.end())
        ]
        for found in _RUN.finditer(text)
        if not _is_word(text, found)
    ]


def _is_word(text: str, found: re.Match[str]) -> bool:
    """Whether a row of one syllable is part of a word."""
    if len(found.group()) > 1 or found.group().isdecimal():
        return False
    return bool(_HANGUL.match(text, found.start() - 1) if found.start() else None) or bool(
        _IN_A_WORD.match(text, found.end())
    )


def _value(said: str) -> str:
    return _VALUES.get(said.lower(), said)


def digits_of(text: str) -> str:
    """All digits of a text in a row: ``"공일공 다시 1234"`` → ``"0101234"``."""
    return "".join(digit.value for run in runs(text) for digit in run)
