"""Answers about weather, dust and sun. Pure."""

from __future__ import annotations

from voicebot.civic.sun import sunrise_sunset
from voicebot.civic.weather import report as said
from voicebot.civic.weather.dust import grade
from voicebot.civic.weather.report import Now, Report, Wet
from voicebot.talk.living.facts import Facts
from voicebot.talk.living.words import clock, degrees, words
from voicebot.understand.living import Day

__all__ = ["dust", "rain", "sun", "weather"]

FEELS_ANOTHER = 3.0
"""℃ between the temperature and what it feels like that are worth saying."""

HOT, COLD = 31.0, -2.0
WORTH_SAYING = 30.0
"""Per cent of a chance of rain."""

LIKELY = 50.0
"""Per cent from which an umbrella is advised."""

_FROZEN = (Wet.SNOW, Wet.SLEET)


def weather(facts: Facts, day: Day) -> tuple[str, ...]:
    """The weather now, or of a day to come; at most three sentences."""
    if facts.report is None:
        return facts.say("weather_unknown")
    if day is Day.NOW:
        return _now(facts, facts.report)
    if day is Day.TODAY:
        return (*_now(facts, facts.report)[:2], *_day(facts, facts.report, day)[:1])
    return _day(facts, facts.report, day)[:3]


def _now(facts: Facts, report: Report) -> tuple[str, ...]:
    now = report.now
    how = {"degrees": degrees(now.temperature, facts.language)}
    name = "weather_now"
    if now.feels is not None and abs(now.feels - now.temperature) >= FEELS_ANOTHER:
        name, how["feels"] = "weather_feels", degrees(now.feels, facts.language)
    return (*facts.say(name, **how), *_sky(facts, now), *_advice(facts, now))[:3]


def _sky(facts: Facts, now: Now) -> tuple[str, ...]:
    if now.wet not in (None, Wet.NONE):
        return facts.say(f"is_{now.wet}")
    return facts.say(f"is_{now.sky}") if now.sky else ()


def _advice(facts: Facts, now: Now) -> tuple[str, ...]:
    feels = now.temperature if now.feels is None else now.feels
    if now.wet in _FROZEN:
        return facts.say("slippery")
    if now.wet not in (None, Wet.NONE):
        return facts.say("umbrella")
    if feels >= HOT:
        return facts.say("hot")
    return facts.say("cold") if feels <= COLD else ()


def _day(facts: Facts, report: Report, day: Day) -> tuple[str, ...]:
    sentences: tuple[str, ...] = ()
    dates = facts.dates(day)
    for name, date in dates:
        found = report.day(date)
        named = facts.named(name)
        if found is None or found.low is None or found.high is None:
            plain = named[:1].lower() + named[1:]
            sentences += facts.say("weather_day_unknown", day=named, day_plain=plain)
        else:
            sentences += _forecast(facts, named, found) + (_chance(facts, found) if len(dates) == 1 else ())
    return sentences


def _forecast(facts: Facts, named: str, day: said.Day) -> tuple[str, ...]:
    low, high = (degrees(value or 0.0, facts.language) for value in (day.low, day.high))
    look = day.wet if day.wet not in (None, Wet.NONE) else day.sky
    if look is None:
        return facts.say("weather_day_only", day=named, low=low, high=high)
    sky = words(facts.language).line(f"will_{look}")
    return facts.say("weather_day", day=named, sky=sky, low=low, high=high)


def _chance(facts: Facts, day: said.Day) -> tuple[str, ...]:
    if (day.chance or 0.0) < WORTH_SAYING:
        return ()
    return facts.say("snow_chance" if day.wet in _FROZEN else "rain_chance", chance=round(day.chance or 0.0))


def rain(facts: Facts, day: Day) -> tuple[str, ...]:
    """Whether something falls now, and how likely it is on the day that is asked about."""
    report = facts.report
    if report is None:
        return facts.say("weather_unknown")
    sentences = _falling(facts, report.now) if day in (Day.NOW, Day.TODAY) else ()
    for name, date in facts.dates(day):
        found = report.day(date)
        if found is not None and found.chance is not None:
            said_as = "day_snow_chance" if found.wet in _FROZEN else "day_chance"
            sentences += facts.say(said_as, day=facts.named(name), chance=round(found.chance))
            sentences += facts.say("umbrella") if found.chance >= LIKELY else ()
    return tuple(dict.fromkeys(sentences))[:3] or _day(facts, report, day)[:3]


def _falling(facts: Facts, now: Now) -> tuple[str, ...]:
    if now.wet is None:
        return ()
    return facts.say("no_rain") if now.wet is Wet.NONE else facts.say(f"is_{now.wet}")


def dust(facts: Facts, day: Day) -> tuple[str, ...]:
    """How the air is now; nobody tells the desk how it will be."""
    if day not in (Day.NOW, Day.TODAY):
        return facts.say("dust_later", day=facts.named(facts.dates(day)[0][0]))
    how = grade(facts.report.air) if facts.report and facts.report.air else None
    return facts.say("dust_unknown") if how is None else facts.say(f"dust_{int(how)}")


def sun(facts: Facts, day: Day) -> tuple[str, ...]:
    """When the sun rises and sets on a day."""
    name, date = facts.dates(day)[0]
    rises, sets = (clock(at, facts.language) for at in sunrise_sunset(date, facts.place))
    return facts.say("sun", day=facts.named(name), rises=rises, sets=sets)
