"""A place as an interview needs it: the words, how they are read back, how precise they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from voicebot.understand.slots.items import Item
from voicebot.understand.slots.names import Name
from voicebot.understand.slots.span import Span

__all__ = ["RANK", "Place", "Precision", "joined", "place_of"]

Precision = Literal["exact", "described", "here", "area"]
RANK: dict[Precision, int] = {"area": 0, "here": 1, "described": 2, "exact": 3}
"""The more precise, the higher."""
_THEREABOUTS = frozenset({"쪽"})
"""Says no more than the dong before it."""
_COPULA = re.compile(r"(?:이고요?|이구요|인데요?|이에요|예요|이요)(?=\s)|,")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was said, and what is known of it.

    Attributes:
        words: exactly as said.
        normalised: for the read-back: names as the district writes them, numbers in digits, single spaces.
        spans: where it was said; two when the dong was said apart from the rest.
        precision: ``exact`` for an address, ``described`` for a landmark or a place told in words,
            ``here`` for what the browser's position has to fill, ``area`` for a dong or road alone.
        dong: as the district writes it; nothing when none of its own was named.
        landmark: the same of a landmark.
        outside: whether another city or district was named.
        aside: what was said of it besides: taken back ("석남동 아니") or said twice.
    """

    words: str
    normalised: str
    spans: tuple[Span, ...]
    precision: Precision
    dong: str | None = None
    landmark: str | None = None
    outside: bool = False
    aside: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """From the first word of it to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)


def place_of(text: str, part: Sequence[Item], named: Mapping[int, Name]) -> Place:
    """What a stretch of items says of a place.

    Args:
        text: the utterance.
        part: the items.
        named: the names in the utterance by where they begin.
    """
    span = Span(part[0].span.start, part[-1].span.end)
    letters = "".join(item.letter for item in part)
    inside = [named[at] for at in range(span.start, span.end) if at in named]
    return Place(
        span.of(text),
        _normalised(text, span, part),
        (span,),
        _precision(letters, [item.form for item in part]),
        next((name.name for name in inside if name.kind == "dong"), None),
        next((name.name for name in inside if name.kind == "landmark"), None),
        any(name.kind == "outside" for name in inside),
    )


def joined(best: Place, other: Place) -> Place:
    """Two parts of one place as they were said; what has the wider name is read back first."""
    first, second = sorted((other, best), key=lambda place: place.span)
    wider, narrower = (other, best) if other.precision == "area" else (best, other)
    return Place(
        f"{first.words} {second.words}",
        f"{wider.normalised} {narrower.normalised}",
        (*first.spans, *second.spans),
        best.precision,
        best.dong or other.dong,
        best.landmark or other.landmark,
        best.outside or other.outside,
    )


def _precision(letters: str, forms: Sequence[str]) -> Precision:
    if "A" in letters:
        return "exact"
    if "H" in letters:
        return "here"
    narrow = re.search("[LFRN]", letters) or any(
        letter == "W" and form not in _THEREABOUTS for letter, form in zip(letters, forms, strict=True)
    )
    return "described" if narrow or not re.search("[DSOo]", letters) else "area"


def _normalised(text: str, span: Span, part: Sequence[Item]) -> str:
    """The words with each name and address as it is written."""
    pieces, at = [], span.start
    for item in part:
        if item.letter in "ADLOSo":
            pieces += [text[at : item.span.start], item.form]
            at = item.span.end
    return " ".join(_COPULA.sub("", "".join([*pieces, text[at : span.end]])).split())
