"""Words for a time, one at a time: 어제, 밤, 사흘째, 지난주, 화요일, 11월 20일, 요즘; `when` joins neighbours."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from voicebot.understand.slots.days import Days
from voicebot.understand.slots.span import Span
from voicebot.understand.slots.time_words import PATTERNS, WEEKDAYS, Found, Mode

__all__ = ["Mode", "Moment", "moments"]

_REQUEST = re.compile(r"(?:는|만)?[^.?!]{0,12}?(?:주세요|줘|주십시오|바랍니다|주시면|됩니까|되나요|와요)")


@dataclass(frozen=True, slots=True)
class Moment:
    """One word for a time.

    Attributes:
        days: the days it can mean; nothing for 요즘 or 밤.
        dated: whether it names a date at all, so that no ``days`` means an impossible one (2월 30일).
        weekday: 0 for Monday, when it is a day of some week.
    """

    span: Span
    mode: Mode
    days: Days | None = None
    dated: bool = False
    weekday: int | None = None


def moments(text: str, now: dt.datetime) -> list[Moment]:
    """Every word for a time, in order, the longer of two that overlap.

    Args:
        text: the utterance.
        now: the district's clock.
    """
    found = sorted(_all(text, now), key=lambda moment: (moment.span.start, -moment.span.end))
    kept: list[Moment] = []
    for moment in found:
        if not kept or moment.span.start >= kept[-1].span.end:
            kept.append(moment)
    return [moment for moment in kept if not _is_deadline(text, moment)]


def _all(text: str, now: dt.datetime) -> Iterator[Moment]:
    for pattern, mode, dated, meaning in PATTERNS:
        for found in pattern.finditer(text):
            groups = found.groupdict()
            since: Mode = "since" if groups.get("since") or groups.get("long") else mode
            weekday = WEEKDAYS.index(found["wd"]) if groups.get("wd") else None
            yield Moment(Span(*_trimmed(found)), since, meaning(found, now), dated, weekday)


def _trimmed(found: Found) -> tuple[int, int]:
    """Without a space or 에 at the end."""
    words = found.group()
    return found.start(), found.start() + len(re.sub(r"(?:\s|에|에는|에도)+$", "", words))


def _is_deadline(text: str, moment: Moment) -> bool:
    """내일까지 is when the caller wants it done, not when it happened; 새벽까지 is how long it lasts."""
    if moment.mode == "since":
        return False
    if text.startswith("까지", moment.span.end) and (moment.days or moment.dated):
        return True
    return text.endswith("까지", 0, moment.span.end) and bool(_REQUEST.match(text, moment.span.end))
