"""The grid of the Korean weather service: Lambert's conformal cone, five kilometres a step."""

from __future__ import annotations

from math import cos, floor, log, pi, radians, sin, tan

__all__ = ["grid_of"]

_STEPS_A_RADIUS = 6371.00877 / 5.0
_FIRST, _SECOND = radians(30.0), radians(60.0)
_LONGITUDE, _LATITUDE = radians(126.0), radians(38.0)
_X, _Y = 43, 136


def _half(angle: float) -> float:
    return tan(pi * 0.25 + angle * 0.5)


_CONE = log(cos(_FIRST) / cos(_SECOND)) / log(_half(_SECOND) / _half(_FIRST))
_SCALE = _half(_FIRST) ** _CONE * cos(_FIRST) / _CONE


def _radius(latitude: float) -> float:
    return float(_STEPS_A_RADIUS * _SCALE / _half(latitude) ** _CONE)


def grid_of(latitude: float, longitude: float) -> tuple[int, int]:
    """The (nx, ny) of a place, given in degrees."""
    radius = _radius(radians(latitude))
    turn = (radians(longitude) - _LONGITUDE + pi) % (2 * pi) - pi
    angle = turn * _CONE
    x = floor(radius * sin(angle) + _X + 0.5)
    y = floor(_radius(_LATITUDE) - radius * cos(angle) + _Y + 0.5)
    return x, y
