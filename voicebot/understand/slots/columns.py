"""An utterance in columns, one entry an item: its word, its neighbours' words, and what the rules say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicebot.understand.slots.items import Item
from voicebot.understand.slots.span import Span
from voicebot.understand.slots.spot import Place
from voicebot.understand.slots.survey import Survey

__all__ = ["EDGE", "Columns", "columns"]

_NAMED = "ADLOSo"
"""Letters of names and addresses: which one does not matter."""
EDGE = 3
"""Items that are looked at on each side; beyond the ends there is nothing."""
_VERBS = ("VV", "VA", "XSV", "XSA", "VCP")
_BOUND = ("J", "E")
"""Tags of particles and endings."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of an utterance, each with an edge on both sides.

    Attributes:
        form: the word; the letter alone of a name.
        tag: its part of speech.
        letter: see `voicebot.understand.slots.items`, with an x where it belongs to a time or telephone.
        ruled: R in the place that the rules found, o outside.
        space: _ at the beginning of a word.
        verb: the next verb after each.
        noun: the next noun.
        after: the next particle, ending or verb.
        before: the particle or ending before.
        rules: what kind of place the rules found.
    """

    form: list[str]
    tag: list[str]
    letter: list[str]
    ruled: list[str]
    space: list[str]
    verb: list[str]
    noun: list[str]
    after: list[str]
    before: list[str]
    rules: str


def columns(seen: Survey, rules: Place | None) -> Columns:
    """The columns of an utterance.

    Args:
        seen: the utterance.
        rules: what the rules found.
    """
    items, spans = seen.row, rules.spans if rules else ()
    forms, tags = zip(*_words(seen), strict=True) if items else ((), ())
    full = [f"{form}/{tag}" for form, tag in zip(forms, tags, strict=True)]
    taken = ["x" * _meets(item, seen.taken) for item in items]
    bound = [tag.startswith(_BOUND) for tag in tags]
    return Columns(
        _edged(forms),
        _edged(tags),
        _edged([item.letter + mark for item, mark in zip(items, taken, strict=True)]),
        _edged(["R" if _meets(item, spans) else "o" for item in items], "-"),
        _edged(["_" * _starts_word(seen.text, item.span.start) for item in items], ""),
        _edged(_next(forms, [tag.startswith(_VERBS) for tag in tags])),
        _edged(_next(forms, [tag.startswith("NN") for tag in tags])),
        _edged(_next(full, [tag.startswith((*_BOUND, "V")) for tag in tags])),
        _edged(_next(full[::-1], bound[::-1])[::-1]),
        _told(rules),
    )


def _words(seen: Survey) -> Iterator[tuple[str, str]]:
    """Form and tag of each item; of a name no more than its letter."""
    tags = {(token.span.start, token.form): token.tag for token in seen.tokens}
    for item in seen.row:
        if item.letter in _NAMED:
            yield f"<{item.letter}>", "NAME"
        else:
            yield item.form, tags.get((item.span.start, item.form), "X")


def _meets(item: Item, spans: Sequence[Span]) -> bool:
    return any(span.meets(item.span) for span in spans)


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace()


def _told(rules: Place | None) -> str:
    if rules is None:
        return "none"
    return rules.precision + "n" * bool(rules.landmark) + "d" * bool(rules.dong) + "o" * rules.outside


def _edged(column: Sequence[str], edge: str | None = None) -> list[str]:
    first, last = ("^", "$") if edge is None else (edge, edge)
    return [*[first] * EDGE, *column, *[last] * EDGE]


def _next(forms: Sequence[str], wanted: Sequence[bool]) -> list[str]:
    """Of each item the next one that is wanted, itself left out."""
    found, last = [], "$"
    for form, is_wanted in zip(reversed(forms), reversed(wanted), strict=True):
        found.append(last)
        last = form if is_wanted else last
    return found[::-1]
