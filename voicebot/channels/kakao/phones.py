"""The telephone numbers that an answer names: what a finger can press instead of dialling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from voicebot.civic.district import District

__all__ = ["Number", "numbers_in"]

_NUMBER = re.compile(
    r"(?<![\d,.-])(?:0\d{1,2}-\d{3,4}(?:-\d{4})?|1\d{3}-\d{4}|1\d{2,3})"
    r"(?!\d|,\d|-|\s?(?:원|만|천|won|동\b|호\b|번지|명|세\b|살|개|일\b|년|월\b|장\b|%|cm|kg|g\b|km|m\b|l\b|리터))",
    re.IGNORECASE,
)
_URGENT = frozenset({"emergency", "crisis"})


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone.

    Attributes:
        shown: as the answer has it, such as ``120``.
        dial: what a telephone dials, such as ``032-120``.
        urgent: whether it is for people in danger.
    """

    shown: str
    dial: str
    urgent: bool = False


def numbers_in(texts: Iterable[str], district: District, today: date) -> list[Number]:
    """The telephones that texts name, those for people in danger first, each once.

    A short number counts only if the district lists it: "119" is a telephone, "150" may be anything.
    """
    found: dict[str, Number] = {}
    for text in texts:
        for shown in _NUMBER.findall(text):
            number = _number(shown, district, today)
            if number:
                found.setdefault(number.dial, number)
    return sorted(found.values(), key=lambda number: not number.urgent)


def _number(shown: str, district: District, today: date) -> Number | None:
    known = district.phone(shown, today)
    if known:
        return Number(shown, known.dial or shown, known.kind in _URGENT)
    return Number(shown, shown) if "-" in shown else None
