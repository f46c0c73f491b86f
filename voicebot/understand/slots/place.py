"""Where something is, by rules: an address, a dong, a landmark, a described place, or 여기."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from voicebot.understand.slots.described import stretches
from voicebot.understand.slots.located import Token
from voicebot.understand.slots.roles import is_direction, passes_by
from voicebot.understand.slots.scenery import relation_strength
from voicebot.understand.slots.span import Span, last_said, taken_back
from voicebot.understand.slots.spot import RANK, Place, Precision, joined, place_of
from voicebot.understand.slots.survey import Survey
from voicebot.understand.slots.vague import closing_name, vague_places
from voicebot.understand.slots.ways import gone_on

__all__ = ["find_place"]

_LOCATED = re.compile(r"(?:에서?|에다가?|에서는|에는)(?=\s)")
_WHERE_TO = re.compile(r"까지|(?:으로|로)(?=\s)|한테")
_COMPARED = re.compile(r"에서?는|은\s|는\s|처럼|보다|같으면|에서도")
_ANSWER = re.compile(r"(?:이)?(?:요|에요|예요|입니다|인데요?|이고요?|야|이야|거든요)(?=[\s.,]|$)")
_NOT_HERE = re.compile(r"(?:가|는|서)?\s?(?:구청|창구|상담|뭐|어디|무슨|처음)")


def find_place(seen: Survey) -> Place | None:
    """The place that an utterance names, or nothing.

    The most precise of several, with the dong of another; one that the speaker takes back does not count.
    """
    text, row, tokens, taken = seen.text, seen.row, seen.tokens, seen.taken
    found = (place_of(text, row[first:after], seen.named) for first, after in stretches(text, row))
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
    return RANK[place.precision], named, _role(text, place.span.end), " " in place.words


def _role(text: str, end: int) -> int:
    """What the words are to the sentence: an answer says where, 에서 nearly so, 까지 where to."""
    if _ANSWER.match(text, end):
        return 2
    return 1 if _LOCATED.match(text, end) else -1 if _WHERE_TO.match(text, end) else 0


def _is_compared(text: str, place: Place) -> bool:
    """Another city that is told of for comparison: 서울에서는 바로 고쳐 주던데."""
    return place.outside and place.precision == "area" and bool(_COMPARED.match(text, place.span.end))


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
    return None if area is None or best.dong or best.precision == "area" else joined(best, area)


def _with_answer(text: str, best: Place, said: Sequence[Place]) -> Place | None:
    """The best place, with what describes it, where one of the two is put as an answer.

    "주차장 앞에 물이 새요 대주파크빌이요" is one place.
    """
    bare = (place for place in said if _is_bare(place))
    other = next((place for place in bare if _LOCATED.match(text, place.span.end)), None)
    if other is None or best.precision == "area" or not (best.dong or best.landmark):
        return None
    answers = any(_ANSWER.match(text, place.span.end) for place in (best, other))
    return joined(best, other) if answers else None


def _is_bare(place: Place) -> bool:
    return place.precision == "described" and not (place.dong or place.landmark or place.outside)


def _is_desk(text: str, place: Place) -> bool:
    """여기 is the desk itself: "여기 민원 넣는 데 맞아요?"."""
    return place.precision == "here" and bool(
        _NOT_HERE.match(text, place.span.end) or passes_by(text, place.span.end)
    )
