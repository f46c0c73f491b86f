"""Answers about date, time, holidays and whether the office is open. Pure."""

from __future__ import annotations

import datetime as dt

from voicebot.civic.terms import TERMS, term
from voicebot.talk.living.facts import Facts
from voicebot.talk.living.words import clock, date, moment, weekday
from voicebot.text.particles import Noun
from voicebot.understand.living import Day

__all__ = ["day_and_date", "feast", "holidays", "office", "time_of_day"]

_AHEAD = 400
_CALLED = {
    "기독탄신일": "성탄절", "신정연휴": "새해 첫날", "노동절": "노동절", "지방선거일": "지방선거일",
}  # fmt: skip
"""How people call a holiday, where the calendar calls it otherwise."""

_FEASTS = {
    "설": "설날",
    "seollal": "설날",
    "lunar new year": "설날",
    "한가위": "추석",
    "chuseok": "추석",
    "크리스마스": "기독탄신일",
    "성탄절": "기독탄신일",
    "christmas": "기독탄신일",
    "석가탄신일": "부처님오신날",
    "buddhas birthday": "부처님오신날",
    "childrens day": "어린이날",
    "parents day": "어버이날",
    "hangeul day": "한글날",
}
_FIXED = {"어버이날": (5, 8), "노인의날": (10, 2)}
_NAMED = {"노인의날": "노인의 날", "부처님오신날": "부처님 오신 날", "기독탄신일": "성탄절"}


def _called(holiday: str) -> Noun:
    """The name that people know, without what the calendar adds."""
    first = holiday.split(";", maxsplit=1)[0].strip()
    return Noun(_CALLED.get(first, first))


def day_and_date(facts: Facts, day: Day) -> tuple[str, ...]:
    """Which date and day of the week, and what is special about it."""
    name, when = facts.dates(day)[0]
    sentences = facts.say("date", day=facts.named(name), date=date(when, facts.language))
    holiday, solar = facts.calendar.holiday(when), term(when, facts.calendar.zone)
    if holiday:
        sentences += facts.say("date_holiday", holiday=_called(holiday))
    if solar:
        solar = TERMS[solar].capitalize() if facts.language == "en" else solar
        sentences += facts.say("date_term", term=Noun(solar))
    return sentences


def time_of_day(facts: Facts) -> tuple[str, ...]:
    """What time it is."""
    return facts.say("time", clock=clock(facts.moment.at, facts.language))


def holidays(facts: Facts, day: Day) -> tuple[str, ...]:
    """The next public holiday, or whether a day is one."""
    if day is Day.NOW:
        return _next_holiday(facts)
    name, when = facts.dates(day)[0]
    named = facts.named(name)
    plain = named[:1].lower() + named[1:]
    holiday = facts.calendar.holiday(when)
    if holiday:
        return facts.say("rest_yes", day=named, day_plain=plain, holiday=_called(holiday))
    if when.weekday() not in facts.calendar.weekdays:
        return facts.say("rest_weekend", day=named, weekday=weekday(when, facts.language))
    return facts.say("rest_no", day=named, day_plain=plain)


def _next_holiday(facts: Facts) -> tuple[str, ...]:
    for when in _days(facts.today + dt.timedelta(days=1)):
        holiday = facts.calendar.holiday(when)
        if holiday:
            named = _called(holiday)
            sentences = facts.say("holiday_next", holiday=named, date=date(when, facts.language, facts.today))
            return sentences + facts.say("feast_days", days=(when - facts.today).days)
    return facts.say("holiday_none")


def feast(facts: Facts, name: str) -> tuple[str, ...]:
    """When a feast that is asked for by its name is next."""
    wanted = _FEASTS.get(name, name)
    when = next((day for day in _days(facts.today) if _is_feast(facts, day, wanted)), None)
    if when is None:
        return facts.say("holiday_none")
    named = Noun(_NAMED.get(wanted, wanted))
    sentences = facts.say("feast", feast=named, date=date(when, facts.language, facts.today))
    days = (when - facts.today).days
    return sentences + (facts.say("feast_days", days=days) if days else facts.say("feast_today"))


def _is_feast(facts: Facts, day: dt.date, name: str) -> bool:
    if name in _FIXED:
        return (day.month, day.day) == _FIXED[name]
    return facts.calendar.holiday(day) == name or term(day, facts.calendar.zone) == name


def _days(first: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range(_AHEAD)]


def office(facts: Facts, day: Day) -> tuple[str, ...]:
    """Whether the office is open now or on a day; its hours are the usual ones, so that a hedge follows."""
    at, calendar, language = facts.moment.at, facts.calendar, facts.language
    if day is Day.TODAY and calendar.works(facts.today):
        day = Day.NOW
    if day is Day.NOW:
        opens, state = calendar.opening(at), facts.moment.office
        shown = clock(opens, language) if state == "resting" else moment(opens, facts.today, language)
        until = clock(calendar.closing(facts.today), language)
        return facts.say(f"office_{state}", opens=shown, until=until) + facts.say("hedge")
    name, when = facts.dates(day)[0]
    named = facts.named(name)
    fields = {"day": named, "day_plain": named[:1].lower() + named[1:]}
    opens = calendar.opening(dt.datetime.combine(when, dt.time(), calendar.zone))
    if opens.date() == when:
        hours = {"opens": clock(opens, language), "until": clock(calendar.closing(when), language)}
        return facts.say("office_day_open", **fields, **hours) + facts.say("hedge")
    shown = moment(opens, facts.today, language)
    return facts.say("office_day_closed", **fields, opens=shown) + facts.say("hedge")
