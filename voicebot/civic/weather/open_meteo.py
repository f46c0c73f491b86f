"""Open-Meteo: no key; CC BY 4.0, so that its name has to be shown (civic.md, D)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import ValidationError

from voicebot.civic.weather.fetching import Fetcher
from voicebot.civic.weather.report import Air, Day, Now, Report, Sky, Wet, implausible
from voicebot.errors import WeatherError

__all__ = ["CREDIT", "NAME", "OpenMeteo", "OpenMeteoAir", "read_air", "read_report", "weather_of"]

NAME = "Open-Meteo"
CREDIT = "Weather data by Open-Meteo.com (CC BY 4.0)"
_CURRENT = (
    "temperature_2m,relative_humidity_2m,apparent_temperature,precipitation,weather_code,wind_speed_10m"
)
_DAILY = "weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max"

_WET = {
    **dict.fromkeys(range(51, 58), Wet.DRIZZLE),
    **dict.fromkeys(range(61, 66), Wet.RAIN),
    **dict.fromkeys((66, 67), Wet.SLEET),  # rain that freezes where it falls
    **dict.fromkeys(range(71, 78), Wet.SNOW),
    **dict.fromkeys(range(80, 83), Wet.SHOWER),
    **dict.fromkeys((85, 86), Wet.SNOW),
    **dict.fromkeys((95, 96, 99), Wet.THUNDER),
}
_SKY = {0: Sky.CLEAR, 1: Sky.CLEAR, 2: Sky.CLOUDY, 3: Sky.OVERCAST, 45: Sky.FOG, 48: Sky.FOG}


def weather_of(code: int | None) -> tuple[Sky | None, Wet | None]:
    """Sky and what falls from it, by the WMO's code; nothing for a code that is not known."""
    if code in _WET:
        return Sky.OVERCAST, _WET[code]
    return (_SKY[code], Wet.NONE) if code in _SKY else (None, None)


class OpenMeteo:
    """Weather now and in the coming days.

    Args:
        fetcher: asks.
        url: of the service.
        latitude: degrees.
        longitude: degrees.
        zone: IANA name; days begin by it.
    """

    name = "open-meteo"

    def __init__(self, fetcher: Fetcher, url: str, *, latitude: float, longitude: float, zone: str) -> None:
        self._fetcher = fetcher
        self._url = f"{url}/forecast"
        self._params = {
            "latitude": f"{latitude:.4f}",
            "longitude": f"{longitude:.4f}",
            "current": _CURRENT,
            "daily": _DAILY,
            "wind_speed_unit": "ms",
            "timezone": zone,
        }

    async def report(self, now: dt.datetime) -> Report:
        """What the weather is.

        Raises:
            WeatherError: the service fails, or says what cannot be.
        """
        return read_report(await self._fetcher.get(NAME, self._url, self._params))


class OpenMeteoAir:
    """Dust; the same arguments."""

    name = "open-meteo"

    def __init__(self, fetcher: Fetcher, url: str, *, latitude: float, longitude: float, zone: str) -> None:
        self._fetcher = fetcher
        self._url = f"{url}/air-quality"
        self._params = {
            "latitude": f"{latitude:.4f}",
            "longitude": f"{longitude:.4f}",
            "current": "pm10,pm2_5",
            "timezone": zone,
        }

    async def air(self, now: dt.datetime) -> Air:
        """How much dust there is.

        Raises:
            WeatherError: as for `OpenMeteo.report`.
        """
        return read_air(await self._fetcher.get(NAME, self._url, self._params))


def read_report(answer: Any) -> Report:  # noqa: ANN401
    """The report in an answer of ``/v1/forecast``.

    Raises:
        WeatherError: ``weather_incomplete`` or ``weather_implausible``.
    """
    try:
        now = answer["current"]
        _check_units(answer.get("current_units", {}))
        sky, wet = weather_of(now.get("weather_code"))
        return Report(
            source=NAME,
            credit=CREDIT,
            at=_moment(answer, now["time"]),
            now=Now(
                temperature=now["temperature_2m"],
                feels=now.get("apparent_temperature"),
                humidity=now.get("relative_humidity_2m"),
                wind=now.get("wind_speed_10m"),
                rain_mm=now.get("precipitation"),
                sky=sky,
                wet=wet,
            ),
            days=_days(answer.get("daily", {})),
        )
    except ValidationError as error:
        raise implausible(NAME, error) from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _incomplete(error) from None


def read_air(answer: Any) -> Air:  # noqa: ANN401
    """The dust in an answer of ``/v1/air-quality``.

    Raises:
        WeatherError: as `read_report`.
    """
    try:
        now = answer["current"]
        air = Air(at=_moment(answer, now["time"]), source=NAME, pm10=now.get("pm10"), pm25=now.get("pm2_5"))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _incomplete(error) from None
    if air.pm10 is None and air.pm25 is None:
        raise WeatherError("weather_incomplete", f"{NAME} knows nothing about dust.")
    return air


def _days(daily: dict[str, list[Any]]) -> tuple[Day, ...]:
    columns = (daily.get(name) or [] for name in ("time", *_DAILY.split(",")))
    days = []
    for date, code, high, low, chance in zip(*columns, strict=False):
        sky, wet = weather_of(code)
        days.append(Day(date=date, high=high, low=low, chance=chance, sky=sky, wet=wet))
    return tuple(days)


def _check_units(units: dict[str, str]) -> None:
    wanted = {"temperature_2m": "°C", "wind_speed_10m": "m/s"}
    for name, unit in wanted.items():
        if units.get(name, unit) != unit:
            raise ValueError(f"{name} in {units[name]}")


def _moment(answer: dict[str, Any], time: str) -> dt.datetime:
    zone = dt.timezone(dt.timedelta(seconds=answer["utc_offset_seconds"]))
    return dt.datetime.fromisoformat(time).replace(tzinfo=zone)


def _incomplete(error: Exception) -> WeatherError:
    return WeatherError("weather_incomplete", f"{NAME} left something out or wrote it otherwise: {error!r}.")
