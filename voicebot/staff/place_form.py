"""A place as a form: where it is, how to reach it, when it is open."""

from __future__ import annotations

from collections.abc import Mapping

from voicebot.civic.places.columns import place_of
from voicebot.civic.places.place import Opening, Place, opening_of
from voicebot.civic.places.problems import RowError
from voicebot.staff.visit import Visit

__all__ = ["FIELDS", "place_in", "typed", "typed_of"]

FIELDS = ("name", "address", "phone", "lat", "lon", "hours")
WEEKENDS: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}
"""Whether it is open on Saturdays, Sundays and holidays too."""

Typed = dict[str, str]


def typed(visit: Visit) -> Typed:
    """What was sent."""
    form = {name: visit.text(name, 300) for name in FIELDS}
    return {**form, "weekends": visit.text("weekends") if visit.text("weekends") in WEEKENDS else ""}


def typed_of(place: Place) -> Typed:
    """A place as a form has it."""
    return {
        "name": place.name,
        "address": place.address,
        "phone": place.phone,
        "lat": "" if place.lat is None else f"{place.lat}",
        "lon": "" if place.lon is None else f"{place.lon}",
        "hours": place.opening.text,
        "weekends": _weekends(place.opening),
    }


def place_in(form: Typed, before: Place | None = None) -> Place:
    """The place; its hours as they were, where nobody has touched them.

    Raises:
        RowError: it cannot be.
    """
    columns = {"name": 0, "road": 1, "phone": 2, "lat": 3, "lon": 4}
    place = place_of([form[name] for name in FIELDS[:-1]], columns)
    opening = opening_of(form["hours"], weekends=WEEKENDS[form["weekends"]])
    if before:
        was = typed_of(before)
        same = (was["hours"], was["weekends"]) == (form["hours"], form["weekends"])
        opening = before.opening if same else opening
    if len(form["name"]) > 100:
        raise RowError("name")
    return place.model_copy(update={"opening": opening})


def _weekends(opening: Opening) -> str:
    if opening.shut:
        return "no"
    return "yes" if opening.saturday and "평일" in opening.text else ""
