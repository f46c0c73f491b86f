"""Days off that no calendar knows, and holidays on which the office works, as officers have them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from voicebot.civic.district import Hours
from voicebot.store.ledger import Content, Lines

__all__ = ["CHAPTER", "DayOff", "content_of", "days_off", "hours_over"]

CHAPTER = "days_off"


@dataclass(frozen=True, slots=True)
class DayOff:
    """What is other on a day than the public calendar says.

    Attributes:
        works: the office works, although it is a holiday; else it rests, although it is none.
        name: what the day is called; may be empty.
        public: everybody rests, as on a holiday declared at short notice, not only the office.
    """

    date: dt.date
    works: bool
    name: str = ""
    public: bool = False


def days_off(lines: Lines) -> list[DayOff]:
    """Those of the ledger, in order."""
    return [_read(key, lines[key]) for key in sorted(lines)]


def content_of(day: DayOff) -> Content:
    """A day as a line of the ledger; its key is its date."""
    return {"works": day.works, "name": day.name, "public": day.public}


def hours_over(hours: Hours, lines: Lines) -> Hours:
    """Opening hours with the days of the ledger in them; of a day that a file has too, the ledger counts."""
    own = days_off(lines)
    dates = {day.date for day in own}
    closed = {date for date in hours.closed if date not in dates}
    working = {date for date in hours.working if date not in dates}
    called = [pair for pair in hours.called if pair[0] not in dates]
    closed |= {day.date for day in own if not day.works}
    working |= {day.date for day in own if day.works}
    called += [(day.date, day.name) for day in own if day.public and day.name and not day.works]
    changed = {"closed": tuple(sorted(closed)), "working": tuple(sorted(working)), "called": tuple(called)}
    return hours.model_copy(update=changed)


def _read(key: str, content: Content) -> DayOff:
    name, public = str(content.get("name", "")), bool(content.get("public"))
    return DayOff(dt.date.fromisoformat(key), bool(content["works"]), name, public)
