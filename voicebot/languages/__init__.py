"""What the desk says and shows by itself: a folder for each language, a file in it for each room."""

from typing import Literal, get_args

from voicebot.languages.books import FALLBACK, Phrases, book, languages, parts, table

__all__ = ["FALLBACK", "LANGUAGES", "Language", "Phrases", "book", "languages", "parts", "table"]

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""In which the desk talks: more than words belong to that (docs/languages.md)."""
