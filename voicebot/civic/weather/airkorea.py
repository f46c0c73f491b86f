"""AirKorea (에어코리아): dust as the nearest station measures it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from voicebot.civic.weather.fetching import Fetcher
from voicebot.civic.weather.kma import items_of, service_key
from voicebot.civic.weather.kma_times import KST
from voicebot.civic.weather.report import Air
from voicebot.errors import WeatherError

__all__ = ["NAME", "AirKorea", "read_air"]

NAME = "에어코리아"


class AirKorea:
    """Dust at one station.

    Args:
        fetcher: asks.
        url: of the service.
        key: of the public data portal.
        station: name of the station (측정소).
    """

    name = "airkorea"

    def __init__(self, fetcher: Fetcher, url: str, key: str, station: str) -> None:
        self._fetcher = fetcher
        self._url = f"{url}/getMsrstnAcctoRltmMesureDnsty"
        self._params = {
            "serviceKey": service_key(key),
            "returnType": "json",
            "numOfRows": "3",
            "pageNo": "1",
            "stationName": station,
            "dataTerm": "DAILY",
            "ver": "1.3",
        }

    async def air(self, now: dt.datetime) -> Air:
        """How much dust there is.

        Raises:
            WeatherError: the service fails, refuses the key, or knows no figure.
        """
        return read_air(items_of(await self._fetcher.get(NAME, self._url, self._params), NAME))


def read_air(items: list[dict[str, Any]]) -> Air:
    """The newest figures there are; a station that is being mended says "-".

    Raises:
        WeatherError: ``weather_incomplete``.
    """
    try:
        for item in items:
            air = Air(
                at=_moment(item["dataTime"]),
                source=NAME,
                pm10=_figure(item.get("pm10Value")),
                pm25=_figure(item.get("pm25Value")),
            )
            if air.pm10 is not None or air.pm25 is not None:
                return air
    except (KeyError, TypeError, ValueError) as error:
        raise WeatherError("weather_incomplete", f"{NAME} left something out: {error!r}.") from None
    raise WeatherError("weather_incomplete", f"{NAME} has no figure of this station; it may be being mended.")


def _figure(value: Any) -> float | None:  # noqa: ANN401
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _moment(written: str) -> dt.datetime:
    """``2026-11-26 24:00`` is midnight at the end of that day."""
    day, hour = written.split(" ")
    start = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), KST)
    return start + dt.timedelta(hours=int(hour[:2]), minutes=int(hour[3:5]))
