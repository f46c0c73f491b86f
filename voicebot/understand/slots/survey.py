"""An utterance with its names, addresses and items found: what both the rules and the learned ear go by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voicebot.understand.slots.address import Address, addresses
from voicebot.understand.slots.houses import houses
from voicebot.understand.slots.items import Item, items
from voicebot.understand.slots.located import Token
from voicebot.understand.slots.names import Gazetteer, Name, names
from voicebot.understand.slots.span import Span

__all__ = ["Survey", "survey"]

_HERE = re.compile(
    r"(?:(?:제가|내가|나)\s)?(?:지금\s?)?있는\s?(?:곳|데|자리)(?=이|예|요|에|입|$|\s?앞)|(?:지금\s?|현재\s?|제\s?|내\s?)위치(?=요|예|에|입|로|$)"
)
"""Where the caller stands, in more words than 여기."""


@dataclass(frozen=True, slots=True)
class Survey:
    """An utterance and what it is made of.

    Attributes:
        text: the utterance.
        tokens: its morphemes.
        row: its items.
        named: the names in it, by where they begin.
        taken: spans of a time and a telephone, which are no part of a place.
    """

    text: str
    tokens: Sequence[Token]
    row: Sequence[Item]
    named: Mapping[int, Name]
    taken: Sequence[Span]


def survey(text: str, district: Gazetteer, tokens: Sequence[Token], taken: Sequence[Span] = ()) -> Survey:
    """Look an utterance over.

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
    return Survey(text, tokens, row, {name.span.start: name for name in named}, taken)


def _clear(named: list[Name], found: list[Address], taken: Sequence[Span]) -> list[Name | Address]:
    """Addresses, and the names that are no part of one, outside what is taken."""
    inside = {at for address in found for at in range(address.span.start, address.span.end)}
    inside.update(at for span in taken for at in range(span.start, span.end))
    free = [address for address in found if not any(address.span.meets(span) for span in taken)]
    return sorted(
        [*free, *(name for name in named if name.span.start not in inside)], key=lambda one: one.span
    )
