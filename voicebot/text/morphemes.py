"""Korean words taken apart by Kiwi, loaded once a process."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from kiwipiepy import Kiwi

__all__ = ["Morpheme", "content", "is_content", "kiwi", "tokens", "tokens_of_all"]

_CONTENT = ("NNG", "NNP", "NR", "NP", "VV", "VA", "VX", "VCN", "XR", "MAG", "MM", "SL", "SN", "SH")
_loading = threading.Lock()


class Morpheme(NamedTuple):
    """A morpheme and its part of speech in the Sejong tag set (NNG noun, VV verb, EF final ending, …)."""

    form: str
    tag: str


@cache
def _load() -> Any:  # noqa: ANN401  (kiwipiepy publishes no types)
    # The dictionary of multi-word expressions costs 200 MB and changes no case that the desk has.
    return Kiwi(num_workers=1, load_multi_dict=False)


def kiwi() -> Any:  # noqa: ANN401
    """The one instance, for rooms that need the places of morphemes too; safe to call from any thread."""
    with _loading:
        return _load()


def _morphemes(found: Iterable[Any]) -> list[Morpheme]:
    # Kiwi marks irregular verbs as VV-I; which kind of verb it is does not matter here.
    return [Morpheme(token.form, str(token.tag).split("-")[0]) for token in found]


def tokens(text: str) -> list[Morpheme]:
    """The morphemes of a text, in order. Safe to call from several threads at once."""
    return _morphemes(kiwi().tokenize(text))


def tokens_of_all(texts: Sequence[str]) -> list[list[Morpheme]]:
    """The morphemes of many texts, faster than one by one."""
    return [_morphemes(found) for found in kiwi().tokenize(list(texts))]


def is_content(morpheme: Morpheme) -> bool:
    """Whether a morpheme carries meaning of its own: nouns, verbs, adverbs, numbers, foreign words."""
    return morpheme.tag.startswith(_CONTENT)


def content(morphemes: Iterable[Morpheme]) -> list[Morpheme]:
    """Only the morphemes that carry meaning of their own."""
    return [morpheme for morpheme in morphemes if is_content(morpheme)]
