"""What words mean for a complaint: slots, likely categories, danger; computes, so call it from a worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from voicebot.civic.complaints.categories import Categories, Danger
from voicebot.civic.district import District
from voicebot.civic.gazetteer import gazetteer
from voicebot.talk.interview.said import Said, heard_as
from voicebot.talk.interview.suggesting import ByLetters, Suggester, by_letters, danger_in
from voicebot.understand.slots import Place, extract

__all__ = ["ComplaintEar", "Meant"]


@dataclass(frozen=True, slots=True)
class Meant:
    """What was said, and the danger that it tells of."""

    said: Said
    danger: Danger | None = None


class ComplaintEar:
    """Understands what callers say about their district.

    Args:
        district: whose names it knows.
        categories: of the same district.
        suggester: suggests one of them; by the letters they share when there is none.
    """

    def __init__(
        self, district: District, categories: Categories, suggester: Suggester | None = None
    ) -> None:
        self._district = district
        self._suggester = suggester or by_letters(categories)
        self._dangers = ByLetters(categories.danger_phrasings(), categories.phrasings())
        self._known = {danger.id: danger for danger in categories.dangers}

    def hear(self, text: str, language: str, now: dt.datetime) -> Meant:
        """What words mean on this day."""
        slots = extract(text, now, gazetteer(self._district, now.date()), language)
        trouble = slots.what.words if slots.what else text
        suggested = tuple(self._suggester.suggest(trouble))
        outside = bool(slots.place and self._outside(slots.place, now.date()))
        said = heard_as(text, slots, language, suggested, outside=outside)
        return Meant(said, danger_in(text, self._dangers, self._known))

    def _outside(self, place: Place, today: dt.date) -> bool:
        """Another city's, or the half of the old district that is one of its own now."""
        split = any(not name.own and name.in_force(today) for name in self._district.names)
        return place.outside or bool(split and place.dong and self._district.area_of(place.dong) == "north")
