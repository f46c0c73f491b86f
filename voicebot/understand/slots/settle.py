"""Where the trouble is, after the rules and the learned ear have both looked: one place, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from voicebot.understand.slots.cues import cues_of
from voicebot.understand.slots.items import Item
from voicebot.understand.slots.scenery import places_nothing
from voicebot.understand.slots.span import Span
from voicebot.understand.slots.spot import RANK, Place, joined, place_of
from voicebot.understand.slots.survey import Survey
from voicebot.understand.slots.tagger import Tagger, tagger

__all__ = ["settled"]

NONE = 0.8
"""Probability that no place is told from which on none is taken; by folds (docs/decisions/0019)."""
_VERBS = frozenset({"VV", "VA", "VX", "XSV", "XSA"})
_PARTICLES, _NOUNS = "PJ", "NFRWMG"
_VAGUELY = frozenset({"어디", "쯤", "어디쯤", "바로"})
"""What no place ends with."""
_NAMED_OR_BESIDE = frozenset("ADLSORW")
_SHORT = 2
_DESK = re.compile(r"(?:민원|신고|접수)[을를]?\s?(?:넣|하|받)")
"""The desk itself: 민원 넣는 데."""


def settled(seen: Survey, rules: Place | None, ear: Tagger | None = None) -> Place | None:
    """The place that is told, as the ear hears it; as the rules have it where only they can know.

    An address and 여기 are what they are, and whoever says nothing but a place answers with it.

    Args:
        seen: the utterance.
        rules: what the rules found.
        ear: the one that ships with the project when left out.
    """
    if (rules and rules.precision in ("exact", "here")) or not _is_told(seen, rules):
        return rules
    closed = [any(item.span.meets(span) for span in seen.taken) for item in seen.row]
    heard = (ear or tagger()).tag(cues_of(seen, rules), closed)
    if heard.none > NONE:
        return None
    parts = [part for first, after in heard.stretches if (part := _part(seen, first, after, rules))]
    if not parts:
        return None if heard.stretches else rules
    place = _whole([place_of(seen.text, part, seen.named) for part in parts])
    return rules if rules and _says_less(place, rules) else _with_rules(seen, place, rules)


def _is_told(seen: Survey, rules: Place | None) -> bool:
    """Whether something is said beside the place: a verb with words of its own."""
    spans = rules.spans if rules else ()
    verbs = (token for token in seen.tokens if token.tag in _VERBS)
    return any(not any(token.span.meets(span) for span in spans) for token in verbs)


def _part(seen: Survey, first: int, after: int, rules: Place | None) -> list[Item]:
    """A stretch as a place is said; nothing where it is only whose somebody is, or the desk itself."""
    part, following = _trimmed(seen.row[first:after]), seen.row[after : after + 1]
    if rules and following and following[0].letter == "J":
        part = _without_trouble(part, rules)
    words = Span(part[0].span.start, part[-1].span.end).of(seen.text) if part else ""
    somebodys = not _NAMED_OR_BESIDE & {item.letter for item in part} and len(part) <= _SHORT
    if _DESK.search(words) or (somebodys and following and places_nothing(following[0].form)):
        return []
    return part


def _trimmed(part: Sequence[Item]) -> list[Item]:
    """Without particles and the like at the end, and without 여기 before what says more."""
    kept = list(part)
    while kept and (kept[-1].letter in _PARTICLES or kept[-1].form in _VAGUELY):
        kept.pop()
    while len(kept) > 1 and kept[0].letter == "H":
        kept.pop(0)
    return kept


def _without_trouble(part: list[Item], rules: Place) -> list[Item]:
    """As far as the rules go where a subject stands after that: it is what is wrong (석남역 앞 길이)."""
    ends = next((span.end for span in rules.spans if any(span.meets(item.span) for item in part)), None)
    beyond = [item for item in part if ends is not None and item.span.start >= ends]
    return part[: -len(beyond)] if beyond and all(item.letter in _NOUNS for item in beyond) else part


def _says_less(place: Place, rules: Place) -> bool:
    """Whether the rules found a name and all that the ear heard, and more."""
    inside = all(
        any(one.start <= span.start and span.end <= one.end for one in rules.spans) for span in place.spans
    )
    return inside and place.spans != rules.spans and bool(rules.dong or rules.landmark)


def _whole(parts: Sequence[Place]) -> Place:
    """Parts of one place as one, the most precise as the one that counts."""
    best = max(parts, key=lambda place: RANK[place.precision])
    return reduce(joined, (part for part in parts if part is not best), best)


def _with_rules(seen: Survey, place: Place, rules: Place | None) -> Place:
    """With what the rules know besides: the dong that was said apart, and what was taken back."""
    if rules is None:
        return place
    others = [span for span in rules.spans if not _meets(place, span)]
    apart = (place_of(seen.text, part, seen.named) for span in others if (part := _inside(seen.row, span)))
    area = next((one for one in apart if one.precision == "area" and one.dong and not place.dong), None)
    whole = joined(place, area) if area else place
    return replace(whole, aside=tuple(span for span in rules.aside if not _meets(whole, span)))


def _inside(row: Sequence[Item], span: Span) -> list[Item]:
    return [item for item in row if item.span.meets(span)]


def _meets(place: Place, other: Span) -> bool:
    return any(span.meets(other) for span in place.spans)
