"""Keeps what callers hear in step with what is published, in every process of the desk.

A new edition is learned in small portions between callers' questions, indexed in a thread, and swapped in at
once; a reply that was begun goes on in the edition it began with (`Understanding.begin`).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable, Mapping
from itertools import count
from typing import Any

from voicebot.civic.faq import LANGUAGES, Faq
from voicebot.civic.publishing.publisher import Publisher
from voicebot.settings import Settings
from voicebot.talk.knowledge import Knowledge, learned_texts
from voicebot.understand.embed import Embedder
from voicebot.understand.kept import KeptEmbedder
from voicebot.workers import Urgency, UrgencyNow

__all__ = ["Editions", "patiently"]

PORTION = 2
"""Texts embedded at one go: some 50 ms on one core, for which a caller's question may have to wait."""

GLANCES = 10
"""After so many glances that saw nothing new everything is read all the same: of two steps at once a database
may show the later one first."""

WAITS_S = 0.2
"""A portion lets callers go first for so long; then it is as urgent as they are, so that an edition of twenty
phrasings is learned in seconds however many ask."""

Known = Mapping[str, Knowledge]
Swap = Callable[[Faq, dict[str, Knowledge]], None]
Compute = Callable[[Callable[[], Any]], Awaitable[Any]]


def patiently() -> UrgencyNow:
    """How urgent a small piece of work is that callers should not notice, and that must get done."""
    begun = time.monotonic()
    return lambda: Urgency.BACKGROUND if time.monotonic() - begun < WAITS_S else Urgency.FINAL


class Editions:
    """The edition that is spoken.

    Args:
        publisher: tells what should be spoken.
        embedder: turns texts into vectors.
        settings: where vectors and recordings are kept.
        between: computes in small pieces, when no caller waits for the same model.
        known: what is spoken now, by language.
        swap: takes over a new edition at once.
        now: the moment, by the district's clock.
    """

    def __init__(  # noqa: PLR0913  (wiring, by name)
        self,
        publisher: Publisher,
        embedder: Embedder,
        settings: Settings,
        *,
        between: Compute,
        known: Callable[[], Known],
        swap: Swap,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._publisher = publisher
        self._embedder = embedder
        self._settings = settings
        self._between = between
        self._known = known
        self._swap = swap
        self._now = now
        self._seen = -1
        self._until: dt.datetime | None = None
        self._glances = count(1)

    async def refresh(self) -> bool:
        """Look whether another edition is due, and speak it; whether there was one.

        Raises:
            EngineError: ``busy``: callers need the model; look again later.
        """
        newest = await self._publisher.entries.glance()
        now = self._now()
        due = self._until is not None and now >= self._until
        if newest == self._seen and not due and next(self._glances) % GLANCES:
            return False
        spoken = await self._publisher.spoken(now)
        changed = await self._take(spoken.edition)
        self._seen, self._until = newest, spoken.until
        return changed

    async def _take(self, edition: Faq) -> bool:
        before = self._known()
        others = [name for name in LANGUAGES if not before[name].has(edition)]
        if not others:
            return False
        await self._learn([text for name in others for text in learned_texts(edition, name)])
        made: dict[str, Knowledge] = {
            name: await asyncio.to_thread(self._index, edition, name, before[name]) for name in others
        }
        self._swap(edition, {**before, **made})
        return True

    async def _learn(self, texts: list[str]) -> None:
        """Embed what is new, a little at a time."""
        folder = self._settings.cache_dir / "vectors"
        keeper = await asyncio.to_thread(KeptEmbedder, self._embedder, folder)
        new = keeper.missing(texts)
        try:
            for at in range(0, len(new), PORTION):
                portion = new[at : at + PORTION]
                await self._between(lambda some=portion: keeper.learn(some))  # type: ignore[misc]
        finally:
            if new:
                await asyncio.to_thread(keeper.save)

    def _index(self, edition: Faq, language: str, before: Knowledge) -> Knowledge:
        return Knowledge(edition, language, self._embedder, self._settings, before)
