"""Where something is: an address, a dong, a landmark, a described place, or 여기."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from voicebot.understand.slots.address import Address, addresses
from voicebot.understand.slots.described import stretches
from voicebot.understand.slots.houses import houses
from voicebot.understand.slots.items import Item, items
from voicebot.understand.slots.located import Token
from voicebot.understand.slots.names import Gazetteer, Name, names
from voicebot.understand.slots.roles import is_direction, passes_by
from voicebot.understand.slots.scenery import relation_strength
from voicebot.understand.slots.span import Span, last_said, taken_back
from voicebot.understand.slots.vague import closing_name, vague_places
from voicebot.understand.slots.ways import gone_on

__all__ = ["Place", "Precision", "find_place"]

Precision = Literal["exact", "described", "here", "area"]
_RANK: dict[Precision, int] = {"area": 0, "here": 1, "described": 2, "exact": 3}
_HERE = re.compile(
    r"(?:(?:제가|내가|나)\s)?(?:지금\s?)?있는\s?(?:곳|데|자리)(?=이|예|요|에|입|$|\s?앞)|(?:지금\s?|현재\s?|제\s?|내\s?)위치(?=요|예|에|입|로|$)"
)
"""Where the caller stands, in more words than 여기."""
_THEREABOUTS = frozenset({"쪽"})
"""Says no more than the dong before it."""
_LOCATED = re.compile(r"(?:에서?|에다가?|에서는|에는)(?=\s)")
_WHERE_TO = re.compile(r"까지|(?:으로|로)(?=\s)|한테")
_COMPARED = re.compile(r"에서?는|은\s|는\s|처럼|보다|같으면|에서도")
_ANSWER = re.compile(r"(?:이)?(?:요|에요|예요|입니다|인데요?|이고요?|야|이야|거든요)(?=[\s.,]|$)")
_COPULA = re.compile(r"(?:이고요?|이구요|인데요?|이에요|예요|이요)(?=\s)|,")
_NOT_HERE = re.compile(r"(?:가|는|서)?\s?(?:구청|창구|상담|뭐|어디|무슨|처음)")


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
    unnamed = [house for house in houses(text) if not any(house.span.meets(name.span) for name in named)]
    row = items(tokens, _clear([*named, *unnamed], addresses(text), taken), taken)
    starts = {name.span.start: name for name in named}
    found = (_place(text, row[first:after], starts) for first, after in stretches(text, row))
    said = [_widened(text, place, gone_on(tokens, place.span, taken)) for place in found]
    meant = (place for place in last_said(text, said) if not _is_desk(text, place))
    kept = [place for place in meant if not _is_compared(text, place)]
    best = max(kept, key=lambda place: _worth(text, place), default=None)
    if best is None or not _is_found(best):
        told = _told_besides(text, tokens, best, taken)
        best = _as_known(told, kept) if told else best
    if best is None:
        return None
    beside = [place for place in kept if not place.span.meets(best.span)]
    whole = _with_area(best, beside) or _with_answer(text, best, beside) or best
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
    less = best is None or best.precision == "area" or relation_strength(best.words)
    if not spans and (less or (best and is_direction(text, best.span))):
        spans = vague_places(text, tokens, [*taken, *(best.spans if best and best.dong else ())])
    if not spans:
        return None
    span = gone_on(tokens, spans[0], taken) or spans[0]
    return Place(span.of(text), " ".join(span.of(text).split()), (span,), "described")


def _as_known(told: Place, kept: Sequence[Place]) -> Place:
    """A place with what the names in it say of it."""
    inside = [place for place in kept if place.span.meets(told.span)]
    dong = next((place.dong for place in inside if place.dong), None)
    return replace(told, dong=dong, outside=any(place.outside for place in inside))


def _adds_nothing(place: Place, whole: Place) -> bool:
    """The dong again, or 여기 beside a name."""
    again = place.precision == "here" or (place.precision == "area" and place.dong == whole.dong)
    return again and not any(place.span.meets(span) for span in whole.spans)


def _worth(text: str, place: Place) -> tuple[int, bool, int, bool]:
    """An address before a description; a name, an answer or two words before 놀이터 alone."""
    named = bool(place.landmark or place.dong)
    return _RANK[place.precision], named, _role(text, place.span.end), " " in place.words


def _role(text: str, end: int) -> int:
    """What the words are to the sentence: an answer says where, 에서 nearly so, 까지 where to."""
    if _ANSWER.match(text, end):
        return 2
    return 1 if _LOCATED.match(text, end) else -1 if _WHERE_TO.match(text, end) else 0


def _is_compared(text: str, place: Place) -> bool:
    """Another city that is told of for comparison: 서울에서는 바로 고쳐 주던데."""
    return place.outside and place.precision == "area" and bool(_COMPARED.match(text, place.span.end))


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
        _precision(letters, [item.form for item in part]),
        next((name.name for name in inside if name.kind == "dong"), None),
        next((name.name for name in inside if name.kind == "landmark"), None),
        any(name.kind == "outside" for name in inside),
    )


def _precision(letters: str, forms: Sequence[str]) -> Precision:
    if "A" in letters:
        return "exact"
    if "H" in letters:
        return "here"
    narrow = re.search("[LFRN]", letters) or any(
        letter == "W" and form not in _THEREABOUTS for letter, form in zip(letters, forms, strict=True)
    )
    return "described" if narrow else "area"


def _normalised(text: str, span: Span, part: Sequence[Item]) -> str:
    """The words with each name and address as it is written."""
    pieces, at = [], span.start
    for item in part:
        if item.letter in "ADLOSo":
            pieces += [text[at : item.span.start], item.form]
            at = item.span.end
    return " ".join(_COPULA.sub("", "".join([*pieces, text[at : span.end]])).split())


def _widened(text: str, place: Place, span: Span | None) -> Place:
    """A place with the clause that tells the way to it."""
    if span is None:
        return place
    more = text[place.span.end : span.end]
    normalised = " ".join(f"{place.normalised}{more}".split())
    precision: Precision = "exact" if place.precision == "exact" else "described"
    return replace(place, words=span.of(text), normalised=normalised, spans=(span,), precision=precision)


def _with_area(best: Place, said: Sequence[Place]) -> Place | None:
    """The best place, with a dong that was said elsewhere in the utterance."""
    area = next((place for place in said if place.precision == "area"), None)
    return None if area is None or best.dong or best.precision == "area" else _joined(best, area)


def _with_answer(text: str, best: Place, said: Sequence[Place]) -> Place | None:
    """The best place, with what describes it, where one of the two is put as an answer.

    "주차장 앞에 물이 새요 대주파크빌이요" is one place.
    """
    bare = (place for place in said if _is_bare(place))
    other = next((place for place in bare if _LOCATED.match(text, place.span.end)), None)
    if other is None or best.precision == "area" or not (best.dong or best.landmark):
        return None
    answers = any(_ANSWER.match(text, place.span.end) for place in (best, other))
    return _joined(best, other) if answers else None


def _is_bare(place: Place) -> bool:
    return place.precision == "described" and not (place.dong or place.landmark or place.outside)


def _joined(best: Place, other: Place) -> Place:
    """Two parts of one place as they were said; what has the wider name is read back first."""
    first, second = sorted((other, best), key=lambda place: place.span)
    wider, narrower = (other, best) if other.precision == "area" else (best, other)
    return Place(
        f"{first.words} {second.words}",
        f"{wider.normalised} {narrower.normalised}",
        (*first.spans, *second.spans),
        best.precision,
        best.dong or other.dong,
        best.landmark,
        best.outside or other.outside,
    )


def _is_desk(text: str, place: Place) -> bool:
    """여기 is the desk itself: "여기 민원 넣는 데 맞아요?"."""
    return place.precision == "here" and bool(
        _NOT_HERE.match(text, place.span.end) or passes_by(text, place.span.end)
    )
