"""The Korean weather service (기상청): measured now, sky in the next hours, forecast of the next days."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

from pydantic import ValidationError

from voicebot.civic.weather.feels import feels_like
from voicebot.civic.weather.fetching import Fetcher
from voicebot.civic.weather.grid import grid_of
from voicebot.civic.weather.kma_times import KST, forecast_base, nowcast_base, soon_base, written
from voicebot.civic.weather.report import Day, Now, Report, Sky, Wet, implausible
from voicebot.errors import WeatherError

__all__ = ["NAME", "Kma", "items_of", "read_days", "read_now", "read_soon", "service_key"]

NAME = "기상청"

_SKY = {1: Sky.CLEAR, 3: Sky.CLOUDY, 4: Sky.OVERCAST}
_WET = {
    0: Wet.NONE, 1: Wet.RAIN, 2: Wet.SLEET, 3: Wet.SNOW,
    4: Wet.SHOWER, 5: Wet.DRIZZLE, 6: Wet.SLEET, 7: Wet.SNOW,
}  # fmt: skip
_ORDER = (Wet.NONE, Wet.DRIZZLE, Wet.RAIN, Wet.SHOWER, Wet.SLEET, Wet.SNOW)
_MISSING = 900
"""Figures from here up, and down on the other side of zero, say that nothing was measured."""

_NO_DATA = "03"
_REFUSED = frozenset({"20", "21", "22", "30", "31", "32", "33"})

Item = dict[str, Any]


class Kma:
    """Weather now and in the coming days.

    Args:
        fetcher: asks.
        url: of the service.
        key: of the public data portal.
        latitude: degrees.
        longitude: degrees.
    """

    name = "kma"

    def __init__(self, fetcher: Fetcher, url: str, key: str, *, latitude: float, longitude: float) -> None:
        self._fetcher = fetcher
        self._url = url
        x, y = grid_of(latitude, longitude)
        self._params = {
            "serviceKey": service_key(key),
            "pageNo": "1",
            "numOfRows": "1000",
            "dataType": "JSON",
            "nx": str(x),
            "ny": str(y),
        }

    async def report(self, now: dt.datetime) -> Report:
        """What the weather is; without sky or days when only these fail.

        Raises:
            WeatherError: the service fails, refuses the key, or says what cannot be.
        """
        measured, sky, days = await asyncio.gather(
            self._items("getUltraSrtNcst", nowcast_base, now),
            self._items("getUltraSrtFcst", soon_base, now),
            self._items("getVilageFcst", forecast_base, now),
            return_exceptions=True,
        )
        if isinstance(measured, BaseException):
            raise measured
        try:
            at, found = read_now(measured)
            soon = {} if isinstance(sky, BaseException) else read_soon(sky, found.wet)
            ahead = () if isinstance(days, BaseException) else read_days(days)
        except ValidationError as error:
            raise implausible(NAME, error) from None
        except (KeyError, TypeError, ValueError) as error:
            raise WeatherError("weather_incomplete", f"{NAME} left something out: {error!r}.") from None
        return Report(source=NAME, at=at, now=found.model_copy(update=soon), days=ahead)

    async def _items(
        self, what: str, base_of: Callable[[dt.datetime], dt.datetime], now: dt.datetime
    ) -> list[Item]:
        """The items of the last base time, or of the one before while the last is not there yet."""
        try:
            return await self._asked(what, base_of(now))
        except WeatherError as error:
            if error.code != "weather_no_data":
                raise
            return await self._asked(what, base_of(base_of(now) - dt.timedelta(minutes=1)))

    async def _asked(self, what: str, base: dt.datetime) -> list[Item]:
        params = {**self._params, **written(base)}
        return items_of(await self._fetcher.get(NAME, f"{self._url}/{what}", params))


def service_key(key: str) -> str:
    """A key as the portal gave it, without the percent signs of the variant that is meant for addresses."""
    return unquote(key) if "%" in key else key


def items_of(answer: Any, source: str = NAME) -> list[Item]:  # noqa: ANN401
    """The items of an answer of the public data portal.

    Raises:
        WeatherError: ``weather_key_refused``, ``weather_no_data``, ``weather_failed`` or
            ``weather_incomplete``.
    """
    try:
        header = answer["response"]["header"]
        code = str(header["resultCode"])
        if code in _REFUSED:
            raise WeatherError(
                "weather_key_refused", f"{source} does not take the key (code {code}); check it."
            )
        if code == _NO_DATA:
            raise WeatherError("weather_no_data", f"{source} has nothing for this time yet.")
        if code != "00":
            raise WeatherError("weather_failed", f"{source} answered with code {code}.")
        items = answer["response"]["body"]["items"]
        found = items["item"] if isinstance(items, dict) else items
    except (KeyError, TypeError) as error:
        raise WeatherError("weather_incomplete", f"{source} left something out: {error!r}.") from None
    if not isinstance(found, list) or not found:
        raise WeatherError("weather_no_data", f"{source} has nothing for this time yet.")
    return found


def _number(value: Any) -> float | None:  # noqa: ANN401
    number = float(value)
    return number if abs(number) < _MISSING else None


def _at(item: Item, date: str, time: str) -> dt.datetime:
    return dt.datetime.strptime(item[date] + item[time], "%Y%m%d%H%M").replace(tzinfo=KST)


def read_now(items: list[Item]) -> tuple[dt.datetime, Now]:
    """When it was measured, and what (``getUltraSrtNcst``)."""
    values = {item["category"]: item["obsrValue"] for item in items}
    figures = {name: _number(values.get(name, _MISSING)) for name in ("REH", "WSD", "PTY")}
    wet = figures["PTY"]
    now = Now(
        temperature=float(values["T1H"]),
        humidity=figures["REH"],
        wind=figures["WSD"],
        wet=None if wet is None else _WET.get(int(wet)),
        rain_mm=_amount(values.get("RN1")),
    )
    feels = feels_like(now.temperature, now.humidity, now.wind)
    return _at(items[0], "baseDate", "baseTime"), now.model_copy(update={"feels": feels})


def _amount(value: Any) -> float | None:  # noqa: ANN401
    """Rain of the last hour; a word such as 강수없음 is none."""
    try:
        return _number(value)
    except (TypeError, ValueError):
        return None if value is None else 0.0


def read_soon(items: list[Item], wet: Wet | None) -> dict[str, Sky | Wet | None]:
    """The sky of the first hour, and thunder where it rains and lightning is expected (``getUltraSrtFcst``).

    Args:
        items: of the answer.
        wet: what falls now.
    """
    first = min((item["fcstDate"] + item["fcstTime"] for item in items), default="")
    hour = {i["category"]: i["fcstValue"] for i in items if i["fcstDate"] + i["fcstTime"] == first}
    strikes = (_number(hour.get("LGT", 0)) or 0.0) > 0 and wet in (Wet.RAIN, Wet.SHOWER)
    return {"sky": _SKY.get(int(hour.get("SKY", 0))), "wet": Wet.THUNDER if strikes else wet}


def read_days(items: list[Item]) -> tuple[Day, ...]:
    """The days that the forecast tells of (``getVilageFcst``)."""
    by_day: dict[dt.date, list[Item]] = defaultdict(list)
    for item in items:
        by_day[_at(item, "fcstDate", "fcstTime").date()].append(item)
    return tuple(_day(date, its) for date, its in sorted(by_day.items()))


def _day(date: dt.date, items: list[Item]) -> Day:
    hours = _values(items, "TMP")
    wet = [_WET[int(code)] for code in _values(items, "PTY") if int(code) in _WET]
    daytime = [item for item in items if "0900" <= item["fcstTime"] <= "1800"]
    sky = [int(code) for code in _values(daytime or items, "SKY")]
    return Day(
        date=date,
        low=min([*_values(items, "TMN"), *hours], default=None),
        high=max([*_values(items, "TMX"), *hours], default=None),
        wet=max(wet, key=_ORDER.index, default=None),
        sky=_SKY.get(max(sky, key=sky.count)) if sky else None,
        chance=max(_values(items, "POP"), default=None),
    )


def _values(items: Iterable[Item], category: str) -> list[float]:
    found = (_number(item["fcstValue"]) for item in items if item["category"] == category)
    return [value for value in found if value is not None]
