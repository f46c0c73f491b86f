"""Rows of digits in a text, in figures or words, with the letters and marks that join them.

A row is made of pieces: figures (010), numeral words (공일공, 오천육백칠십팔, one) or a letter, written or
said (M, 엠). A short piece of Hangul is a number only if it stands alone in its word but for an ending:
일이에요, not 구청.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicebot.text.context import is_counted
from voicebot.text.hangul import ends_in_final
from voicebot.text.said import ENGLISH, HANGUL, digits, words

__all__ = ["Piece", "digit_rows", "near", "pieces"]

_LETTER = (
    r"에이치|에이|비|씨|디|에프|쥐|지|아이|제이|케이|엘|엠|엔|피|큐|알|에스|티|유|브이|더블유|엑스|와이|제트"
)
_CASED = "|".join(f"{word}|{word.title()}|{word.upper()}" for word in ENGLISH.split("|"))
_PIECE = re.compile(
    rf"(?P<figures>\d{{1,3}}(?:,\d{{3}}){{1,6}}(?!\d)|\d+[천백십]?)|(?<![\w●])(?P<english>{_CASED})(?![\w●])"
    rf"|(?<![A-Za-z●])(?P<latin>[A-Z]{{1,2}}|[b-hj-z])(?![A-Za-z●])"
    rf"|(?<![^\W_])(?<!●)(?P<letter>{_LETTER})(?=에?[\W_]|{HANGUL}|\d)|(?P<hangul>(?!(?<![^\W_])공고)(?:{HANGUL})+)"
)
_MARKS = r"[-–—－‑−~\s.,·ㆍ/()_]{0,3}"
_JOINER = r"다시|하이픈|대[시쉬]|빼기|[작짝]대기|국?에|국|의|dash|hyphen"
_PAUSE = r"음+|어+|그|저|그\s?다음에?|다음에?|그리고|um+|uh+|er|and|then"
_GAP = re.compile(rf"{_MARKS}(?:(?:{_JOINER}|{_PAUSE}){_MARKS}){{0,2}}", re.IGNORECASE)
_WIDEST = 16
"""Characters between two pieces of a row: two joiners and their marks."""

_ENDING = re.compile(
    r"(?:이[에예]요|[에예]요|이?에여|입니다|이?[고구]요?|이?요|이?라고?요?|이야|야|이?거든요?|이?랑|이?나|이?니까|이었"
    r"|이?인데요?|으?로|[은는을를가도만]|번)(?![^\W\d_]{3})"
)
_WORDLY = re.compile(r"[^\W_]|●")
_COPULA = re.compile(r"에요|에여|고|구요|요|라|야|거든|랑|나|니까|었|ㅂ니다")
_GROUP = 4
"""Digits of the last group of most numbers: 이 after fewer is a two, after as many it begins an ending."""
_CLEAR = 3
"""So many numeral words without a space are a number wherever they stand."""


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
    """Every piece that could be a number's, from left to right."""
    return [_piece(text, found) for found in _PIECE.finditer(text)]


def digit_rows(text: str, found: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The rows that pieces make, from left to right; a number that counts something is in none."""
    row: list[Piece] = []
    for piece in _alone(text, found):
        if row and not _joined(text, row[-1], piece):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def near(text: str, left: Piece, right: Piece) -> bool:
    """Whether nothing but marks and a joining word stands between two pieces."""
    return right.start - left.end <= _WIDEST and bool(_GAP.fullmatch(text, left.end, right.start))


def _alone(text: str, found: Sequence[Piece]) -> list[Piece]:
    touching = [(left.end, right.start) for left, right in pairwise(found) if near(text, left, right)]
    ends, starts = {end for end, _ in touching}, {start for _, start in touching}
    return [
        piece
        for piece in found
        if not _counts(text, piece, starts)
        and (not 0 < piece.words < _CLEAR or (_begins(text, piece, starts) and _ends(text, piece, ends)))
    ]


def _counts(text: str, piece: Piece, starts: set[int]) -> bool:
    """Whether a piece counts something; within a row only a counter right at it tells (not: 5678 회의)."""
    within = piece.start in starts
    if within and (text[piece.start - 1] == "-" or text[piece.end : piece.end + 1] == " "):
        return False
    return not _is_letter(piece) and is_counted(text, piece.start, piece.end)


def _is_letter(piece: Piece) -> bool:
    return piece.form.isalpha()


def _begins(text: str, piece: Piece, starts: set[int]) -> bool:
    return piece.start in starts or not _WORDLY.fullmatch(text, max(0, piece.start - 1), piece.start)


def _ends(text: str, piece: Piece, ends: set[int]) -> bool:
    return piece.end in ends or not _WORDLY.match(text, piece.end) or bool(_ENDING.match(text, piece.end))


def _joined(text: str, left: Piece, right: Piece) -> bool:
    """Figures and one or two numeral words do not mix: 1577-0199 이 번호."""
    short = any(0 < piece.words < _CLEAR for piece in (left, right))
    mixed = bool(left.words) != bool(right.words) and not (_is_letter(left) or _is_letter(right))
    return near(text, left, right) and not (mixed and short)


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
