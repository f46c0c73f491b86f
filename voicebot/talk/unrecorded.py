"""Which answers nobody has recorded: what callers may hear first, then what officers are writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from voicebot.civic.faq import Faq
from voicebot.civic.publishing.publisher import Publisher
from voicebot.civic.publishing.texts import Fields, as_entry
from voicebot.civic.publishing.timeline import Key
from voicebot.errors import EntryError

__all__ = ["Said", "Unrecorded"]

Said = tuple[str, str]
"""(language, sentence)"""

_TO_COME = ("review", "published", "draft")
"""States of newest texts, the nearest to callers first; a published one may begin only tomorrow."""


class Unrecorded:
    """The sentences of answers without a recording; read from the store again only when it has changed.

    Args:
        publisher: knows every text.
        spoken: the edition that callers hear now.
        folders: where recordings lie.
        today: the district's day.
    """

    def __init__(
        self,
        publisher: Publisher,
        spoken: Callable[[], Faq],
        folders: tuple[Path, ...],
        today: Callable[[], dt.date],
    ) -> None:
        self._publisher = publisher
        self._spoken = spoken
        self._folders = folders
        self._today = today
        self._seen: object = None
        self._known: list[Said] = []

    async def __call__(self) -> list[Said]:
        """(language, sentence), each once, the most needed first."""
        edition, today = self._spoken(), self._today()
        seen = (await self._publisher.entries.glance(), edition.version, today)
        if seen != self._seen:
            said = [*self._published(edition, today), *await self._to_come()]
            self._seen, self._known = seen, list(dict.fromkeys(said))
        return self._known

    def recording(self, name: object) -> Path | None:
        """The file of a recording, if there is one of that name."""
        paths = (folder / str(name) for folder in self._folders if name)
        return next((path for path in paths if path.is_file()), None)

    def recorded(self, name: object) -> bool:
        """Whether there is such a recording."""
        return self.recording(name) is not None

    def lines(self, key: Key, fields: Fields) -> tuple[str, ...]:
        """What callers would hear of a text, or as much of it as is written."""
        try:
            return as_entry(key, fields).spoken(self._today())
        except EntryError:
            lines = fields.get("answer_spoken")
            return tuple(map(str, lines)) if isinstance(lines, list) else ()

    def _published(self, edition: Faq, today: dt.date) -> Iterator[Said]:
        bare = (entry for entry in edition if not self.recorded(entry.audio))
        return ((entry.language, line) for entry in bare for line in entry.spoken(today))

    async def _to_come(self) -> list[Said]:
        rows = {state: await self._publisher.entries.listed((state,)) for state in _TO_COME}
        wanted = {(row.language, row.entry): row.revision for state in _TO_COME for row in rows[state]}
        texts = await self._publisher.entries.fields(wanted)
        bare = [key for key in wanted if key in texts and not self.recorded(texts[key].get("audio"))]
        return [(key[0], line) for key in bare for line in self.lines(key, texts[key])]
