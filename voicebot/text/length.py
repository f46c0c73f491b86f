"""How long a sentence is when it is heard."""

from __future__ import annotations

import re

__all__ = ["MAX_SYLLABLES", "syllables"]

MAX_SYLLABLES = 40
"""What a listener of 78 holds in mind at one hearing; a design choice (product.md, "How the desk speaks")."""


def syllables(sentence: str) -> int:
    """Roughly how many syllables a sentence has when it is read aloud, numbers included."""
    without, count = sentence, 0
    for number in re.findall(r"\d[\d,.-]*\d|\d", sentence):
        without = without.replace(number, " ", 1)
        count += _digits_read(number)
    return count + len(re.findall(r"[가-힣]|[aeiouy]+", without.lower()))


def _digits_read(number: str) -> int:
    plain = number.replace(",", "")
    if not plain.isdecimal():  # a telephone number or a decimal: one syllable a figure
        return len(re.sub(r"\W", "", plain)) + plain.count(".")
    return max(1, sum(1 + (place > 0) for place, digit in enumerate(reversed(plain)) if digit != "0"))
