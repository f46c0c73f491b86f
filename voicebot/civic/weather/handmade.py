"""Weather that somebody keeps in a file, where there is no network: CSV with a row a moment, or JSON."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from voicebot.civic.weather.feels import feels_like
from voicebot.civic.weather.report import Air, Now, Report, Sky, Wet, implausible
from voicebot.errors import WeatherError
from voicebot.telemetry.logs import log

__all__ = ["Handmade", "read_file"]

NAME = "file"
_COLUMNS = {
    "시각": "at", "기온": "temperature", "체감": "feels", "습도": "humidity", "풍속": "wind", "하늘": "sky",
    "강수": "wet", "강수량": "rain_mm", "미세먼지": "pm10", "초미세먼지": "pm25",
}  # fmt: skip
_WORDS = {
    "맑음": Sky.CLEAR, "구름많음": Sky.CLOUDY, "구름 많음": Sky.CLOUDY, "흐림": Sky.OVERCAST, "안개": Sky.FOG,
    "없음": Wet.NONE, "이슬비": Wet.DRIZZLE, "비": Wet.RAIN, "소나기": Wet.SHOWER, "진눈깨비": Wet.SLEET,
    "눈": Wet.SNOW, "천둥": Wet.THUNDER,
}  # fmt: skip
_OF_AIR = ("pm10", "pm25")


class Handmade:
    """The newest row of a file.

    Args:
        path: CSV (UTF-8 or CP949) with the columns of `_COLUMNS`, by either name; or JSON as `Report`.
        zone: of the times in it.
    """

    name = "file"

    def __init__(self, path: Path, zone: ZoneInfo) -> None:
        self._path = path
        self._zone = zone

    async def report(self, now: dt.datetime) -> Report:
        """What the file says.

        Raises:
            WeatherError: ``weather_file_missing``, ``weather_incomplete`` or ``weather_implausible``.
        """
        return await asyncio.to_thread(read_file, self._path, self._zone)


def read_file(path: Path, zone: ZoneInfo) -> Report:
    """The report in a file; of a CSV the newest row that can be read, others are named in the log.

    Raises:
        WeatherError: as `Handmade.report`.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        raise WeatherError("weather_file_missing", f"{path} cannot be read; check weather.file.") from None
    if path.suffix == ".json":
        try:
            return Report.model_validate_json(raw)
        except ValidationError as error:
            raise implausible(path.name, error) from None
    rows = list(_rows(_text(raw), path.name, zone))
    if not rows:
        raise WeatherError("weather_incomplete", f"{path.name} has no row that can be read.")
    return max(rows, key=lambda report: report.at)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp949", errors="replace")


def _rows(text: str, name: str, zone: ZoneInfo) -> Iterator[Report]:
    for line, row in enumerate(csv.DictReader(text.splitlines()), 2):
        try:
            yield _row({_COLUMNS.get(key or "", key or ""): value for key, value in row.items()}, zone)
        except (ValidationError, KeyError, ValueError, TypeError) as error:
            log.warning("weather row passed over", file=name, line=line, what=_what(error))


def _what(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return ", ".join(".".join(map(str, e["loc"])) for e in error.errors(include_url=False))
    return str(error)


def _row(row: dict[str, str], zone: ZoneInfo) -> Report:
    at = dt.datetime.fromisoformat(row["at"])
    at = at if at.tzinfo else at.replace(tzinfo=zone)
    plain = {key: (value or "").strip() for key, value in row.items()}
    written = {key: _WORDS.get(value, value) for key, value in plain.items() if value}
    now = Now.model_validate({k: v for k, v in written.items() if k in Now.model_fields})
    if now.feels is None:
        now = now.model_copy(update={"feels": feels_like(now.temperature, now.humidity, now.wind)})
    dust = {k: v for k, v in written.items() if k in _OF_AIR}
    air = Air.model_validate({"at": at, "source": NAME, **dust}) if dust else None
    return Report(source=NAME, at=at, now=now, air=air)
