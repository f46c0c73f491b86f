"""The pieces that numbers in a text are made of.

A piece is figures (010), numeral words (공일공, 오천육백칠십팔, one) or a letter, written or said (M, 엠).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from voicebot.text.hangul import ends_in_final
from voicebot.text.said import ENGLISH, HANGUL, digits, words

__all__ = ["Piece", "pieces"]

_LETTER = (
    r"에이치|에이|비|씨|디|에프|쥐|지|아이|제이|케이|엘|엠|엔|피|큐|알|에스|티|유|브이|더블유|엑스|와이|제트"
)
_DIGIT = "[공영일이삼사오육륙칠팔구]"
_CASED = "|".join(f"{word}|{word.title()}|{word.upper()}" for word in ENGLISH.split("|"))
_PIECE = re.compile(
    rf"(?P<sum>(?<![\d,●-])[1-9]\d{{0,2}}(?:,\d{{3}}){{1,6}}(?![\d●]|,[\d●]))|(?P<figures>\d+[천백십]?)|(?<![\w●])(?P<english>{_CASED})(?![\w●])"
    rf"|(?<![A-Za-z●'’])(?P<latin>[A-Z]{{1,2}}|[b-hj-z])(?![A-Za-z●])"
    rf"|(?P<letter>(?<![\w●])(?:{_LETTER})(?=에?[\W_]|{HANGUL}|\d)|(?<={_DIGIT})(?:{_LETTER})(?=(?:{HANGUL}){{4}}))"
    rf"|(?P<hangul>(?!(?<![^\W_])공고)(?:{HANGUL})+)"
)
_COPULA = re.compile(r"에요|에여|고|구요|요|라|야|거든|랑|나|니까|었|ㅂ니다")
_GROUP = 4
"""Digits of the last group of most numbers: 이 after fewer is a two, after as many it begins an ending."""


@dataclass(frozen=True)
class Piece:
    """Part of a row: where it stands and what it says."""

    start: int
    end: int
    form: str
    """Its digits, or A for each letter."""
    words: int = 0
    """How many Korean numeral words it has: each may also be part of another word."""


def pieces(text: str) -> list[Piece]:
    """Every piece that could be a number's, from left to right; a sum with commas (12,345) could not."""
    return [_piece(text, found) for found in _PIECE.finditer(text) if found.lastgroup != "sum"]


def _piece(text: str, found: re.Match[str]) -> Piece:
    start, end = found.span()
    match found.lastgroup:
        case "figures":
            return Piece(start, end, "".join(str(int(char)) for char in found.group() if char.isdecimal()))
        case "latin":
            return Piece(start, end, "A" * len(found.group()))
        case "letter":
            return Piece(start, end, "A")
        case "english":
            return Piece(start, end, digits(found.group()))
        case _:
            said = words(found.group())
            end -= _copula(said, text, end)
            return Piece(start, end, digits(text[start:end]), len(said))


def _copula(said: list[str], text: str, end: int) -> bool:
    """Whether the last 이 begins an ending (이에요, 이고) rather than being a two."""
    whole = len(said) > _GROUP and ends_in_final(said[-2])
    return whole and said[-1] == "이" and bool(_COPULA.match(text, end))
