"""A telephone number to be reached at, said in one breath, in parts, or corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from voicebot.understand.slots.digits import Digit, digits_of, runs
from voicebot.understand.slots.numbering import COMPLETE, LONGEST, grouped
from voicebot.understand.slots.span import Span

__all__ = ["Part", "Phone", "dictated", "find_phone", "named_part", "parts_of", "placed", "tells_number"]

Fault = Literal["incomplete", "impossible"]
Part = Literal["first", "middle", "last"]

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
_AGAIN = re.compile(r"처음부터|다시\s?(?:할|말|불러|처음)|지우고|start (?:over|again)", re.IGNORECASE)
_NOT_BUT = re.compile(r"(?:이|가)?\s?아니(?:라|고|고요)|말고(?:요)?")
_NO = re.compile(r"아니(?:요|야|다|에요)?|아뇨|\bno\b|\bsorry\b", re.IGNORECASE)
_MIDDLE = re.compile(r"가운데|중간|middle", re.IGNORECASE)
_LAST = re.compile(r"뒷|뒤|끝|마지막|(?<![앞한두세네몇\s])\s?자리|last", re.IGNORECASE)
_FIRST = re.compile(r"앞(?:자리|번호|부분|에|이|의)|first", re.IGNORECASE)
_NAMED: tuple[tuple[Part, re.Pattern[str]], ...] = (("middle", _MIDDLE), ("last", _LAST), ("first", _FIRST))
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
    if not (_NO.search(after[:_LEADS_BY]) or _NOT_BUT.search(after[:_LEADS_BY])):
        return phone
    rest = after[: 3 * _LEADS_BY]
    last = max((row[-1].span.end for row in runs(rest)), default=0)
    return Phone(dictated(phone.digits, rest[:last]), Span(phone.span.start, phone.span.end + last))


def dictated(digits: str, utterance: str) -> str:
    """The digits after one more utterance of somebody who dictates a number.

    Args:
        digits: what was dictated before, 0–9; empty at the beginning.
        utterance: the next part, a correction ("5678이 아니라 5679", "끝자리 5679", "아니 5679"), the whole
            number again, or something without digits, which changes nothing.
    """
    if _AGAIN.search(utterance):
        digits = ""
    not_but = _NOT_BUT.search(utterance)
    if not_but:
        return _replaced(
            digits, digits_of(utterance[: not_but.start()]), digits_of(utterance[not_but.end() :])
        )
    return placed(digits, digits_of(utterance), utterance)


def placed(digits: str, said: str, utterance: str) -> str:
    """A number with a part that was said, where it belongs.

    The whole number stands for itself; a part of a whole one goes into the place that is named, else over the
    group that it is most like, for it is put right; a part of one on its way goes to the end, or over the
    last digits after 아니.

    Args:
        digits: the number as far as it was known.
        said: what was said, 0–9; empty for nothing.
        utterance: the words around it.
    """
    if not said or COMPLETE.fullmatch(said):
        return said or digits
    if COMPLETE.fullmatch(digits) and (part := named_part(utterance) or _likest(digits, said)):
        start, end = parts_of(digits)[part]
        return digits[:start] + said + digits[end:]
    if _NO.search(utterance):
        return digits[: -len(said)] + said if len(said) < len(digits) else said
    starts_anew = said[0] == "0" and len(said) >= 3 and len(digits) + len(said) > LONGEST - 1
    return said if starts_anew else digits + said


def tells_number(text: str) -> bool:
    """Whether words may hold a telephone number: they say so, or hold many digits."""
    return bool(_CUE.search(text)) or len(digits_of(text)) >= _MANY


def named_part(utterance: str) -> Part | None:
    """Which group of a number somebody names: 앞, 가운데, 끝."""
    return next((part for part, pattern in _NAMED if pattern.search(utterance)), None)


def parts_of(digits: str) -> dict[Part, tuple[int, int]]:
    """Where the groups of a whole number begin and end."""
    first, middle, last = (len(group) for group in grouped(digits))
    ends = first + middle
    return {"first": (0, first), "middle": (first, ends), "last": (ends, ends + last)}


def _likest(digits: str, said: str) -> Part | None:
    """The group of the same length that has most digits in common with what was said; the later of two."""
    fitting = {
        part: digits[start:end] for part, (start, end) in parts_of(digits).items() if end - start == len(said)
    }
    alike = {part: sum(map(str.__eq__, group, said)) for part, group in fitting.items()}
    return max(reversed(alike), key=alike.__getitem__, default=None)


def _replaced(digits: str, wrong: str, right: str) -> str:
    """The last occurrence of what was wrong; where it does not occur, the digits at the end."""
    before, found, after = digits.rpartition(wrong) if wrong else ("", "", "")
    if found:
        return before + right + after
    return digits[: -len(right)] + right if right and len(right) <= len(digits) else digits
