"""What the page of one complaint says: short, plain, what happens next."""

from __future__ import annotations

from functools import cache

from voicebot.languages import table

__all__ = ["words"]


@cache
def words(language: str) -> dict[str, str]:
    """All of it in a language."""
    return table("track", language)
