"""What is different between two texts of an entry, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

__all__ = ["Difference", "Piece", "differences", "word_by_word"]

_MOST_WORDS = 2_000
"""A field that is longer is compared as a whole: comparing takes the square of the words."""
_WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have, only the older, or only the newer."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, or one line of a field that is a list, that is not as it was."""

    field: str
    pieces: tuple[Piece, ...]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """What changed from one text to another, field by field."""
    names = dict.fromkeys([*old, *new])
    return [found for name in names for found in _field(name, old.get(name), new.get(name))]


def word_by_word(old: str, new: str) -> tuple[Piece, ...]:
    """Two lines as one: what stayed, what went, what came."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    if max(len(a), len(b)) > _MOST_WORDS:
        a, b = [old], [new]
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(b[k:m])))
            continue
        pieces += [Piece("gone", "".join(a[i:j]))] if i < j else []
        pieces += [Piece("new", "".join(b[k:m]))] if k < m else []
    return tuple(pieces)


def _field(name: str, old: object, new: object) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, list) or isinstance(new, list):
        yield from _lines(name, _listed(old), _listed(new))
    else:
        yield Difference(name, word_by_word(_shown(old), _shown(new)))


def _lines(name: str, old: list[str], new: list[str]) -> Iterator[Difference]:
    """Lines that differ, each with the one that it replaces."""
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for at in range(max(j - i, m - k)):
            before = old[i + at] if i + at < j else ""
            after = new[k + at] if k + at < m else ""
            yield Difference(name, word_by_word(before, after))


def _listed(value: object) -> list[str]:
    return [_shown(one) for one in value] if isinstance(value, list) else [_shown(value)] if value else []


def _shown(value: object) -> str:
    return "" if value is None else str(value)
