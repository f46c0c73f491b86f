"""What the desk says of district data, in the very sentences that callers hear. Pure."""

from __future__ import annotations

import datetime as dt
from string import Formatter

from pydantic import BaseModel

from voicebot.civic.calendar import OfficeCalendar, office_calendar
from voicebot.civic.complaints.states import table
from voicebot.civic.complaints.telling import tell
from voicebot.civic.district import Department, Desk, District, Hours
from voicebot.civic.moment import moment_of
from voicebot.civic.sun import Place
from voicebot.talk.living.days import office
from voicebot.talk.living.facts import Facts
from voicebot.talk.phrases import phrases
from voicebot.understand.living import Day

__all__ = ["spoken", "with_record"]

_DAYS = (Day.NOW, Day.TOMORROW, Day.SATURDAY)


def with_record(district: District, record: BaseModel) -> District:
    """The district as it would be."""
    match record:
        case Desk():
            return district.model_copy(update={"desk": record})
        case Hours():
            own = district.hours
            kept = {"closed": own.closed, "working": own.working, "called": own.called}
            return district.model_copy(update={"hours": record.model_copy(update=kept)})
        case Department():
            others = tuple(one for one in district.departments if one.id != record.id)
            return district.model_copy(update={"departments": (record, *others)})
    return district


def spoken(record: BaseModel, district: District, at: dt.datetime, language: str) -> list[str]:
    """Every sentence that a record changes.

    Args:
        record: as it is, or would be.
        district: with it.
        at: now, on the district's clock.
        language: ``ko`` or ``en``.
    """
    match record:
        case Desk():
            return _desk(record, language)
        case Hours():
            return _hours(office_calendar(district), district, at, language)
        case Department():
            return _department(record, district, at.date(), language)
    return []


def _desk(desk: Desk, language: str) -> list[str]:
    say, name = phrases(language), desk.name_en if language == "en" else desk.name
    lines = (*say("greeting", desk=name), *say("no_place", phone=desk.phone))
    return [*lines, *say("handset_no_line", phone=desk.phone)]


def _hours(calendar: OfficeCalendar, district: District, at: dt.datetime, language: str) -> list[str]:
    where = Place(district.latitude, district.longitude, district.zone)
    facts = Facts(moment_of(at, calendar), calendar, None, where, language)
    return list(dict.fromkeys(line for day in _DAYS for line in office(facts, day)))


def _department(department: Department, district: District, day: dt.date, language: str) -> list[str]:
    own = {"department": department.id}
    told = [
        tell(key, own, district, day, language)
        for key, words in table().say.items()
        if {name for _, name, _, _ in Formatter().parse(words.in_(language)) if name} == {"department"}
    ]
    why = {"ko": "다른 부서 일이에요", "en": "another department handles this"}[language]
    phone = department.phone or district.desk.phone
    return [
        *told,
        tell("transfer", {"why": why, "to": department.id, "phone": phone}, district, day, language),
    ]
