"""Weathers to try greetings in: one for everything that the weather may be about, and none at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from voicebot.civic.weather.report import Air, Day, Now, Report, Sky, Wet

__all__ = ["WEATHERS", "Weather", "report_of"]

_ALWAYS = tuple(range(1, 13))
_COLD, _HOT = (11, 12, 1, 2, 3), (5, 6, 7, 8, 9)
_DRY: Mapping[str, Any] = {"sky": Sky.CLEAR, "wet": Wet.NONE, "wind": 1.0}
_GREY: Mapping[str, Any] = {"sky": Sky.OVERCAST, "wet": Wet.NONE, "wind": 3.0}


@dataclass(frozen=True, slots=True)
class Weather:
    """One of them.

    Attributes:
        now: fields of `Now`.
        today: fields of today's forecast; of what falls, where it is empty.
        pm10: dust, µg/m³.
        dried_h: hours since something fell, for streets that have frozen since.
        months: in which it can be.
    """

    now: Mapping[str, Any]
    today: Mapping[str, Any] = field(default_factory=dict)
    pm10: float = 20.0
    dried_h: float | None = None
    months: tuple[int, ...] = _ALWAYS


WEATHERS: dict[str, Weather | None] = {
    "unknown": None,
    "clear": Weather({**_DRY, "temperature": 20.0, "wind": 2.0}, months=(4, 5, 6, 9, 10)),
    "overcast": Weather({**_GREY, "temperature": 12.0}),
    "fog": Weather({"temperature": 8.0, "sky": Sky.FOG, "wet": Wet.NONE, "wind": 0.5}),
    "rain": Weather({**_GREY, "temperature": 17.0, "wet": Wet.RAIN, "rain_mm": 2.0}),
    "downpour": Weather({**_GREY, "temperature": 23.0, "wet": Wet.RAIN, "rain_mm": 32.0}, months=_HOT),
    "thunder": Weather({**_GREY, "temperature": 24.0, "wet": Wet.THUNDER, "rain_mm": 12.0}, months=_HOT),
    "sleet": Weather({**_GREY, "temperature": 2.0, "wet": Wet.SLEET}, months=_COLD),
    "snow": Weather({**_GREY, "temperature": -1.0, "wet": Wet.SNOW}, months=_COLD),
    "ice": Weather({**_DRY, "temperature": -1.0}, dried_h=2.0, months=_COLD),
    "extreme heat": Weather({**_DRY, "temperature": 34.0, "feels": 36.5}, months=_HOT),
    "heat": Weather({**_DRY, "temperature": 31.0, "feels": 32.5}, months=_HOT),
    "cold": Weather({**_DRY, "temperature": -2.0, "feels": -6.0}, months=_COLD),
    "frost": Weather({**_DRY, "temperature": -14.0, "feels": -20.0, "wind": 6.0}, months=_COLD),
    "dust": Weather({**_GREY, "temperature": 15.0}, pm10=180.0),
    "some dust": Weather({**_GREY, "temperature": 15.0}, pm10=100.0),
    "gale": Weather({**_GREY, "temperature": 10.0, "wind": 16.0}),
    "wind": Weather({**_GREY, "temperature": 10.0, "wind": 10.0}),
    "rain to come": Weather({**_GREY, "temperature": 18.0}, {"wet": Wet.RAIN, "chance": 80.0}),
    "snow to come": Weather({**_GREY, "temperature": 1.0}, {"wet": Wet.SNOW, "chance": 80.0}, months=_COLD),
    "heat to come": Weather({**_DRY, "temperature": 26.0}, {"high": 33.0, "chance": 0.0}, months=_HOT),
}
"""By what they are called; nothing while it is not known."""


def report_of(name: str, at: dt.datetime) -> Report | None:
    """The weather of one name at a moment, with what belongs to it."""
    weather = WEATHERS[name]
    if weather is None:
        return None
    now, dried = Now(**weather.now), weather.dried_h
    falls = {"wet": now.wet, "chance": 0.0 if now.wet is Wet.NONE else 80.0}
    return Report(
        source="sample",
        at=at,
        now=now,
        air=Air(at=at, source="sample", pm10=weather.pm10, pm25=10.0),
        days=(Day(date=at.date(), **{**falls, **weather.today}),),
        wet_at=None if dried is None else at - dt.timedelta(hours=dried),
    )
