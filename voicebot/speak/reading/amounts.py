"""Numbers with what they count: the one place where figures become words."""

from __future__ import annotations

import re

from voicebot.speak.reading.counters import COUNTERS, SPEEDS, SYMBOLS, UNIT, System
from voicebot.speak.reading.dates import half_of_day
from voicebot.speak.reading.numerals import decimal, figures, native, ordinal, sino

__all__ = ["read_amounts"]

_PLAIN = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+"
_AMOUNT = re.compile(rf"(제\s?)?([₩$€¥]\s?)?(-)?({_PLAIN})(?:\.([0-9]+))?(?:\s?({UNIT})(?![A-Za-z]))?")
_CURRENCIES = {"₩": "원", "$": "달러", "€": "유로", "¥": "엔"}
_ATTACHED = frozenset({"월", "째", "분의", "여", "만", "억"})
_SAID = {"번길": "번 길"}
_TIMES_BEFORE = re.compile(r"(?:하루|번에서|에|당|최대|최소|총|모두|매일|매주|매달|매년|주|연|월|단)\s?$")
_TIMES_AFTER = re.compile(r"\s?(?:이상|더|만\b|씩|까지|정도|이내|넘게|연속)")
_PEOPLE_BEFORE = re.compile(r"(?:어르신|손님|선생님|가족|보호자|부모님|직원|주민|고객)\s?$")
_NOT_MACHINES = ("보험", "강", "명절", "의무")
_NEARBY = 6  # characters either side that decide


def read_amounts(text: str) -> str:
    """Read every number that is left in a text, with its counter where it has one."""
    return _AMOUNT.sub(_amount, text)


def _amount(match: re.Match[str]) -> str:
    prefix, currency, minus, whole, fraction, unit = match.groups()
    if currency and not unit:
        unit = _CURRENCIES[currency.strip()]
    spoken = decimal(whole, fraction) if fraction else _number(whole, unit, match)
    lead = "제" if prefix else lead_in(match)
    return lead + (_minus(unit, match) if minus else "") + _with_unit(spoken, unit)


def lead_in(match: re.Match[str]) -> str:
    """A space where the figures followed a word directly: 완정로10번길."""
    before = match.string[match.start() - 1 : match.start()]
    return " " if "가" <= before <= "힣" else ""


def _minus(unit: str | None, match: re.Match[str]) -> str:
    if match.string[match.start() - 1 : match.start()].isalnum():
        return " "
    return "영하 " if unit in ("도", "°C", "℃", "°") else "마이너스 "


def _with_unit(spoken: str, unit: str | None) -> str:
    if not unit:
        return spoken
    if unit in SPEEDS:
        return f"{SPEEDS[unit]} {spoken} {SYMBOLS[unit]}"
    glue = "" if unit in _ATTACHED else " "
    return spoken + glue + (SYMBOLS.get(unit) or _SAID.get(unit, unit))


def _number(written: str, unit: str | None, match: re.Match[str]) -> str:
    system = COUNTERS.get(unit or "", System.SINO)
    plain = written.replace(",", "")
    if system is System.SINO or len(plain) > 4:
        return figures(written)
    number = int(plain)
    if system is System.CLOCK:
        return _hour(number)
    if system is System.MONTH:
        return {6: "유", 10: "시"}.get(number, sino(number))
    if system is System.ORDINAL:
        return ordinal(number, bare=unit == "째")
    return native(number) if 1 <= number <= 99 and _is_native(number, system, match) else sino(number)


def _is_native(number: int, system: System, match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _NEARBY) : match.start()]
    after = match.string[match.end() : match.end() + _NEARBY]
    if system is System.HOURS:
        return number < 24
    if system is System.TIMES:
        return bool(_TIMES_BEFORE.search(before) or _TIMES_AFTER.match(after))
    if system is System.PEOPLE:
        return bool(_PEOPLE_BEFORE.search(before)) or after.startswith("께")
    if system is System.DECADE:
        return number % 10 != 0 and not after.lstrip().startswith(_NOT_MACHINES)
    return True


def _hour(hour: int) -> str:
    if 1 <= hour <= 12:
        return native(hour)
    return f"{half_of_day(hour)} {native(hour % 12 or 12)}" if hour <= 24 else sino(hour)
