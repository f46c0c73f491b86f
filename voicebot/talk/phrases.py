"""The desk's own sentences."""

from __future__ import annotations

from voicebot.languages import Phrases, book

__all__ = ["Phrases", "phrases"]


def phrases(language: str) -> Phrases:
    """The sentences of a language; English where it has none of its own."""
    return book("desk", language)
