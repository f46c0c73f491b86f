"""One labelled complaint against what the desk made of it, and the figures of many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from voicebot.bench.shares import share
from voicebot.understand.slots import Slots, Span, find_phone
from voicebot.understand.suggest import Door, Suggestion

__all__ = ["SLOTS", "Understood", "complaint_figures", "overlaps", "where"]

SLOTS = ("place", "when", "phone")
TOP = 3


@dataclass(frozen=True, slots=True)
class Understood:
    """One utterance, how it was labelled, and what the desk made of it.

    Attributes:
        labels: ``category``, ``place``, ``when``, ``phone``; empty what was not said.
        slots: what was found.
        suggestion: the door and the kinds.
    """

    labels: dict[str, str]
    slots: Slots
    suggestion: Suggestion

    @property
    def kinds(self) -> list[str]:
        """The likeliest three, best first."""
        return [candidate.entry for candidate in self.suggestion.match.candidates[:TOP]]

    @property
    def filed(self) -> bool:
        """Whether it was taken as a complaint."""
        return self.suggestion.door is Door.FILE

    @property
    def kind_right(self) -> bool:
        """Whether the likeliest kind is the labelled one."""
        return self.labels["category"] in self.kinds[:1]

    def found(self, slot: str) -> tuple[Span, ...]:
        """Where the desk found a slot."""
        place, when, phone = self.slots.place, self.slots.when, self.slots.phone
        if slot == "place":
            return place.spans if place else ()
        one = when if slot == "when" else phone
        return (one.span,) if one else ()

    def right(self, slot: str) -> bool:
        """Whether a slot is as labelled; nothing found where nothing was labelled is right."""
        label, found = self.labels[slot], self.found(slot)
        if not label or not found:
            return not label and not found
        if slot == "phone":
            return _digits(label) == (self.slots.phone.digits if self.slots.phone else "")
        return overlaps(self.slots.text, label, found)

    def invented(self, slot: str) -> bool:
        """Whether a slot was found where none was labelled."""
        return not self.labels[slot] and bool(self.found(slot))


def complaint_figures(
    complaints: Sequence[Understood], talk: Sequence[Understood]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and share, 95 % interval and count of each figure, in the order in which they are shown."""
    yield "category_top1", share([one.kind_right for one in complaints])
    yield "category_top3", share([one.labels["category"] in one.kinds for one in complaints])
    yield "filed", share([one.filed for one in complaints])
    for slot in SLOTS:
        yield f"{slot}_right", share([one.right(slot) for one in complaints])
        yield f"{slot}_invented", share([one.invented(slot) for one in complaints if not one.labels[slot]])
    if talk:
        yield "negatives_filed", share([one.filed for one in talk])


def overlaps(text: str, label: str, found: Sequence[Span]) -> bool:
    """Whether at least half of the labelled letters were found, spaces not counted.

    A label that does not stand in the text as a whole is looked for word by word: what was said of a place
    may stand apart.
    """
    meant = {at for stretch in where(text, label) for at in stretch}
    covered = {at for span in found for at in range(span.start, span.end)}
    both = sum(not text[at].isspace() for at in meant & covered)
    return 2 * both >= len("".join(label.split()))


def where(text: str, label: str) -> list[range]:
    """Where the words of a label stand in the text; word by word where they do not stand there as a whole."""
    parts = [label] if label in text else label.split()
    return [_at(text, part) for part in parts]


def _at(text: str, part: str) -> range:
    start = text.find(part)
    return range(start, start + len(part)) if start >= 0 else range(0)


def _digits(label: str) -> str:
    phone = find_phone(label)
    return phone.digits if phone else re.sub(r"\D", "", label)
