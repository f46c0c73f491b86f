"""Which district this is: names, offices, telephones and places, each with the days on which they hold."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, time
from math import cos, hypot, radians
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from voicebot.errors import DistrictError

__all__ = [
    "KM_A_DEGREE",
    "Department",
    "Desk",
    "District",
    "Hours",
    "Name",
    "Office",
    "Phone",
    "Places",
    "load_district",
]

KM_A_DEGREE = 111.2
"""Of latitude, on a sphere of 6371 km."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(strict=False)]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{name!r} is no time zone; write one such as Asia/Seoul") from error
    return name


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Dated(_Record):
    """Something that holds from one day to another, both included; an open end when empty.

    Attributes:
        source_url: the page it was read on.
        verified_on: the day somebody of the office checked it; empty if nobody has.
    """

    valid_from: date | None = None
    valid_until: date | None = None
    source_url: Text | None = None
    verified_on: date | None = None

    def in_force(self, today: date) -> bool:
        """Whether it holds on this day."""
        return (self.valid_from or date.min) <= today <= (self.valid_until or date.max)


class Desk(_Record):
    """What the desk calls itself, and the telephone it hands over to.

    Attributes:
        site: the district's own pages; nothing where nobody has said.
    """

    name: Text
    name_en: Text
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9-]+$")]
    site: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+\S*$")] | None = None


class Name(Dated):
    """A name of a district.

    Attributes:
        own: whether it is (or was) this district's, not a neighbour's that people ask for.
        confirmed: whether it is known to be the official one; otherwise recognised but not said as fact.
    """

    name: Text
    formal: Text
    aliases: Texts = ()
    own: bool
    confirmed: bool


class Office(Dated):
    """A place to go to; an address or telephone that is empty is not known and has to be asked for at 120."""

    id: Text
    name: Text
    area: Literal["south", "north"]
    address: Text | None = None
    phone: Text | None = None


