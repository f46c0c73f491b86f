"""Morphemes with their places in an utterance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from voicebot.text.morphemes import kiwi
from voicebot.understand.slots.span import Span

__all__ = ["Token", "located"]

_UNKNOWN = 64
"""Numbers of words up to here are Kiwi's stand-ins, one a tag, for words that are not in its dictionary."""
_PIECE = 160
"""Characters that are taken apart at once: Kiwi's time grows faster than the length of what it is given."""


class Token(NamedTuple):
    """A morpheme, its Sejong tag without the mark for irregular verbs, and its place.

    A noun that is in no dictionary is a name (NNP): 서해그랑블.
    """

    form: str
    tag: str
    span: Span


def located(text: str) -> list[Token]:
    """The morphemes of a text in order, in time linear in its length."""
    return [token for start, piece in _pieces(text) for token in _tokens(piece, start)]


def _tokens(piece: str, offset: int) -> Iterator[Token]:
    for found in kiwi().tokenize(piece):
        span = Span(offset + found.start, offset + found.end)
        tag = str(found.tag).split("-")[0]
        yield Token(found.form, "NNP" if tag == "NNG" and found.id <= _UNKNOWN else tag, span)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut at the last space before the limit; a word that is longer than that is cut in itself."""
    start = 0
    while len(text) - start > _PIECE:
        space = text.rfind(" ", start + 1, start + _PIECE)
        end = space if space > start else start + _PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]
