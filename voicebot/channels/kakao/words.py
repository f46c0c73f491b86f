"""What only this channel says: labels, and sentences about messages instead of sounds."""

from __future__ import annotations

from voicebot.languages import Phrases, book

__all__ = ["words"]


def words(language: str) -> Phrases:
    """The channel's words in a language."""
    return book("kakao", language)
