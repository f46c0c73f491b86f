"""The imported places: a JSON file a kind, taken up anew when it changes, and searched by distance."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from voicebot.civic.overlay.places import chapter, places_over
from voicebot.civic.places.place import Kind, Place, metres
from voicebot.store.ledger import Lines
from voicebot.telemetry.logs import log

__all__ = ["Found", "Shelf", "save"]

FAR = 3000.0
"""Metres beyond which only the nearest place is named."""

_PLACES: TypeAdapter[list[Place]] = TypeAdapter(list[Place])


@dataclass(frozen=True, slots=True)
class Found:
    """A place and how far it is, metres; nothing when its position, or the asker's, is not known."""

    place: Place
    metres: float | None = None


class Shelf:
    """Places by kind.

    Args:
        folder: where they were imported to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamps: dict[Kind, int] = {}
        self._filed: dict[Kind, list[Place]] = {}
        self._laid: Mapping[str, Lines] = {}
        self._places: dict[Kind, list[Place]] = {}
        self.reload()

    def lay(self, lines: Mapping[str, Lines]) -> None:
        """Take over what officers have made of the places (of the whole ledger, by chapter)."""
        self._laid = lines
        for kind in get_args(Kind):
            self._merge(kind)

    def filed(self, kind: Kind) -> list[Place]:
        """What was imported to the folder, whatever officers have made of it since."""
        return self._filed.get(kind, [])

    def _merge(self, kind: Kind) -> None:
        rows = places_over(self.filed(kind), self._laid.get(chapter(kind), {}))
        self._places[kind] = [row.value for row in rows]

    def has(self, kind: str) -> bool:
        """Whether there is any place of a kind."""
        return bool(self._of(kind))

    def nearest(self, kind: str, position: tuple[float, float], most: int = 3) -> list[Found]:
        """The nearest places of a kind, nearest first."""
        found = [
            Found(place, metres((place.lat, place.lon), position))
            for place in self._of(kind)
            if place.lat is not None and place.lon is not None
        ]
        found = sorted(found, key=lambda f: f.metres or 0.0)[:most]
        return found[:1] + [f for f in found[1:] if (f.metres or 0.0) <= FAR]

    def around(self, kind: str, word: str, most: int = 3) -> list[Found]:
        """Places of a kind in or near a dong or landmark: by its middle where that is known."""
        middle = self.middle(word)
        if middle:
            return self.nearest(kind, middle, most)
        return [Found(place) for place in self._of(kind) if _speaks_of(place, word)][:most]

    def middle(self, word: str) -> tuple[float, float] | None:
        """The middle of all places, of whatever kind, whose address or name speaks of a dong or landmark."""
        found = [
            (place.lat, place.lon)
            for places in self._places.values()
            for place in places
            if place.lat is not None and place.lon is not None and _speaks_of(place, word)
        ]
        if not found:
            return None
        return sum(lat for lat, _ in found) / len(found), sum(lon for _, lon in found) / len(found)

    def reload(self) -> None:
        """Take up files that have changed; one that cannot be read leaves what was known."""
        for kind in get_args(Kind):
            path = self._folder / f"{kind}.json"
            try:
                stamp = path.stat().st_mtime_ns
                if stamp != self._stamps.get(kind):
                    self._stamps[kind] = stamp
                    self._filed[kind] = _PLACES.validate_json(path.read_bytes())
                    self._merge(kind)
            except FileNotFoundError:
                if self._filed.pop(kind, None) is not None:
                    self._merge(kind)
            except (OSError, ValidationError) as error:
                log.warning("places not read", kind=kind, error=type(error).__name__)

    async def run(self, every_s: float) -> None:
        """Look for changed files without end."""
        while True:
            await asyncio.sleep(every_s)
            await asyncio.to_thread(self.reload)

    def _of(self, kind: str) -> list[Place]:
        return next((places for known, places in self._places.items() if known == kind), [])


def save(folder: Path, kind: Kind, places: Iterable[Place]) -> Path:
    """Put the places of a kind in the stead of those that were there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{kind}.json"
    part = path.with_suffix(".part")
    part.write_bytes(_PLACES.dump_json(list(places), indent=1))
    part.replace(path)
    return path


def _speaks_of(place: Place, word: str) -> bool:
    """An administrative dong has a number (가좌1동) where addresses have the legal one (가좌동)."""
    text = f"{place.name} {place.address}"
    return word in text or re.sub(r"\d+(?=동)", "", word) in text
