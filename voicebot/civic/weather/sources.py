"""The sources that the settings name, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import httpx

from voicebot.civic.district import District
from voicebot.civic.weather.airkorea import AirKorea
from voicebot.civic.weather.fetching import Fetcher
from voicebot.civic.weather.handmade import Handmade
from voicebot.civic.weather.keeper import AirSource, Keeper, WeatherSource
from voicebot.civic.weather.kma import Kma
from voicebot.civic.weather.open_meteo import OpenMeteo, OpenMeteoAir
from voicebot.settings import Settings, Weather

__all__ = ["air_sources", "open_keeper", "weather_sources"]


def weather_sources(chosen: Weather, district: District, fetcher: Fetcher) -> list[WeatherSource]:
    """Sources of weather; one whose key or file is not set is left out."""
    lat, lon = district.latitude, district.longitude
    made: dict[str, WeatherSource] = {
        "open-meteo": OpenMeteo(
            fetcher, chosen.open_meteo_url, latitude=lat, longitude=lon, zone=district.timezone
        )
    }
    if chosen.kma_key:
        key = chosen.kma_key.get_secret_value()
        made["kma"] = Kma(fetcher, chosen.kma_url, key, latitude=lat, longitude=lon)
    if chosen.file:
        made["file"] = Handmade(chosen.file, district.zone)
    return [made[name] for name in chosen.sources if name in made]


def air_sources(chosen: Weather, district: District, fetcher: Fetcher) -> list[AirSource]:
    """Sources of dust, likewise."""
    made: dict[str, AirSource] = {
        "open-meteo": OpenMeteoAir(
            fetcher,
            chosen.open_meteo_air_url,
            latitude=district.latitude,
            longitude=district.longitude,
            zone=district.timezone,
        )
    }
    key = chosen.airkorea_key or chosen.kma_key
    if key and chosen.airkorea_station:
        secret = key.get_secret_value()
        made["airkorea"] = AirKorea(fetcher, chosen.airkorea_url, secret, chosen.airkorea_station)
    return [made[name] for name in chosen.air if name in made]


def open_keeper(
    settings: Settings,
    district: District,
    now: Callable[[], dt.datetime],
    client: httpx.AsyncClient,
    *,
    keep: bool = True,
) -> Keeper:
    """The keeper of a district's weather; the last report outlives the process unless `keep` is false."""
    fetcher = Fetcher(client, settings.weather.timeout_s)
    return Keeper(
        weather_sources(settings.weather, district, fetcher),
        air_sources(settings.weather, district, fetcher),
        now,
        settings.data_dir / "weather.json" if keep else None,
    )
