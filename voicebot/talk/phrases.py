"""The desk's own sentences, a file a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["Phrases", "phrases"]


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


@cache
def phrases(language: str) -> Phrases:
    """The sentences of a language; English where there is no such file."""
    folder = files("voicebot.talk") / "data"
    source = folder / f"{language}.toml"
    if not source.is_file():
        source = folder / "en.toml"
    return Phrases(tomllib.loads(source.read_text(encoding="utf-8")))
