"""What the desk knows in one language: approved entries and how to find them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from voicebot.civic.faq import Entry, Faq
from voicebot.settings import Settings
from voicebot.text.normal import normalise
from voicebot.understand.embed import Embedder
from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Match, Reading

__all__ = ["Knowledge", "learned_texts"]


def learned_texts(faq: Faq, language: str) -> list[str]:
    """Every text of a language whose meaning an index has to know, as it is embedded."""
    about = faq.about(language)
    return [normalise(text) for text in (*(one.text for one in faq.phrasings(language)), *about.values())]


class Knowledge:
    """Entries of one language with their index.

    Args:
        faq: every entry.
        language: which of them.
        embedder: turns phrasings and questions into vectors.
        settings: where recordings and vectors are kept.
        before: what this replaces; what it has worked out is taken over.

    Attributes:
        first: entries that the menu begins with at this moment.
    """

    def __init__(
        self,
        faq: Faq,
        language: str,
        embedder: Embedder,
        settings: Settings,
        before: Knowledge | None = None,
    ) -> None:
        self._entries = faq.entries(language)
        self._recordings = (settings.recordings_dir, settings.district_dir / "audio")
        replaced: Matcher | None = before.matcher if before else None
        self.matcher: Matcher = Matcher(
            faq.phrasings(language),
            embedder,
            language=language,
            cache_dir=settings.cache_dir / "vectors",
            about=faq.about(language),
            before=replaced,
        )
        self.first: Callable[[], Sequence[str]] = before.first if before else tuple
        self.language = language
        self.version = faq.version

    def get(self, entry: str) -> Entry | None:
        """An entry, or nothing when it is not there."""
        return self._entries.get(entry)

    def most_asked(self) -> tuple[str, ...]:
        """Entries for the menu: those it begins with, then the others as the district lists them."""
        return tuple(name for name in dict.fromkeys([*self.first(), *self._entries]) if name in self._entries)

    def recording(self, entry: Entry) -> Path | None:
        """The officer's recording of the answer, if the file is there."""
        paths = (folder / entry.audio for folder in self._recordings if entry.audio)
        return next((path for path in paths if path.is_file()), None)

    def has(self, faq: Faq) -> bool:
        """Whether these are all the entries of its language in an edition, word for word."""
        return list(self._entries.items()) == list(faq.entries(self.language).items())

    def match(self, readings: Sequence[Reading]) -> Match:
        """What a question means; computes, so call it from a worker."""
        return self.matcher.match(readings)
