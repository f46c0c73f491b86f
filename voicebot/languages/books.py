"""The words of a language, by part and name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

__all__ = ["FALLBACK", "Phrases", "book", "languages", "parts", "table"]

Table = dict[str, Any]

FALLBACK = "en"
"""What is said where a language has no words of its own."""

HERE = files(__package__)


class Phrases:
    """The sentences of one language, by name; ``{desk}``-like fields are filled in."""

    def __init__(self, sentences: dict[str, list[str] | str]) -> None:
        self._sentences = sentences

    def __contains__(self, name: str) -> bool:
        return name in self._sentences

    def __call__(self, name: str, **fields: object) -> tuple[str, ...]:
        """The sentences of a phrase, in the order in which they are said."""
        found = self._sentences[name]
        return tuple(s.format(**fields) for s in ([found] if isinstance(found, str) else found))

    def line(self, name: str, **fields: object) -> str:
        """The same as one line, for events that carry ``say``."""
        return " ".join(self(name, **fields))

    def names(self) -> frozenset[str]:
        """Every phrase there is."""
        return frozenset(self._sentences)

    def fixed(self) -> list[str]:
        """Every sentence without fields: what can be synthesised beforehand."""
        every = [s for v in self._sentences.values() for s in ([v] if isinstance(v, str) else v)]
        return [sentence for sentence in every if "{" not in sentence]


def languages(root: Traversable = HERE) -> list[str]:
    """The languages that have a folder, by their ISO 639-1 codes."""
    return sorted(each.name for each in root.iterdir() if each.is_dir() and not each.name.startswith("_"))


def parts(language: str, root: Traversable = HERE) -> list[str]:
    """The parts for which a language has words."""
    folder = root / language
    found = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    return sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


def read(part: str, language: str, root: Traversable = HERE) -> Table:
    """A language's own words of a part; none where there is no such file."""
    source = root / language / f"{part}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}


def table(part: str, language: str, root: Traversable = HERE) -> Table:
    """The words of a part, as they stand in its file; English ones where the language has none."""
    own = read(part, language, root)
    return own if language == FALLBACK else _over(read(part, FALLBACK, root), own)


@cache
def book(part: str, language: str) -> Phrases:
    """The sentences of a part that has nothing else in it."""
    return Phrases(table(part, language))


def _over(base: Table, own: Table) -> Table:
    """A table with what another has in its place, tables within tables alike."""
    both = {
        name: _over(base[name], value)
        if isinstance(value, dict) and isinstance(base.get(name), dict)
        else value
        for name, value in own.items()
    }
    return {**base, **both}
