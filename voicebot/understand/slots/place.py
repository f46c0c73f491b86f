"""Where something is: an address, a dong, a landmark, a described place, or 여기."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from voicebot.understand.slots.address import Address, addresses
from voicebot.understand.slots.described import stretches
from voicebot.understand.slots.items import Item, items
from voicebot.understand.slots.located import Token
from voicebot.understand.slots.names import Gazetteer, Name, names
from voicebot.understand.slots.scenery import relation_strength
from voicebot.understand.slots.span import Span, last_said, taken_back
from voicebot.understand.slots.vague import closing_name, vague_places

__all__ = ["Place", "Precision", "find_place"]

Precision = Literal["exact", "described", "here", "area"]
_RANK: dict[Precision, int] = {"area": 0, "here": 1, "described": 2, "exact": 3}
_HERE = re.compile(
    r"(?:(?:제가|내가|나)\s)?(?:지금\s?)?있는\s?(?:곳|데|자리)(?=이|예|요|에|입|$|\s?앞)|(?:지금\s?|현재\s?|제\s?|내\s?)위치(?=요|예|에|입|로|$)"
)
"""Where the caller stands, in more words than 여기."""
_COPULA = re.compile(r"(?:이고요?|이구요|인데요?|이에요|예요|이요)(?=\s)|,")
_NOT_HERE = re.compile(r"(?:가|는|서)?\s?(?:민원|신고|구청|창구|상담|뭐|어디|무슨|전화|처음)")


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


def find_place(
    text: str, district: Gazetteer, tokens: Sequence[Token], taken: Sequence[Span] = ()
) -> Place | None:
    """The place that an utterance names, or nothing.

    The most precise of several, with the dong of another; one that the speaker takes back does not count.

    Args:
        text: the utterance.
        district: the names that are known.
        tokens: its morphemes.
        taken: spans of a time and a telephone, which are no part of a place.
    """
    here = [Name(Span(*found.span()), found.group(), "here") for found in _HERE.finditer(text)]
    named = sorted((*names(text, district), *here), key=lambda name: name.span)
    row = items(tokens, _clear(named, addresses(text), taken), taken)
    starts = {name.span.start: name for name in named}
    said = [_place(text, row[first:after], starts) for first, after in stretches(text, row)]
    kept = [place for place in last_said(text, said) if not _is_desk(text, place)]
    best = max(kept, key=_worth, default=None)
    if best is None or not _is_found(best):
        best = _told_besides(text, tokens, best, taken) or best
    if best is None:
        return None
    whole = _with_area(best, kept)
    again = tuple(place.span for place in kept if _adds_nothing(place, whole))
    return replace(whole, aside=(*taken_back(text, said), *again))


def _is_found(place: Place) -> bool:
    """Whether staff would find it."""
    return (
        place.precision == "exact"
        or bool(place.landmark)
        or (place.precision == "described" and bool(place.dong))
    )


def _told_besides(
    text: str, tokens: Sequence[Token], best: Place | None, taken: Sequence[Span]
) -> Place | None:
    """A name that closes the utterance, else, where there is no more than a dong, what is told in passing."""
    name = closing_name(text)
    spans = [name] if name and not (best and best.dong) else []
    if not spans and (best is None or best.precision == "area" or relation_strength(best.words)):
        spans = vague_places(text, tokens, [*taken, *(best.spans if best and best.dong else ())])
    words = spans[0].of(text) if spans else ""
    return Place(words, " ".join(words.split()), (spans[0],), "described") if spans else None


def _adds_nothing(place: Place, whole: Place) -> bool:
    """The dong again, or 여기 beside a name."""
    again = place.precision == "here" or (place.precision == "area" and place.dong == whole.dong)
    return again and not any(place.span.meets(span) for span in whole.spans)


def _worth(place: Place) -> tuple[int, bool, bool]:
    """An address before a description, one with a name or two words before 놀이터 alone."""
    return _RANK[place.precision], bool(place.landmark or place.dong), " " in place.words


def _clear(named: list[Name], found: list[Address], taken: Sequence[Span]) -> list[Name | Address]:
    """Addresses, and the names that are no part of one, outside what is taken."""
    inside = {at for address in found for at in range(address.span.start, address.span.end)}
    inside.update(at for span in taken for at in range(span.start, span.end))
    free = [address for address in found if not any(address.span.meets(span) for span in taken)]
    return sorted(
        [*free, *(name for name in named if name.span.start not in inside)], key=lambda one: one.span
    )


def _place(text: str, part: Sequence[Item], named: dict[int, Name]) -> Place:
    span = Span(part[0].span.start, part[-1].span.end)
    letters = "".join(item.letter for item in part)
    inside = [named[at] for at in range(span.start, span.end) if at in named]
    return Place(
        span.of(text),
        _normalised(text, span, part),
        (span,),
        _precision(letters),
        next((name.name for name in inside if name.kind == "dong"), None),
        next((name.name for name in inside if name.kind == "landmark"), None),
        any(name.kind == "outside" for name in inside),
    )


def _precision(letters: str) -> Precision:
    if "A" in letters:
        return "exact"
    if "H" in letters:
        return "here"
    return "described" if re.search("[LFRW]", letters) else "area"


def _normalised(text: str, span: Span, part: Sequence[Item]) -> str:
    """The words with each name and address as it is written."""
    pieces, at = [], span.start
    for item in part:
        if item.letter in "ADLOSo":
            pieces += [text[at : item.span.start], item.form]
            at = item.span.end
    return " ".join(_COPULA.sub("", "".join([*pieces, text[at : span.end]])).split())


def _with_area(best: Place, said: Sequence[Place]) -> Place:
    """The best place, with the dong that was said elsewhere in the utterance."""
    area = next((place for place in said if place.precision == "area" and place is not best), None)
    if area is None or best.dong or best.precision == "area":
        return best
    first, second = sorted((area, best), key=lambda place: place.span)
    return Place(
        f"{first.words} {second.words}",
        f"{area.normalised} {best.normalised}",
        (*first.spans, *second.spans),
        best.precision,
        area.dong,
        best.landmark,
        best.outside or area.outside,
    )


def _is_desk(text: str, place: Place) -> bool:
    """여기 is the desk itself: "여기 민원 넣는 데 맞아요?"."""
    return place.precision == "here" and bool(_NOT_HERE.match(text, place.span.end))
