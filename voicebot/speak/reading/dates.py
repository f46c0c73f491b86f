"""Dates, weekdays and clock times, rewritten as words and counters: 3/1(월) → 3월 1일 월요일."""

from __future__ import annotations

import re

__all__ = ["half_of_day", "spell_dates"]

_YEAR = r"((?:19|20)[0-9]{2})"
_MONTH = r"(0?[1-9]|1[0-2])"
_DAY = r"(0?[1-9]|[12][0-9]|3[01])"
_START = r"(?<![0-9.,:/-])"
_WAVE = "[~∼〜-]"
_WEEKDAY = "[월화수목금토일]"

_FULL = re.compile(
    rf"{_START}{_YEAR}(?:-{_MONTH}-{_DAY}|/{_MONTH}/{_DAY}|\.\s?{_MONTH}\.\s?{_DAY}\.?)(?![0-9:/-])"
)
_SHORT = re.compile(rf"(?:{_START}|['’])(2[0-9])\.\s?{_MONTH}\.\s?{_DAY}\.?(?![0-9])")
_SHORT_YEAR = re.compile(r"['’]([0-9]{2})년")
_YEAR_MONTH = re.compile(rf"{_START}{_YEAR}(?:-|\.\s?){_MONTH}\.?(?![0-9./-])(?!\s?[가-힣%])")
_DAYS = re.compile(rf"{_START}{_MONTH}([./])\s?{_DAY}\.?\s?{_WAVE}\s?{_MONTH}\2\s?{_DAY}\.?(?!\.?[0-9]|%)")
_MARKED_DAY = re.compile(
    rf"{_START}{_MONTH}[./]\s?{_DAY}\.?(?=\s?\({_WEEKDAY}\)|\s?(?:부터|까지|~)(?!\s?[0-9]))"
)
_DOTTED_DAY = re.compile(rf"{_START}{_MONTH}\.\s{_DAY}\.(?![0-9])")
_SLASHED_DAY = re.compile(rf"{_START}{_MONTH}/{_DAY}(?![0-9/.])")
_IN_BRACKETS = re.compile(rf"\s?\(\s?({_WEEKDAY})\s?\)")
_WEEKDAYS = re.compile(rf"(?<![가-힣])({_WEEKDAY})\s?{_WAVE}\s?({_WEEKDAY})(?:요일)?(?![가-힣])")
_HYPHEN = re.compile(r"(?<=:[0-5][0-9])\s?-\s?(?=[0-9]{1,2}:[0-5][0-9])")
_CLOCK = re.compile(
    r"(오전|오후|낮|밤|새벽|저녁|아침)?\s?(?<![0-9:.])([01]?[0-9]|2[0-4]):([0-5][0-9])(?::[0-5][0-9])?(?![0-9:])"
)
_MONTHS = re.compile(rf"(?<![0-9./~-]){_MONTH}(?=(?:\s?[,·]\s?[0-9]{{1,2}}){{1,5}}월)")
_LAST_DAY = re.compile(rf"(?<=일)(\s?[~∼〜]\s?){_MONTH}[-./]{_DAY}(?![0-9])")
_DENOMINATORS = frozenset({2, 3, 4, 5})


def spell_dates(text: str) -> str:
    """Rewrite dates, weekdays and times with 년, 월, 일, 요일, 시, 분; the numbers stay figures."""
    text = _MONTHS.sub(r"\1월", text)
    text = _FULL.sub(lambda m: _date(*(part for part in m.groups() if part)), text)
    text = _SHORT.sub(lambda m: _date(*m.groups()), text)
    text = _SHORT_YEAR.sub(r"\1년", text)
    text = _YEAR_MONTH.sub(lambda m: f"{int(m[1])}년 {int(m[2])}월", text)
    text = _DAYS.sub(lambda m: f"{_day(m[1], m[3])}~{_day(m[4], m[5])}", text)
    text = _LAST_DAY.sub(lambda m: m[1] + _day(m[2], m[3]), text)
    for pattern in (_MARKED_DAY, _DOTTED_DAY):
        text = pattern.sub(lambda m: _day(m[1], m[2]), text)
    text = _SLASHED_DAY.sub(_day_or_fraction, text)
    text = _IN_BRACKETS.sub(r" \1요일", text)
    text = _WEEKDAYS.sub(r"\1요일부터 \2요일까지", text)
    return _CLOCK.sub(_time, _HYPHEN.sub("~", text))


def _date(year: str, month: str, day: str) -> str:
    return f"{int(year)}년 {_day(month, day)}"


def _day(month: str, day: str) -> str:
    return f"{int(month)}월 {int(day)}일"


def _day_or_fraction(match: re.Match[str]) -> str:
    """3/15 is a day; 1/2 and 3/4 are parts of a whole."""
    month, day = int(match[1]), int(match[2])
    return match[0] if month < day and day in _DENOMINATORS else _day(match[1], match[2])


def _time(match: re.Match[str]) -> str:
    """14:30 오후 2시 30분; 12:00 낮 12시; what already says 오전 or 오후 is not told twice."""
    hour, minute = int(match[2]), int(match[3])
    minutes = f" {minute}분" if minute else ""
    return f" {match[1] or half_of_day(hour)} {hour % 12 or 12}시{minutes}"


def half_of_day(hour: int) -> str:
    """What is said before an hour of the 24-hour clock."""
    if hour in (0, 24):
        return "밤"
    if hour == 12:
        return "낮"
    return "오전" if hour < 12 else "오후"
