"""What words mean for a complaint; computes, so call it from a worker."""

from __future__ import annotations

import datetime as dt

from voicebot.civic.district import District
from voicebot.civic.gazetteer import gazetteer
from voicebot.talk.interview.said import Said, heard_as
from voicebot.understand.slots import Place, extract

__all__ = ["ComplaintEar"]


class ComplaintEar:
    """Understands what callers say about their district.

    Args:
        district: whose names it knows.
    """

    def __init__(self, district: District) -> None:
        self._district = district

    def settle(self, district: District) -> None:
        """Go by other district data from now on."""
        self._district = district

    def hear(self, text: str, language: str, now: dt.datetime) -> Said:
        """What words mean on this day."""
        slots = extract(text, now, gazetteer(self._district, now.date()), language)
        outside = bool(slots.place and self._outside(slots.place, now.date()))
        return heard_as(text, slots, language, outside=outside)

    def _outside(self, place: Place, today: dt.date) -> bool:
        """Another city's, or the half of the old district that is one of its own now."""
        split = any(not name.own and name.in_force(today) for name in self._district.names)
        return place.outside or bool(split and place.dong and self._district.area_of(place.dong) == "north")
