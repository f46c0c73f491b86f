"""What the pages say: short, plain, what happens next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from voicebot.languages import table

__all__ = ["words"]


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of a language by name; ``{phone}``-like fields are the page's to fill."""
    return table("resident", language)
