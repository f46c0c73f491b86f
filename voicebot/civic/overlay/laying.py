"""Lays the lines of a chapter over what the files have, key by key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Generic, Literal, TypeVar

from pydantic import ValidationError

from voicebot.store.ledger import Content, Lines
from voicebot.telemetry.logs import log

__all__ = ["OFF", "Row", "by_key", "free_key", "key_of", "laid_over"]

T = TypeVar("T")
OFF = "off"
"""A line with this alone takes away what the file has; with more besides, it keeps that for another day."""


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """Something with its key.

    Attributes:
        origin: from a file, a file and changed since, or written by officers.
        off: kept, and not in force.
    """

    key: str
    value: T
    origin: Literal["file", "changed", "office"] = "file"
    off: bool = False


def key_of(*words: str) -> str:
    """Names something by its words, as long as they stay."""
    return hashlib.blake2b("\0".join(words).encode(), digest_size=6).hexdigest()


def by_key(items: Iterable[T], key: Callable[[T], str]) -> dict[str, T]:
    """Items by their keys; what has a key that another has too gets a number behind it."""
    found: dict[str, T] = {}
    for item in items:
        found[free_key(key(item), found)] = item
    return found


def free_key(key: str, taken: Container[str]) -> str:
    """A key that is not taken: the one that is wanted, or with a number behind it."""
    numbered = (f"{key}-{number}" for number in count(2))
    return key if key not in taken else next(name for name in numbered if name not in taken)


def laid_over(base: Mapping[str, T], lines: Lines, read: Callable[[Content], T]) -> list[Row[T]]:
    """What the files have and what officers have made of it, in that order.

    A line that cannot be read any more, since the desk has become a newer one, leaves what the file has.

    Args:
        base: of the files.
        lines: of the ledger.
        read: makes a thing of a line's content.
    """
    rows = [_row(key, value, lines.get(key), read) for key, value in base.items()]
    return rows + [row for key in lines if key not in base for row in _added(key, lines[key], read)]


def _row(key: str, value: T, content: Content | None, read: Callable[[Content], T]) -> Row[T]:
    if content is None:
        return Row(key, value)
    off = bool(content.get(OFF))
    if set(content) == {OFF}:
        return Row(key, value, "changed", off)
    return next((Row(key, row.value, "changed", off) for row in _added(key, content, read)), Row(key, value))


def _added(key: str, content: Content, read: Callable[[Content], T]) -> list[Row[T]]:
    if set(content) == {OFF}:
        return []
    try:
        value = read({name: one for name, one in content.items() if name != OFF})
    except (ValidationError, KeyError, ValueError) as error:
        log.warning("a line of the ledger is passed over", key=key, error=type(error).__name__)
        return []
    return [Row(key, value, "office", bool(content.get(OFF)))]
