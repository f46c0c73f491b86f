"""The sentences of this room, and how days, clocks and temperatures are said in either language."""

from __future__ import annotations

import datetime as dt

from voicebot.languages import Phrases, book
from voicebot.text.particles import Noun

__all__ = ["clock", "date", "degrees", "moment", "weekday", "words"]

_WEEKDAYS = ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일")


def words(language: str) -> Phrases:
    """The sentences of a language."""
    return book("living", language)


def degrees(value: float, language: str) -> Noun:
    """A temperature, ℃."""
    whole = round(value)
    if language == "en":
        return Noun(f"{'minus ' if whole < 0 else ''}{abs(whole)} degree{'' if abs(whole) == 1 else 's'}")
    return Noun(f"{'영하 ' if whole < 0 else ''}{abs(whole)}도")


def weekday(day: dt.date, language: str) -> str:
    """The day of the week."""
    return f"{day:%A}" if language == "en" else _WEEKDAYS[day.weekday()]


def date(day: dt.date, language: str, today: dt.date | None = None) -> str:
    """A day with its day of the week, and its year where that is not this one."""
    later = day.year - (today or day).year
    if language == "en":
        return f"{day:%A}, {day:%B} {day.day}" + (f", {day.year}" if later else "")
    year = {0: "", 1: "내년 "}.get(later, f"{day.year}년 ")
    return f"{year}{day.month}월 {day.day}일 {weekday(day, language)}"


def clock(at: dt.time | dt.datetime, language: str) -> Noun:
    """A time of day."""
    hour, half = at.hour % 12 or 12, at.hour >= 12
    if language == "en":
        minutes = f":{at.minute:02}" if at.minute else ""
        return Noun(f"{hour}{minutes} {'PM' if half else 'AM'}")
    minutes = f" {at.minute}분" if at.minute else ""
    return Noun(f"{'오후' if half else '오전'} {hour}시{minutes}")


def moment(at: dt.datetime, today: dt.date, language: str) -> str:
    """A time of a day that is today, tomorrow or later."""
    ahead = (at.date() - today).days
    if language == "en":
        day = {0: "today", 1: "tomorrow"}.get(ahead, f"on {date(at.date(), language)}")
        return f"{day} at {clock(at, language)}"
    day = {0: "오늘", 1: "내일"}.get(ahead, date(at.date(), language))
    return f"{day} {clock(at, language)}"
