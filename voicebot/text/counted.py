"""Numbers that count something, and so are nobody's: money, dates, people, floors, street numbers."""

from __future__ import annotations

import re

__all__ = ["is_counted"]

_END = r"(?:(?![가-힣]|\s?[\d●])|(?=에|까지|부터|이|의|은|을|가|도|쯤|씩|동안|정도|간))"
_MONEY = r"\s?(?:[천백]?[만억]?\s?(?:원|달러)|won|dollars?)"
_PLAIN = r"번지|퍼센트|킬로|미터|그램|페이지|years?|people|minutes"
_SHORT = r"[만억조](?=\s?[\d●])|[억조]|년|월|일|시|분|초|명|개|살|세|장|층|프로|%|㎡|평|회|건|권|쪽|항"
_COUNTER = re.compile(
    rf"(?:(?P<money>{_MONEY})|(?P<plain>\s?(?:{_PLAIN}))|\s?(?:{_SHORT})){_END}|\s?년", re.IGNORECASE
)
_LONGEST = 4
"""Digits of a quantity other than money."""


def is_counted(text: str, start: int, end: int, *, within: bool) -> bool:
    """Whether the number at ``text[start:end]`` counts something, by the word behind it.

    Within a row, the last group of a telephone number is not counted by a word that only looks like a
    counter: 5678 회의, 5678 분이, 1234-5678개.
    """
    counter = _COUNTER.match(text, end)
    if not counter or text[start] in "0공영":
        return False
    if within and not (counter["money"] or counter["plain"]) and (text[end] == " " or text[start - 1] == "-"):
        return False
    if not text[start].isdigit():
        return "일" not in counter.group()  # after a numeral word it is one more digit, not a day
    return end - start <= _LONGEST or bool(counter["money"])
