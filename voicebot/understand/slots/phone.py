"""A telephone number to be reached at, said in one breath, in parts, or corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from voicebot.understand.slots.digits import Digit, digits_of, runs
from voicebot.understand.slots.numbering import COMPLETE, LONGEST, grouped
from voicebot.understand.slots.placing import NO, NOT_BUT, dictated
from voicebot.understand.slots.span import Span

__all__ = ["Phone", "find_phone", "tells_number"]

Fault = Literal["incomplete", "impossible"]

_ENGLISH_DIGITS = "zero one two three four five six seven eight nine"
_NAMES = {
    "ko": dict(zip("0123456789", "공일이삼사오육칠팔구", strict=True)),
    "en": dict(zip("0123456789", _ENGLISH_DIGITS.split(" "), strict=True)),
}
_CUE = re.compile(r"번호|전화|연락|핸드폰|휴대폰|휴대전화|폰은|phone|number|call me|reach me", re.IGNORECASE)
_LEADS_BY = 24
"""Characters before the digits in which a word such as 번호 says that they are a telephone number."""
_PART = 4
"""Fewer digits than this are no part of a number that nobody asked for."""
_MANY = 5
"""Digits in an utterance that are more than a time or a house number."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number, or the part of one that was said.

    Attributes:
        digits: 0–9 only, in order.
        span: where it was said; (0, 0) for one put together from several utterances.
    """

    digits: str
    span: Span

    @property
    def fault(self) -> Fault | None:
        """Nothing when it is a Korean mobile or landline; ``incomplete`` while digits are missing."""
        if COMPLETE.fullmatch(self.digits):
            return None
        return "incomplete" if self.digits[:1] in ("", "0") and len(self.digits) < 10 else "impossible"

    @property
    def groups(self) -> tuple[str, ...]:
        """As it is shown and read back: ``("010", "1234", "5678")``."""
        return grouped(self.digits)

    def spoken(self, language: str = "ko") -> str:
        """The read-back, digit by digit with a pause between groups: 공일공, 일이삼사, 오육칠팔."""
        names = _NAMES[language]
        between = " " if language == "en" else ""
        return ", ".join(between.join(names[digit] for digit in group) for group in self.groups)


def find_phone(text: str) -> Phone | None:
    """The number that a free utterance holds, or nothing.

    Part of a number counts only where a word says that it is one (번호는 …) or where it begins with 0 and
    has seven digits: a house number or a date is no telephone.
    """
    rows = runs(text)
    whole = [phone for row in rows for phone in [_complete(row, text)] if phone]
    if whole:
        return _corrected(text, whole[-1])
    parts = [row for row in rows if _is_part(text, row)]
    return _phone(parts[-1]) if parts else None


def _phone(row: list[Digit]) -> Phone:
    return Phone("".join(d.value for d in row), Span(row[0].span.start, row[-1].span.end))


def _complete(row: list[Digit], text: str) -> Phone | None:
    """The complete number in a row that may hold more: "석남동 12 010-1234-5678"."""
    digits = "".join(digit.value for digit in row)
    for start, digit in enumerate(row):
        if digit.value != "0" or not _edge(row, start):
            continue
        for length in (11, 12, 10, 9):
            end = start + length
            if end <= len(row) and _edge(row, end) and COMPLETE.fullmatch(digits, start, end):
                return _phone(row[start:end])
    return _with_two(row, text)


def _edge(row: list[Digit], at: int) -> bool:
    """Whether something stands between a digit and the one before it."""
    return at in (0, len(row)) or row[at].span.start > row[at - 1].span.end


def _with_two(row: list[Digit], text: str) -> Phone | None:
    """A last 이 that looked like an ending and is the digit that was missing: "…오육칠이요"."""
    end = row[-1].span.end
    phone = _phone([*row, Digit("2", Span(end, end + 1))])
    return phone if text[end : end + 1] == "이" and len(row) == 10 and not phone.fault else None


def _is_part(text: str, row: list[Digit]) -> bool:
    start = row[0].span.start
    cue = _CUE.search(text, max(0, start - _LEADS_BY), start)
    long = row[0].value == "0" and 7 <= len(row) <= LONGEST
    return long or bool(cue and _PART <= len(row) <= LONGEST)


def _corrected(text: str, phone: Phone) -> Phone:
    """A number, with what the speaker corrects of it in the same breath."""
    after = text[phone.span.end :]
    if not (NO.search(after[:_LEADS_BY]) or NOT_BUT.search(after[:_LEADS_BY])):
        return phone
    rest = after[: 3 * _LEADS_BY]
    last = max((row[-1].span.end for row in runs(rest)), default=0)
    return Phone(dictated(phone.digits, rest[:last]), Span(phone.span.start, phone.span.end + last))


def tells_number(text: str) -> bool:
    """Whether words may hold a telephone number: they say so, or hold many digits."""
    return bool(_CUE.search(text)) or len(digits_of(text)) >= _MANY
