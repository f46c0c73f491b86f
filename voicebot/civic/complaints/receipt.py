"""The number of a complaint: eight random digits and a check digit, made to be said and heard.

The check digit is Damm's (M. Damm, *Total anti-symmetrische Quasigruppen*, 2004): it finds every single wrong
digit and every swap of neighbours, and is a digit itself, so that nothing but digits has to be said.
"""

from __future__ import annotations

import re
import secrets

from voicebot.errors import ComplaintError
from voicebot.text.numerals import DIGIT_WORDS

__all__ = ["LENGTH", "grouped", "heard_digits", "is_receipt", "new_receipt", "read_receipt", "spoken"]

LENGTH = 9
"""Digits of a receipt, the check digit included."""

_QUASIGROUP = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_SAY = {
    "ko": "공일이삼사오육칠팔구",
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}


def _remainder(digits: str) -> int:
    state = 0
    for digit in digits:
        state = int(_QUASIGROUP[state][int(digit)])
    return state


def new_receipt() -> str:
    """Nine digits that nobody can guess from another receipt."""
    body = f"{secrets.randbelow(10 ** (LENGTH - 1)):0{LENGTH - 1}d}"
    return f"{body}{_remainder(body)}"


def is_receipt(digits: str) -> bool:
    """Whether this can be a receipt: nine ASCII digits whose check digit is right."""
    return re.fullmatch(rf"[0-9]{{{LENGTH}}}", digits) is not None and _remainder(digits) == 0


def grouped(receipt: str) -> str:
    """For the eye: ``"123456789"`` → ``"12 34 56 78 9"``."""
    return " ".join(_pairs(receipt))


def spoken(receipt: str, language: str) -> str:
    """For the ear, in pairs: ``일이, 삼사, 오육, 칠팔, 구``; zero is 공, as in telephone numbers."""
    names, between = _SAY["en" if language == "en" else "ko"], " " if language == "en" else ""
    return ", ".join(between.join(names[int(digit)] for digit in pair) for pair in _pairs(receipt))


def _pairs(digits: str) -> list[str]:
    return [digits[at : at + 2] for at in range(0, len(digits), 2)]


_NATIVE = ("하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_WORDS = {
    **DIGIT_WORDS,
    **{word: str(digit) for digit, word in enumerate(_NATIVE, 1)},
    **{word: str(digit) for digit, word in enumerate(_SAY["en"])},
    "oh": "0",
}
_SINO = "일이삼사오육륙칠팔구"
_COPULA = r"이(?!에요|예요|요|고|구요|라|야|거든|랑|니까|었)"
"""이 is two unless an ending of the copula follows: 칠팔구이에요."""
_TENS = rf"([{_SINO}]?)십((?:{_COPULA}|[{_SINO.replace('이', '')}])?)"
_PLAIN = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True) if word != "이")
_DIGIT = rf"(?:{_TENS}|\d|{_COPULA}|(?:{_PLAIN})(?![a-z]))"
_GAP = r"(?:[-–—\s.,·/~]|다시(?!\s*한)|하이픈|대시|빼기|그리고|음|어)*"
_TOKEN = re.compile(_DIGIT, re.IGNORECASE)
_ROW = re.compile(rf"{_DIGIT}(?:{_GAP}{_DIGIT})*", re.IGNORECASE)


def heard_digits(text: str) -> str:
    """The digits that were most likely meant as a number, however they were said; empty when there are none.

    Understands figures (full width too), 공일이…, 하나 둘…, pairs read as numbers (십이 삼십사), English
    digits, and a number that is said twice. Of several rows of digits the one that is a receipt counts, else
    the longest.
    """
    rows = [_once(_digits(row.group())) for row in _ROW.finditer(text)]
    whole = next((row for row in rows if is_receipt(row)), None)
    return whole or max(rows, key=len, default="")


def _digits(row: str) -> str:
    return "".join(_digit(token) for token in _TOKEN.finditer(row))


def _digit(token: re.Match[str]) -> str:
    tens, unit = token.groups()
    if tens is not None:
        return _WORDS.get(tens, "1") + _WORDS.get(unit, "0")
    said = token.group().lower()
    return str(int(said)) if said.isdecimal() else _WORDS[said]


def _once(digits: str) -> str:
    half = digits[:LENGTH]
    return half if digits == half * 2 else digits


def read_receipt(text: str) -> str:
    """The receipt in what somebody said or typed.

    Raises:
        ComplaintError: ``receipt_incomplete`` when the digits are not nine, ``receipt_misheard`` when the
            check digit says that one of them is wrong or two were swapped.
    """
    digits = heard_digits(text)
    if len(digits) != LENGTH:
        raise ComplaintError(
            "receipt_incomplete", f"A receipt has {LENGTH} digits, {len(digits)} were heard; say it again."
        )
    if not is_receipt(digits):
        raise ComplaintError("receipt_misheard", "The check digit does not fit; say it again, in pairs.")
    return digits
