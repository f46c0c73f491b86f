"""What digits are by their own shape: a person's number, a public one, a date, a place on the map.

A row is given as its form: the digits of its pieces, A for a letter, joined by hyphens: A-345-A-6789.
"""

from __future__ import annotations

import re

__all__ = ["is_ordinary", "is_passport", "is_personal", "is_public"]

_PUBLIC = r"1\d{2}|13\d{2}|(?:15|16|18)\d{2}-?\d{4}|0(?:2|[3-6]\d)-?1[12]\d|080-?\d{3,4}-?\d{4}"
"""Emergency and service numbers, business numbers (15xx, 16xx, 18xx), a city's 120, toll-free numbers."""
_PUBLICS = re.compile(rf"(?:{_PUBLIC})(?:-(?:{_PUBLIC})){{0,5}}")

_MONTH_DAY = r"(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])"
_SOLID = re.compile(rf"(?:0|82)1[016789]\d{{7,8}}|050\d{{8,9}}|\d\d{_MONTH_DAY}\d{{7}}|\d{{15,16}}")
_GROUPED = re.compile(
    r"(?<!\d)(?:0(?:1[016789]|2|[3-6]\d|70)-\d{3,4}-\d{4}|01[016789]\d{7,8}"
    rf"|\d\d{_MONTH_DAY}-[1-8]\d{{6}}|\d{{4}}-\d{{4}}-\d{{4}}-\d{{4}})(?!\d)"
)
_PASSPORT = re.compile(r"A\d{8}|A\d{3}A\d{4}|AA\d{7}")

_DATE = re.compile(rf"(?:19|20)\d{{2}}-?(?:{_MONTH_DAY}|\d{{1,2}}-\d{{1,2}})")
_PLACE = re.compile(r"3[3-9]-\d{3,8}-1[23]\d-\d{3,8}")
"""Latitude and longitude of Korea in decimal degrees."""


def is_public(form: str) -> bool:
    """Whether a row is one or a few numbers that anyone may call."""
    return bool(_PUBLICS.fullmatch(form))


def is_personal(form: str) -> bool:
    """Whether the digits alone tell: telephone, resident or foreigner's number, payment card."""
    return bool(_SOLID.fullmatch(form.replace("-", "")) or _GROUPED.search(form))


def is_passport(form: str) -> bool:
    """Whether letters and digits stand as in a passport: one and eight, the new 3 + 1 + 4, two and seven."""
    return bool(_PASSPORT.fullmatch(form.replace("-", "")))


def is_ordinary(form: str) -> bool:
    """Whether a row is a date or a point on the map."""
    return bool(_DATE.fullmatch(form) or _PLACE.fullmatch(form))
