"""What matters now: weather that can hurt, then the day, then the time of year and of day. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from voicebot.civic.greetings import WEATHER
from voicebot.civic.moment import Moment, Part
from voicebot.civic.terms import TERMS
from voicebot.civic.weather.dust import Grade, grade
from voicebot.civic.weather.report import Day, Now, Report, Sky, Wet

__all__ = ["feels_now", "is_calm", "topics"]

EXTREME_HEAT, HEAT, HOT_NIGHT = 35.0, 31.0, 25.0
COLD, FREEZING = -2.0, -12.0
"""℃ as it feels; at night the plain temperature. The weather service's own notices begin at 33 by day; an
older person is told two degrees sooner. None of these is an official warning, nor said to be one."""

GALE, WIND = 14.0, 9.0
"""m/s; the weather service's notices begin at 14."""

DOWNPOUR_MM = 10.0
"""In an hour."""

ICE_BELOW, ICE_WITHIN = 1.0, dt.timedelta(hours=12)
LIKELY = 60.0
FINE = (10.0, 28.0)

_FALLS = (Wet.DRIZZLE, Wet.RAIN, Wet.SHOWER)
_SAD = frozenset({"memorial_day"})
_DAYS = {0: "monday", 4: "friday", 5: "weekend", 6: "weekend"}


def feels_now(report: Report | None) -> float | None:
    """What the temperature feels like, ℃; nothing while the weather is not known."""
    if report is None:
        return None
    return report.now.temperature if report.now.feels is None else report.now.feels


def topics(moment: Moment, report: Report | None) -> list[tuple[str, ...]]:
    """What may be greeted with, the first that there is a phrase for; several at one step weigh the same.

    Args:
        moment: when somebody comes.
        report: the weather, if it may be mentioned.
    """
    day = moment.day
    steps: list[tuple[str, ...]] = [(topic,) for topic in _of_weather(moment, report)]
    steps.append(("notice",))
    steps += [(name,) for name in (day.occasion, TERMS.get(day.term or "")) if name]
    weekday = _DAYS.get(day.date.weekday())
    fine = "fine" if _is_fine(report) else None
    return [*steps, tuple(str(topic) for topic in (day.season, moment.part, weekday, fine) if topic)]


def is_calm(topic: str, moment: Moment) -> bool:
    """Whether a cheerful hello suits: no weather to beware of, no sad day."""
    return topic not in WEATHER and moment.day.occasion not in _SAD


def _of_weather(moment: Moment, report: Report | None) -> list[str]:
    if report is None:
        return []
    feels = feels_now(report) or 0.0
    checks: dict[str, Callable[[], bool]] = {
        "ice": lambda: _is_icy(moment, report),
        "freezing": lambda: feels <= FREEZING,
        "extreme_heat": lambda: feels >= EXTREME_HEAT,
        "heat": lambda: HEAT <= feels < EXTREME_HEAT,
        "tropical_night": lambda: _is_night(moment) and report.now.temperature >= HOT_NIGHT,
        "cold": lambda: FREEZING < feels <= COLD,
    }
    found = {topic for topic, is_so in checks.items() if is_so()}
    found |= _falls(report.now) | _blows(report.now) | _dust(report) | _to_come(moment, report)
    return [topic for topic in WEATHER if topic in found]


def _falls(now: Now) -> set[str]:
    if now.wet in _FALLS:
        return {"downpour" if (now.rain_mm or 0.0) >= DOWNPOUR_MM else "rain"}
    named = {Wet.THUNDER: "thunder", Wet.SNOW: "snow", Wet.SLEET: "sleet"}
    found = {named[now.wet]} if now.wet in named else set()
    return found | ({"fog"} if now.sky is Sky.FOG else set())


def _blows(now: Now) -> set[str]:
    wind = now.wind or 0.0
    if wind < WIND:
        return set()
    return {"gale" if wind >= GALE else "wind"}


def _dust(report: Report) -> set[str]:
    how = grade(report.air) if report.air else None
    return {Grade.BAD: {"bad_dust"}, Grade.VERY_BAD: {"very_bad_dust"}}.get(how, set()) if how else set()


def _to_come(moment: Moment, report: Report) -> set[str]:
    """What today still brings, while it is early enough to be of use."""
    today: Day | None = report.day(moment.day.date)
    if today is None or report.now.wet not in (None, Wet.NONE) or moment.at.hour >= 18:
        return set()
    found = set()
    if (today.chance or 0.0) >= LIKELY and today.wet not in (None, Wet.NONE):
        found.add("snow_later" if today.wet in (Wet.SNOW, Wet.SLEET) else "rain_later")
    if (today.high or 0.0) >= HEAT and moment.at.hour < 11:
        found.add("heat_later")
    return found


def _is_icy(moment: Moment, report: Report) -> bool:
    if report.now.temperature > ICE_BELOW:
        return False
    falls = report.now.wet in (*_FALLS, Wet.SLEET)
    return falls or (report.wet_at is not None and moment.at - report.wet_at <= ICE_WITHIN)


def _is_night(moment: Moment) -> bool:
    return moment.part in (Part.NIGHT, Part.DAWN) or moment.at.hour >= 21


def _is_fine(report: Report | None) -> bool:
    if report is None or report.now.sky is not Sky.CLEAR or report.now.wet is not Wet.NONE:
        return False
    return FINE[0] <= (feels_now(report) or 0.0) <= FINE[1] and (report.now.wind or 0.0) < WIND
