"""What a weather service says, in one form for all of them; what cannot be is not believed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from voicebot.errors import WeatherError

__all__ = ["STALE_S", "Air", "Day", "Now", "Report", "Sky", "Wet", "implausible", "read_sample", "sample_of"]

STALE_S = 3 * 3600.0
"""Older weather is not mentioned (civic.md, D)."""


class Sky(StrEnum):
    """How much of the sky is covered."""

    CLEAR = "clear"
    CLOUDY = "cloudy"
    OVERCAST = "overcast"
    FOG = "fog"


class Wet(StrEnum):
    """What falls from it."""

    NONE = "none"
    DRIZZLE = "drizzle"
    RAIN = "rain"
    SHOWER = "shower"
    SLEET = "sleet"
    SNOW = "snow"
    THUNDER = "thunder"


def _within(least: float, most: float) -> BeforeValidator:
    """A figure outside of what was ever measured is a fault of the sensor or the service: no figure."""

    def keep(value: object) -> object:
        number = float(value) if isinstance(value, int | float | str) and value != "" else None
        return number if number is not None and least <= number <= most else None

    return BeforeValidator(keep)


Celsius = Annotated[float, Field(ge=-60, le=60)]
MaybeCelsius = Annotated[float | None, _within(-60, 60)]
Percent = Annotated[float | None, _within(0, 100)]
Concentration = Annotated[float | None, _within(0, 5000)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Now(_Value):
    """The weather at this moment.

    Attributes:
        temperature: ℃.
        feels: ℃, with wind or damp reckoned in.
        humidity: per cent.
        wind: m/s, ten metres up.
        sky: how much is covered; nothing where it is not known.
        wet: what falls; nothing where it is not known.
        rain_mm: in the last hour.
    """

    temperature: Celsius
    feels: MaybeCelsius = None
    humidity: Percent = None
    wind: Annotated[float | None, _within(0, 120)] = None
    sky: Sky | None = None
    wet: Wet | None = None
    rain_mm: Annotated[float | None, _within(0, 500)] = None


class Day(_Value):
    """The forecast of one day; temperatures in ℃, chance of rain or snow in per cent."""

    date: dt.date
    low: MaybeCelsius = None
    high: MaybeCelsius = None
    sky: Sky | None = None
    wet: Wet | None = None
    chance: Percent = None


class Air(_Value):
    """Dust in the air, µg/m³.

    Attributes:
        at: when it was measured.
        source: who says so.
    """

    at: AwareDatetime
    source: str
    pm10: Concentration = None
    pm25: Concentration = None


class Report(_Value):
    """Everything known about the weather.

    Attributes:
        source: who says so.
        credit: the line that the source wants shown; empty when it wants none.
        at: when it was measured.
        now: at that moment.
        days: the days to come, today first.
        air: dust; nothing when nobody knows.
        wet_at: when something last fell, as far as the desk has seen; streets freeze after it.
    """

    source: str
    credit: str = ""
    at: AwareDatetime
    now: Now
    days: tuple[Day, ...] = ()
    air: Air | None = None
    wet_at: AwareDatetime | None = None

    def day(self, date: dt.date) -> Day | None:
        """The forecast of a day, if there is one."""
        return next((day for day in self.days if day.date == date), None)


def read_sample(path: Path, at: dt.datetime) -> Report:
    """A report written by hand to try something out; who says so and when may be left out.

    Raises:
        WeatherError: ``weather_file_missing`` or ``weather_implausible``.
    """
    try:
        return sample_of(json.loads(path.read_text(encoding="utf-8")), path.name, at)
    except OSError:
        raise WeatherError("weather_file_missing", f"{path} cannot be read.") from None
    except ValidationError as error:
        raise implausible(path.name, error) from None
    except (ValueError, TypeError, AttributeError) as error:
        raise WeatherError("weather_unreadable", f"{path} is not a report as JSON: {error}.") from None


def sample_of(written: Mapping[str, Any], source: str, at: dt.datetime) -> Report:
    """The same of what is written already.

    Raises:
        ValidationError: it says what cannot be.
        TypeError: it is no report at all.
    """
    air = {"air": {"at": at, "source": source} | written["air"]} if written.get("air") else {}
    return Report.model_validate({"source": source, "at": at, **written, **air})


def implausible(source: str, error: ValidationError) -> WeatherError:
    """What to say of a report that cannot be."""
    fields = ", ".join(".".join(map(str, e["loc"])) for e in error.errors(include_url=False))
    return WeatherError("weather_implausible", f"{source} says what cannot be ({fields}).")
