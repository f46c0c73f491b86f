"""What only this channel says: labels, and sentences about messages instead of sounds."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from voicebot.talk.phrases import Phrases

__all__ = ["words"]


@cache
def words(language: str) -> Phrases:
    """The channel's words in one of the desk's languages."""
    source = files("voicebot.channels.kakao") / "data" / f"{language}.toml"
    return Phrases(tomllib.loads(source.read_text(encoding="utf-8")))
