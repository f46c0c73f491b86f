"""What a temperature feels like: with damp in the warm half of the year, with wind in the cold."""

from __future__ import annotations

from math import atan, sqrt

__all__ = ["feels_like"]

_COLD_UP_TO = 10.0
_WIND_FROM = 1.3
_WARM_FROM = 20.0


def feels_like(temperature: float, humidity: float | None, wind: float | None) -> float:
    """The Korean weather service's apparent temperature, ℃; the plain temperature where neither form holds.

    Winter (civic.md, D): up to 10 ℃ and from 1.3 m/s. Summer: the form of 2022, on the wet-bulb temperature
    after Stull (2011).

    Args:
        temperature: ℃.
        humidity: per cent.
        wind: m/s.
    """
    if temperature <= _COLD_UP_TO and wind is not None and wind >= _WIND_FROM:
        power = float((wind * 3.6) ** 0.16)
        return 13.12 + 0.6215 * temperature - 11.37 * power + 0.3965 * temperature * power
    if temperature >= _WARM_FROM and humidity is not None:
        bulb = _wet_bulb(temperature, humidity)
        damp = 0.55399 * bulb + 0.45535 * temperature - 0.0022 * bulb * bulb + 0.00278 * bulb * temperature
        return damp - 0.2442 + 3.0
    return temperature


def _wet_bulb(temperature: float, humidity: float) -> float:
    return (
        temperature * atan(0.151977 * sqrt(humidity + 8.313659))
        + atan(temperature + humidity)
        - atan(humidity - 1.67633)
        + 0.00391838 * humidity * sqrt(humidity) * atan(0.023101 * humidity)
        - 4.686035
    )
