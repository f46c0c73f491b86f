"""The district's own dictionary of how words are said, checked before it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from voicebot.errors import EntryError
from voicebot.speak.reading import read_korean
from voicebot.speak.respelling import Respelling
from voicebot.store.pronunciations import Pronunciations

__all__ = ["Dictionary"]

MOST_WRITTEN, MOST_SAID = 64, 128
"""Letters."""


class Dictionary:
    """How words are said.

    Args:
        store: where they are kept.
        now: the moment, with a time zone.
    """

    def __init__(self, store: Pronunciations, now: Callable[[], dt.datetime]) -> None:
        self.store = store
        self._now = now

    async def say(self, written: str, said: str, *, language: str, actor: str) -> None:
        """From now on a word is said so; as the rules say it, when `said` is empty.

        Raises:
            EntryError: ``pronunciation``: there is no word, or nothing that could be said.
        """
        written, said = " ".join(written.split()), " ".join(said.split())
        if not any(map(str.isalnum, written)) or len(written) > MOST_WRITTEN or len(said) > MOST_SAID:
            raise EntryError(
                "pronunciation", f"Give a word of at most {MOST_WRITTEN} letters, and how to say it."
            )
        if language == "ko" and said and not read_korean(said):
            raise EntryError("pronunciation", f"Nobody can say {said!r}; write it in Hangul.")
        await self.store.say(written, said, language=language, actor=actor, at=self._now())

    async def respelling(self) -> Respelling:
        """All of it, as the voice takes it."""
        words: dict[str, dict[str, str]] = {}
        for row in await self.store.listed():
            words.setdefault(row.language, {})[row.written] = row.said
        return Respelling(words)
