"""A stretch of an utterance, and what is done when a speaker takes one back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

__all__ = ["Located", "Span", "last_said", "taken_back", "tidy"]

_TAKEN_BACK = re.compile(
    r"(?:이|가|은|는)?\s?(?:에서|에)?(?:이요|요|예요|이에요|인가)?[\s,.…]*"
    r"(?:아니다|아니라고|아니라|아니고|아니야|아니요|아니에요|아니|아뇨|말고요?)[\s,.…]*"
    r"(?:그게|저기|참|음|어)?[\s,.…]*"
)
"""What stands between two values of which the second is meant: A가 아니라 B, A 아니 B, A 말고 B."""
_LONGEST_REPAIR = 24
_EDGES = " \t\n\r,.…~!?;:\"'()"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (not included) of the utterance in NFC."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves, exactly as said."""
        return text[self.start : self.end]

    def meets(self, other: Span) -> bool:
        """Whether two stretches share a character."""
        return self.start < other.end and other.start < self.end


class Located(Protocol):
    """Anything that was found somewhere."""

    @property
    def span(self) -> Span:
        """Where."""
        ...


_L = TypeVar("_L", bound=Located)


def last_said(text: str, found: Sequence[_L]) -> list[_L]:
    """Without those that the speaker takes back: "석남동 아니 가좌동이요" leaves 가좌동.

    Args:
        text: the utterance.
        found: in the order in which they were said.
    """
    return [
        one
        for at, one in enumerate(found)
        if at + 1 == len(found) or not _taken_back(text, one.span.end, found[at + 1].span.start)
    ]


def taken_back(text: str, found: Sequence[_L]) -> tuple[Span, ...]:
    """What `last_said` leaves out, each up to the value that takes its place: ``석남동 아니``."""
    return tuple(
        Span(one.span.start, after.span.start)
        for one, after in pairwise(found)
        if _taken_back(text, one.span.end, after.span.start)
    )


def _taken_back(text: str, end: int, start: int) -> bool:
    return 0 < start - end <= _LONGEST_REPAIR and bool(_TAKEN_BACK.fullmatch(text, end, start))


def tidy(text: str, start: int, end: int) -> Span:
    """A span without the spaces and marks at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
