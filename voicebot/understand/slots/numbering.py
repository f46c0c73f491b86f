"""Which rows of digits are Korean telephone numbers, and how they are grouped."""

from __future__ import annotations

import re

__all__ = ["COMPLETE", "LIKELY", "LONGEST", "NEVER", "ends_a_group", "grouped", "likely_phone", "possible"]

_SHAPES = (
    re.compile(r"(010)(\d{4})(\d{4})"),
    re.compile(r"(01[16789])(\d{3,4})(\d{4})"),
    re.compile(r"(02)([2-9]\d{2,3})(\d{4})"),
    re.compile(r"(0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4]))([2-9]\d{2,3})(\d{4})"),
    re.compile(r"(070)(\d{4})(\d{4})"),
    re.compile(r"(050\d)(\d{3,4})(\d{4})"),
)
"""Mobile (010 and the older prefixes), Seoul, the other area codes, internet telephony, personal numbers."""
COMPLETE = re.compile(
    "|".join(shape.pattern.replace("(", "(?:").replace("(?:?:", "(?:") for shape in _SHAPES)
)
"""Any of them, without groups."""
LONGEST = 12
"""Digits of the longest (050x-xxxx-xxxx)."""
_PREFIX = re.compile(r"02|050\d|0\d{2}")


LIKELY, _POSSIBLE, _BEGINNING, NEVER = 0.7, 0.3, 0.2, -1.0
"""Letters of sound (`voicebot.understand.dictation`) by which digits may be worse than others, because they
are a mobile number or have the right check digit, because they are a number of another kind, or because they
end where people pause in a mobile number; and of what is never meant."""
_MOBILE = 11
_TODAY = re.compile(r"010\d{8}")
_UP_TO_A_PAUSE = re.compile(
    r"010(?:\d{4})?|01[16789](?:\d{3,4})?|02(?:\d{3,4})?|0[3-6][1-5](?:\d{3,4})?|0[57]0\d?(?:\d{3,4})?"
)
_PAUSES = re.compile(r"010(?:\d{4})?")


def possible(digits: str) -> bool:
    """Whether digits are a telephone number, or may become one."""
    return bool(COMPLETE.fullmatch(digits)) or (digits[:1] in ("", "0") and len(digits) < _MOBILE)


def ends_a_group(digits: str) -> bool:
    """Whether digits are a number, or the part of one up to where people pause.

    >>> [ends_a_group(digits) for digits in ("010", "0104952", "010495", "01049527316")]
    [True, True, False, True]
    """
    return bool(COMPLETE.fullmatch(digits) or _UP_TO_A_PAUSE.fullmatch(digits))


def likely_phone(digits: str) -> float:
    """How readily digits are taken for a telephone number, where one was dictated and misheard."""
    if _TODAY.fullmatch(digits):
        return LIKELY
    if COMPLETE.fullmatch(digits):
        return _POSSIBLE
    return _BEGINNING if _PAUSES.fullmatch(digits) else 0.0


def grouped(digits: str) -> tuple[str, ...]:
    """Groups as a Korean says them: 010, 1234, 5678; what is not complete after its prefix in fours."""
    for shape in _SHAPES:
        found = shape.fullmatch(digits)
        if found:
            return found.groups()
    prefix = _PREFIX.match(digits)
    start = prefix.end() if prefix else 0
    rest = [digits[at : at + 4] for at in range(start, len(digits), 4)]
    return tuple(part for part in (digits[:start], *rest) if part)
