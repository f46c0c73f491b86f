"""How many people have told of something, as the desk says it."""

from __future__ import annotations

from voicebot.speak.reading.numerals import native, sino

__all__ = ["people_told"]


def people_told(people: int, language: str) -> str:
    """How many have told of it, in words: 세 분, three of them would be ``3 people``."""
    if language == "ko":
        return f"{native(people) if people < 100 else sino(people)} 분"
    return "one person" if people == 1 else f"{people} people"
