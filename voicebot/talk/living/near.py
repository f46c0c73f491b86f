"""Answers about places: the nearest as speech, the nearest few as a list with links to a map. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from voicebot.civic.places.shelf import Found
from voicebot.talk.living.facts import Facts
from voicebot.talk.living.words import words
from voicebot.talk.server_events import Link
from voicebot.text.particles import Noun

__all__ = ["links", "nearest", "nothing", "which_dong"]

METRES_A_MINUTE = 50.0
"""How far an older person walks: 0.8 m/s and a little."""

DETOUR = 1.3
"""Streets are longer than the straight line."""

WALKABLE = 1500.0


def which_dong(facts: Facts) -> tuple[str, ...]:
    """Ask where the caller is."""
    return facts.say("place_which_dong")


def nothing(facts: Facts, kind: str, where: str) -> tuple[str, ...]:
    """Say that no place of the kind is known there."""
    return facts.say("place_none", kind=Noun(words(facts.language).line(kind)), where=where)


def nearest(facts: Facts, kind: str, found: Sequence[Found], where: str = "") -> tuple[str, ...]:
    """The first of the places, how far it is and whether it is open; `where` when a dong was named."""
    first = found[0]
    place = Noun(first.place.name)
    if where:
        sentences = facts.say("place_in", where=where, place=place)
    else:
        kind_word = Noun(words(facts.language).line(kind))
        sentences = facts.say("place_nearest", kind=kind_word, place=place)
        sentences += _way(facts, first.metres or 0.0)
    holiday = facts.moment.day.holiday is not None
    is_open = first.place.opening.is_open(facts.moment.at, holiday=holiday)
    if is_open is None:
        return sentences + facts.say("place_check")
    return sentences + facts.say("place_open" if is_open else "place_shut")


def _way(facts: Facts, metres: float) -> tuple[str, ...]:
    metres *= DETOUR
    if metres > WALKABLE:
        return facts.say("place_far", kilometres=f"{metres / 1000:.1f}".removesuffix(".0"))
    return facts.say("place_way", minutes=max(1, round(metres / METRES_A_MINUTE)))


def links(found: Sequence[Found], template: str, *, distances: bool) -> tuple[Link, ...]:
    """The places as a list; `template` has the fields {name}, {lat} and {lon} of the map's address."""
    return tuple(
        Link(
            label=one.place.name,
            detail=" · ".join(filter(None, _details(one, distances))),
            url=template.format(name=quote(one.place.name), lat=one.place.lat, lon=one.place.lon)
            if one.place.lat is not None
            else None,
        )
        for one in found
    )


def _details(one: Found, distances: bool) -> tuple[str, ...]:
    metres = _far(one.metres) if distances and one.metres is not None else ""
    return metres, one.place.address.split(" / ")[0], one.place.opening.text, one.place.phone


def _far(metres: float) -> str:
    return f"{metres / 1000:.1f}km" if metres >= 1000 else f"{round(metres / 10) * 10}m"
