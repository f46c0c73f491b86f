"""Personal numbers and addresses taken out of free text before anything keeps it.

Masked: resident and foreigner registration numbers (the law forbids keeping them), telephone numbers of
people, payment cards, bank accounts, passports, driving licences, car plates, e-mail addresses and flat
numbers (101동 202호), in figures or in words, Korean or English (공일공 일이삼사 …, oh one oh …). Kept:
public numbers (119, 120, 1577-…), dates, money, ages, and the receipt numbers of the desk when called so.

`said` knows numeral words, `pieces` and `rows` find rows of digits, `shapes` knows them by their form,
`context` and `counted` by the words beside them; `mail` and `plates` find what letters are part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicebot.text.context import Topic, topic
from voicebot.text.mail import mail_spans
from voicebot.text.pieces import Piece, pieces
from voicebot.text.plates import plate_spans, with_region
from voicebot.text.rows import digit_rows
from voicebot.text.shapes import is_ordinary, is_passport, is_personal, is_public

__all__ = ["MASK", "mask"]

MASK = "●"
"""Stands for each letter or digit that is taken out."""

_NAMED = re.compile(r"[^\W_]")

_PASSPORT_PIECES = 10
"""Pieces of a passport number said letter by letter and digit by digit, at most."""
_ANY = 7
"""Fewer digits in a row identify nobody unless they are called somebody's."""
_OWN = 4
"""Fewer digits identify nobody, whatever they are called."""

_FLAT = re.compile(r"(?<![\d●])\d{1,4}\s?동\s?\d{1,4}\s?호")


def mask(text: str) -> str:
    """A text with each letter and digit of what is personal replaced by `MASK`; what joins them stays.

    The result is as long as the text, and masking it again changes nothing.

    >>> mask("제 번호는 010-1234-5678이에요")
    '제 번호는 ●●●-●●●●-●●●●이에요'
    """
    text = _covered(text, mail_spans(text))
    text = _covered(text, (found.span() for found in _FLAT.finditer(text)))
    text = _covered(text, ((with_region(text, start), end) for start, end in plate_spans(text, pieces(text))))
    return _without_numbers(text)


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _NAMED.sub(MASK, text[start:end])
    return "".join(letters)


def _without_numbers(text: str) -> str:
    """Rows are judged from left to right: what is covered already tells of what comes right behind it."""
    letters = list(text)
    for row in digit_rows(text, pieces(text)):
        said = topic(letters, row[0].start, row[-1].end)
        for number in [row] if said is Topic.OWN else _numbers(row):
            if _personal(text, number, said):
                start = with_region(text, number[0].start)
                for piece in (Piece(start, number[0].end, ""), *number):
                    letters[piece.start : piece.end] = _NAMED.sub(MASK, text[piece.start : piece.end])
    return "".join(letters)


def _numbers(row: list[Piece]) -> Iterator[list[Piece]]:
    """The numbers in a row: passports, and else digits with the letters before them."""
    at = 0
    while at < len(row):
        size = _passport(row[at : at + _PASSPORT_PIECES + 1]) or _plain(row, at)
        yield row[at : at + size]
        at += size


def _passport(row: list[Piece]) -> int:
    """How many pieces the passport number has that a row begins with; 0 if it begins with none."""
    if not row[0].form.isalpha():
        return 0
    ends = (size for size in range(len(row), 1, -1) if row[size:] == [] or row[size].form.isalpha())
    return next((size for size in ends if is_passport(_form(row[:size]))), 0)


def _plain(row: list[Piece], at: int) -> int:
    end = at
    while end < len(row) and row[end].form.isalpha():
        end += 1
    while end < len(row) and not row[end].form.isalpha():
        end += 1
    return end - at


def _personal(text: str, row: list[Piece], said: Topic) -> bool:
    form = _form(row)
    digits = form.replace("A", "").strip("-")
    if is_passport(form) or is_personal(digits):
        return True
    if said is Topic.PUBLIC or _public(text, row, digits) or (said is Topic.UNSAID and is_ordinary(digits)):
        return False
    return sum(map(str.isdigit, digits)) >= (_OWN if said is Topic.OWN else _ANY)


def _public(text: str, row: list[Piece], digits: str) -> bool:
    """Whether anyone may call it; a last 이 may be a particle: 일팔구구 구구팔팔이 뭐예요."""
    particle = row[-1].words and text[row[-1].end - 1] == "이"
    return is_public(digits) or bool(particle and is_public(digits.removesuffix("2")))


def _form(row: list[Piece]) -> str:
    return "-".join(piece.form for piece in row)
