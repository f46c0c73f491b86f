"""Where the sun stands: its longitude, and when it rises and sets. Meeus, Astronomical Algorithms, ch. 25."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import acos, asin, cos, degrees, radians, sin, tan
from zoneinfo import ZoneInfo

__all__ = ["Place", "Sun", "longitude", "sunrise_sunset"]

_J2000 = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)
_CENTURY_S = 36525 * 86400.0
_CLOCK_LAG_S = 70.0
"""By which even time runs ahead of the clock in the 2020s, seconds."""

_HORIZON = radians(90.833)
"""Of the sun's middle when its edge is seen to touch the horizon."""


@dataclass(frozen=True, slots=True)
class Sun:
    """The sun at a moment, in radians; `lead` is by how much a sundial is ahead of a clock.

    Attributes:
        longitude: apparent, along the ecliptic; an error below 0.01° is a quarter of an hour.
    """

    longitude: float
    declination: float
    lead: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the earth, in degrees, and its clock."""

    latitude: float
    longitude: float
    zone: ZoneInfo


def _sun(moment: dt.datetime) -> Sun:
    t = ((moment - _J2000).total_seconds() + _CLOCK_LAG_S) / _CENTURY_S
    mean = radians(280.46646 + 36000.76983 * t + 0.0003032 * t * t)
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (
        (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = radians(125.04 - 1934.136 * t)
    apparent = mean + radians(centre - 0.00569 - 0.00478 * sin(node))
    tilt = radians(23.439291 - 0.0130042 * t + 0.00256 * cos(node))
    return Sun(apparent, asin(sin(tilt) * sin(apparent)), _lead(mean, anomaly, tilt, t))


def _lead(mean: float, anomaly: float, tilt: float, t: float) -> float:
    y, e = tan(tilt / 2) ** 2, 0.016708634 - 0.000042037 * t
    return (
        y * sin(2 * mean)
        - 2 * e * sin(anomaly)
        + 4 * e * y * sin(anomaly) * cos(2 * mean)
        - y * y * sin(4 * mean) / 2
        - 1.25 * e * e * sin(2 * anomaly)
    )


def longitude(moment: dt.datetime) -> float:
    """The sun's apparent longitude, degrees from 0 to 360; 0 is the spring equinox."""
    return degrees(_sun(moment).longitude) % 360.0


def sunrise_sunset(day: dt.date, place: Place) -> tuple[dt.datetime, dt.datetime]:
    """When the sun rises and sets, by the place's clock, to the minute or two; not for polar nights."""
    sun = _sun(dt.datetime.combine(day, dt.time(12), place.zone))
    latitude = radians(place.latitude)
    half = degrees(
        acos((cos(_HORIZON) - sin(latitude) * sin(sun.declination)) / (cos(latitude) * cos(sun.declination)))
    )
    noon = 720.0 - 4 * place.longitude - 4 * degrees(sun.lead)
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    rise, sets = (midnight + dt.timedelta(minutes=noon + sign * 4 * half) for sign in (-1, 1))
    return rise.astimezone(place.zone), sets.astimezone(place.zone)
