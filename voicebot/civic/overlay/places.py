"""Places as officers have them: those that were imported, with what was added, changed or removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from voicebot.civic.overlay.laying import OFF, Row, by_key, key_of, laid_over
from voicebot.civic.places.place import Kind, Place
from voicebot.store.ledger import Content, Lines

__all__ = ["chapter", "content_of", "differences", "place_key", "places_over", "replacing"]


def chapter(kind: Kind) -> str:
    """Where the ledger has the places of a kind."""
    return f"places.{kind}"


def place_key(place: Place) -> str:
    """Names a place, whatever is known of its hours or its telephone."""
    return key_of(place.name, place.address)


def places_over(base: Iterable[Place], lines: Lines) -> list[Row[Place]]:
    """Every place of a kind that is in force."""
    rows = laid_over(by_key(base, place_key), lines, Place.model_validate)
    return [row for row in rows if not row.off]


def content_of(place: Place) -> Content:
    """A place as a line of the ledger."""
    return place.model_dump(mode="json", exclude_defaults=True)


def replacing(base: Sequence[Place], lines: Lines, new: Iterable[Place]) -> dict[str, Content | None]:
    """What to write so that these places stand in the stead of all others of their kind.

    Args:
        base: of the file.
        lines: of the ledger.
        new: the places; one with the name and address of another is the same one.
    """
    filed, wanted = by_key(base, place_key), by_key(new, place_key)
    then: dict[str, Content | None] = {key: {OFF: True} for key in filed if key not in wanted}
    then |= {key: None if filed.get(key) == one else content_of(one) for key, one in wanted.items()}
    gone = {key: None for key in lines if key not in then}
    return {key: content for key, content in {**then, **gone}.items() if content != lines.get(key)}


def differences(before: Mapping[str, Place], after: Mapping[str, Place]) -> dict[str, int]:
    """How many places were added, changed and removed, by key."""
    both = before.keys() & after.keys()
    return {
        "added": len(after.keys() - both),
        "changed": sum(before[key] != after[key] for key in both),
        "removed": len(before.keys() - both),
    }
