"""Personal numbers and addresses taken out of free text before anything keeps it.

Digits and digits said as words ("공일공 일이삼사 …") are both found. What is masked: resident and
foreigner registration numbers (the law forbids keeping them), telephone numbers of people, payment cards,
bank accounts, passports, driving licences, car plates, e-mail addresses, and flat numbers (101동 202호).
What stays: the public numbers that the desk itself gives out (119, 120, 1577-…), dates, money and ages.
"""

from __future__ import annotations

import re

from voicebot.text.numerals import DIGIT_WORDS

__all__ = ["MASK", "mask"]

MASK = "●"
"""Stands for each letter or digit that is taken out."""

_PUBLIC = re.compile(
    r"1\d{2}|13\d{2}|(?:15|16|18)\d{2}[-\s.]?\d{4}|0\d{1,2}[-\s.]?120|080[-\s.]?\d{3,4}[-\s.]?\d{4}"
)
"""Emergency and service numbers, business numbers (15xx, 16xx, 18xx), a city's 120, toll-free numbers."""

_WORDS = "".join(DIGIT_WORDS).replace("이", "")
_ENDING = r"이(?!에요|예요|요|고|구요|라|야|거든|랑|나|니까|었|ㅂ니다|에여)"
"""이 is two unless an ending of the copula follows: 오육칠팔이에요."""
_DIGIT = rf"(?:\d|[{_WORDS}]|{_ENDING})"
_GAP = r"[-–—\s.,·/()]{0,3}(?:(?:다시|에|의|하이픈|대시|빼기)[-–—\s.,·/]{0,3})?"
_SHORTEST = 7
"""Fewer digits in a row identify nobody, and are often a date, a price or a street number."""
_RUN = re.compile(rf"(?<!\d){_DIGIT}(?:{_GAP}{_DIGIT}){{{_SHORTEST - 1},}}")
_ONE_DIGIT = re.compile(_DIGIT)
_DATE = re.compile(r"(?:19|20)\d{2}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}\.?")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?=\s?(?:원|won))")
_HYPHENS = re.compile(r"하이픈|다시|대시|빼기")

_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|골뱅이)\s?[\w-]+(?:\s?(?:\.|점|닷)\s?[\w-]+)+")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:\d{8}|\d{3}[A-Za-z]\d{4})(?!\d)")
_PLATE = re.compile(
    r"(?<!\d)\d{2,3}\s?[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주하허호배자아바사]\s?\d{4}(?![\d년])"
)
_FLAT = re.compile(r"(?<!\d)\d{1,4}\s?동\s?\d{1,4}\s?호")


def mask(text: str) -> str:
    """A text with each letter and digit of what is personal replaced by `MASK`; what joins them stays.

    >>> mask("제 번호는 010-1234-5678이에요")
    '제 번호는 ●●●-●●●●-●●●●이에요'
    """
    for pattern in (_EMAIL, _PASSPORT, _PLATE, _FLAT):
        text = pattern.sub(_covered, text)
    return _RUN.sub(_run, text)


def _covered(found: re.Match[str]) -> str:
    return re.sub(r"[^\W_]", MASK, found.group())


def _run(found: re.Match[str]) -> str:
    """A row of digits, covered unless it is a public number, a date or a sum of money."""
    run = found.group()
    if _may_stay(run, found.string[found.start() :]):
        return run
    return "".join(
        part if _HYPHENS.fullmatch(part) else _ONE_DIGIT.sub(MASK, part)
        for part in re.split(f"({_HYPHENS.pattern})", run)
    )


def _may_stay(run: str, onward: str) -> bool:
    digits = "".join(DIGIT_WORDS.get(char, char) for char in run if char.isdigit() or char in DIGIT_WORDS)
    if _PUBLIC.fullmatch(digits) or _DATE.fullmatch(run):
        return True
    money = _MONEY.match(onward)
    if money and money.end() >= len(run):
        return True
    return all(_PUBLIC.fullmatch(piece) for piece in re.split(r"[\s,/·]+", run))
