"""Rows of digits in a text: pieces with nothing between them but marks, joining words and pauses.

A short piece of Hangul is a number only if it stands alone in its word but for an ending: 일이에요, not 구청.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from voicebot.text.counted import is_counted
from voicebot.text.pieces import Piece

__all__ = ["digit_rows", "near"]

_MARKS = r"[-–—－‑−\s.,·ㆍ/()_]{0,5}"
_JOINER = r"다시|하이픈|대[시쉬]|빼기|[작짝]대기|국?에|국|의|dash|hyphen"
_PAUSE = r"이?고요?|하고|이?요|네|예|음+|어+|그|저|그\s?다음에?|다음에?|그리고|um+|uh+|er|and|then"
_GAP = re.compile(rf"{_MARKS}(?:(?:{_JOINER}|{_PAUSE}){_MARKS}){{0,2}}", re.IGNORECASE)
_WIDEST = 20
"""Characters between two pieces of a row: two joiners and their marks."""

_ENDING = re.compile(
    r"(?:이[에예]요|[에예]요|이?에여|입니다|이?[고구]요?|이?요|이?라고?요?|이야|야|이?거든요?|이?랑|이?나|이?니까|이었"
    r"|이?인데요?|으?로|[은는을를가도만]|번)(?![^\W\d_]{3})"
)
_WORDLY = re.compile(r"[^\W_]|●")
_CLEAR = 3
"""So many numeral words without a space are a number wherever they stand."""


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
        if (_is_letter(piece) or not is_counted(text, piece.start, piece.end, within=piece.start in starts))
        and (not 0 < piece.words < _CLEAR or (_begins(text, piece, starts) and _ends(text, piece, ends)))
    ]


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
