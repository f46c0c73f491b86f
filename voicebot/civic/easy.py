"""An answer for who reads little: one thought a line, each with a drawing of what it is about."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from voicebot.civic.pictures import OTHER

__all__ = ["EasyLine", "easy_lines"]


@dataclass(frozen=True, slots=True)
class EasyLine:
    """One thought.

    Attributes:
        picture: a symbol of ``pictures.svg``.
        text: the sentence as it is said.
    """

    picture: str
    text: str


def easy_lines(sentences: Iterable[str], language: str, about: str = OTHER) -> list[EasyLine]:
    """Sentences with their drawings.

    Args:
        sentences: short ones, as they are said.
        language: ``ko`` or ``en``.
        about: the drawing of the whole answer, where a sentence has none of its own.
    """
    return [EasyLine(_picture(line, language) or about, line) for line in sentences]


def _picture(sentence: str, language: str) -> str:
    """The drawing of the longest word that is in it; of two as long, of the one that comes first."""
    text = sentence.casefold()
    found = [(-len(word), text.find(word), name) for word, name in _table(language) if word in text]
    return min(found)[2] if found else ""


@cache
def _table(language: str) -> tuple[tuple[str, str], ...]:
    text = (files("voicebot.civic") / "data" / f"easy.{language}.toml").read_text(encoding="utf-8")
    return tuple((word, name) for name, words in tomllib.loads(text).items() for word in words)
