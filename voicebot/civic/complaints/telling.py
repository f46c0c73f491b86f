"""What is said of a change, from the key and the parameters that its event keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from voicebot.civic.complaints.states import table
from voicebot.civic.district import District

__all__ = ["department_name", "spoken_when", "tell"]

_WEEKDAYS = {
    "ko": ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def tell(say: str, params: Mapping[str, Any], district: District, day: date, language: str) -> str:
    """The sentence of a change.

    Args:
        say: its key in the table.
        params: as the event keeps them; departments by id, times in ISO 8601.
        district: names the departments.
        day: when it happened, because departments change their names.
        language: ``ko``, or anything else for English.
    """
    filled = dict(params)
    for name in ("department", "to"):
        filled[name] = department_name(filled.get(name), district, day, language)
    if "due" in filled:
        filled["due"] = spoken_when(str(filled["due"]), language)
    sentence = table().say[say].in_(language).format(**filled)
    return sentence[:1].upper() + sentence[1:]


def department_name(department: str | None, district: District, day: date, language: str) -> str:
    """What a department is called; the office itself when nobody has it."""
    if department is None:
        return "구청" if language == "ko" else "the district office"
    found = district.department(department, day)
    if found is None:
        return department
    return found.name if language == "ko" else found.name_en


def spoken_when(iso: str, language: str) -> str:
    """A day, or a moment on the office's clock: ``12월 1일 화요일``, ``12월 1일 화요일 오후 3시 10분``."""
    when = datetime.fromisoformat(iso)
    day = _day(when.date(), language)
    if len(iso) == len("2026-12-01"):
        return day
    return f"{day} {_time(when)}" if language == "ko" else f"{when:%H:%M} on {day}"


def _day(day: date, language: str) -> str:
    if language == "ko":
        return f"{day.month}월 {day.day}일 {_WEEKDAYS['ko'][day.weekday()]}"
    return f"{_WEEKDAYS['en'][day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _time(when: datetime) -> str:
    half = "오전" if when.hour < 12 else "오후"
    minutes = f" {when.minute}분" if when.minute else ""
    return f"{half} {(when.hour - 1) % 12 + 1}시{minutes}"