class Department(Dated):
    """Who handles what; a telephone that is empty is not known and has to be asked for at the desk's own.

    Attributes:
        confirmed: whether it is known to be called so; otherwise it is what residents would call it.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Text
    name_en: Text
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9-]+$")] | None = None
    confirmed: bool


class Hours(_Record):
    """Usual opening hours, local time; weekdays count from Monday, 0.

    Attributes:
        rest: from and until of the break at noon; the law counts eight working hours a day without it.
        closed: days off that the public calendar does not know, such as a holiday declared at short notice.
        working: public holidays on which the office works all the same.
        called: what those days off are called on which everybody rests, not only the office.
    """

    opens: time
    closes: time
    rest: Annotated[tuple[time, time], Field(strict=False)] | None = None
    weekdays: Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(strict=False)]
    closed: Annotated[tuple[date, ...], Field(strict=False)] = ()
    working: Annotated[tuple[date, ...], Field(strict=False)] = ()
    called: Annotated[tuple[Annotated[tuple[date, Text], Field(strict=False)], ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        times = (self.opens, *(self.rest or ()), self.closes)
        if list(times) != sorted(set(times)) or not self.weekdays:
            raise ValueError("hours must be in order (opens, rest, closes), on at least one weekday")
        return self


class Phone(Dated):
    """A telephone the desk may name.

    Attributes:
        number: as it is said and shown, such as ``120``.
        dial: what a telephone has to dial when that differs, such as ``032-120``.
        kind: whether people come now, a person listens, something is answered, or a service is ordered.
        hours: when it is answered, in Korean; empty if not known.
        confirmed: whether a source of standing was seen.
    """

    number: Annotated[str, StringConstraints(pattern=r"^[0-9-]+$")]
    dial: Annotated[str, StringConstraints(pattern=r"^[0-9-]+$")] | None = None
    kind: Literal["emergency", "crisis", "helpline", "service"]
    name: Text
    name_en: Text
    hours: Text | None = None
    confirmed: bool

    @property
    def uri(self) -> str:
        """What a button opens."""
        return f"tel:{(self.dial or self.number).replace('-', '')}"


class Places(_Record):
    """Names people say for where they are; south and north are administrative dongs of either district."""

    south: Texts
    north: Texts
    other: Texts = ()
    landmarks: Texts = ()
    services: Texts = ()


class District(_Record):
    """One district, as its file describes it.

    Attributes:
        timezone: IANA name; the desk's clock, whatever the machine's is.
        latitude: degrees north, for the weather.
        longitude: degrees east.
        reach_km: how far from there a place can be and still be the district's, at most.
    """

    timezone: Annotated[str, AfterValidator(_known_zone)]
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    reach_km: Annotated[float, Field(gt=0)]
    desk: Desk
    names: Annotated[tuple[Name, ...], Field(strict=False, min_length=1)]
    offices: Annotated[tuple[Office, ...], Field(strict=False)] = ()
    departments: Annotated[tuple[Department, ...], Field(strict=False)] = ()
    hours: Hours
    phones: Annotated[tuple[Phone, ...], Field(strict=False, min_length=1)]
    places: Places

    @property
    def zone(self) -> ZoneInfo:
        """The clock of the district."""
        return ZoneInfo(self.timezone)

    def name(self, today: date) -> str | None:
        """The district's official name on this day; nothing while it is not confirmed (say "구청" then)."""
        return next((n.name for n in _in_force(self.names, today) if n.own and n.confirmed), None)

    def office(self, office_id: str, today: date) -> Office | None:
        """An office as it is on this day."""
        return next((o for o in _in_force(self.offices, today) if o.id == office_id), None)

    def department(self, department_id: str, today: date) -> Department | None:
        """A department as it is on this day."""
        return next((d for d in _in_force(self.departments, today) if d.id == department_id), None)

    def phone(self, number: str, today: date) -> Phone | None:
        """A telephone by the number it is known by, if it holds on this day."""
        return next((p for p in _in_force(self.phones, today) if p.number == number), None)

    def reaches(self, latitude: float, longitude: float) -> bool:
        """Whether a position can be the district's: a circle, which takes in some of the neighbours."""
        north = (latitude - self.latitude) * KM_A_DEGREE
        east = (longitude - self.longitude) * KM_A_DEGREE * cos(radians(self.latitude))
        return hypot(north, east) <= self.reach_km

    def area_of(self, dong: str) -> Literal["south", "north"] | None:
        """Which side of the waterway an administrative dong lies on; nothing when it is not known."""
        if dong in self.places.south:
            return "south"
        return "north" if dong in self.places.north else None

    def vocabulary(self) -> list[str]:
        """Names a recogniser should expect, old ones too (people go on using them); each once."""
        own = [text for n in self.names for text in (n.name, *n.aliases)]
        places = self.places
        named = [o.name for o in self.offices] + [p.name for p in self.phones]
        groups = (own, places.south, places.north, places.other, places.landmarks, places.services, named)
        return list(dict.fromkeys(text for group in groups for text in group))


_D = TypeVar("_D", bound=Dated)


def _in_force(items: Sequence[_D], today: date) -> list[_D]:
    return [item for item in items if item.in_force(today)]


def load_district(folder: Path) -> District:
    """Read ``district.toml``.

    Args:
        folder: the district's folder.

    Raises:
        DistrictError: the file is missing, is not TOML, or a field is wrong; the message names it.
    """
    path = folder / "district.toml"
    try:
        return District.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise DistrictError(
            "district_missing", f"{path} is not there; copy one, or set district_dir."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DistrictError("district_unreadable", f"{path} is not readable as TOML: {error}") from error
    except ValidationError as error:
        raise DistrictError("district_invalid", f"{path} is wrong; correct it:\n{_listed(error)}") from error


def _listed(error: ValidationError) -> str:
    details = error.errors(include_url=False)
    return "\n".join(
        f"  {'.'.join(map(str, d['loc']))}: {d['msg']} (found {d['input']!r:.60})" for d in details
    )
