"""The names of a district as understanding takes them: plain values, whatever the file looks like."""

from __future__ import annotations

import datetime as dt

from voicebot.civic.district import District, Name
from voicebot.understand.slots import Gazetteer

__all__ = ["gazetteer"]


def gazetteer(district: District, today: dt.date) -> Gazetteer:
    """Every name of a place that callers say on this day.

    Both sides' dongs are known, so that one of them is recognised before it is sent on; old names of the
    district itself stay known, since people go on using them.
    """
    places = district.places
    return Gazetteer(
        dongs=(*places.south, *places.north, *places.other),
        landmarks=places.landmarks,
        own=tuple(text for name in district.names if name.own for text in _written(name)),
        neighbours=tuple(
            text
            for name in district.names
            if not name.own and name.in_force(today)
            for text in _written(name)
        ),
    )


def _written(name: Name) -> tuple[str, ...]:
    return (name.name, name.formal, *name.aliases)
