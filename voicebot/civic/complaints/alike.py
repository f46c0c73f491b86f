"""Whether two complaints of one category are about the same trouble; pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians

from voicebot.civic.complaints.categories import Alike
from voicebot.civic.district import KM_A_DEGREE
from voicebot.understand.slots.address import addresses
from voicebot.understand.slots.names import Gazetteer, names

__all__ = ["Where", "near", "where"]

WHOLE_DONG_M = 250
"""A trouble that reaches so far is the same anywhere in a dong, such as a smell."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place, as far as it can be compared.

    Attributes:
        position: degrees north and east, where a device or a map gave them.
        address: road or lot with its number, as the district writes it.
        landmark: a name that everybody knows.
        dong: the part of the district.
    """

    position: tuple[float, float] | None = None
    address: str = ""
    landmark: str = ""
    dong: str = ""


def where(place: str, position: tuple[float, float] | None, district: Gazetteer) -> Where:
    """A place as it was said, made comparable; "우리 집 앞" compares with nothing."""
    found = names(place, district)
    street = next((one.words for one in addresses(place) if one.kind != "street"), "")
    landmark = next((one.name for one in found if one.kind == "landmark"), "")
    dong = next((one.name for one in found if one.kind == "dong"), "")
    return Where(position, street, landmark, dong)


def near(one: Where, other: Where, alike: Alike) -> bool:
    """Whether two places are near enough for the category.

    Positions decide where both have one; else the same address, the same landmark (of a dong that is not
    another one), or for what reaches far the same dong.
    """
    if one.position and other.position:
        return _metres(one.position, other.position) <= alike.metres
    if one.dong and other.dong and one.dong != other.dong:
        return False
    if one.address and other.address:
        return one.address == other.address
    if one.landmark and other.landmark:
        return one.landmark == other.landmark
    return alike.metres >= WHOLE_DONG_M and bool(one.dong) and one.dong == other.dong


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance on a plane, which is exact to a metre within a district."""
    north = (one[0] - other[0]) * KM_A_DEGREE
    east = (one[1] - other[1]) * KM_A_DEGREE * cos(radians(one[0]))
    return hypot(north, east) * 1000
