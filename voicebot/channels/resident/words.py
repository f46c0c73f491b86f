"""What the pages say, a file a language in ``data``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["words"]


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of a language (``ko`` or ``en``) by name; ``{phone}``-like fields are the page's to fill."""
    text = (files("voicebot.channels.resident") / "data" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
