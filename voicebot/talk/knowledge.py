"""What the desk knows in one language: approved entries and how to find them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from voicebot.civic.faq import Entry, Faq
from voicebot.settings import Settings
from voicebot.understand.embed import Embedder
from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Match, Reading

__all__ = ["Knowledge"]


class Knowledge:
    """Entries of one language with their index.

    Args:
        faq: every entry.
        language: which of them.
        embedder: turns phrasings and questions into vectors.
        settings: where recordings and vectors are kept.
    """

    def __init__(self, faq: Faq, language: str, embedder: Embedder, settings: Settings) -> None:
        self._entries = faq.entries(language)
        self._recordings = settings.district_dir / "audio"
        self._matcher = Matcher(
            faq.phrasings(language),
            embedder,
            language=language,
            cache_dir=settings.cache_dir / "vectors",
            about=faq.about(language),
        )
        self.language = language
        self.version = faq.version

    def get(self, entry: str) -> Entry | None:
        """An entry, or nothing when it is not there."""
        return self._entries.get(entry)

    def most_asked(self) -> tuple[str, ...]:
        """Entries for the menu, in the order in which the district lists them."""
        return tuple(self._entries)

    def recording(self, entry: Entry) -> Path | None:
        """The officer's recording of the answer, if the file is there."""
        path = self._recordings / entry.audio if entry.audio else None
        return path if path and path.is_file() else None

    def match(self, readings: Sequence[Reading]) -> Match:
        """What a question means; computes, so call it from a worker."""
        return self._matcher.match(readings)
