"""What officers change reaches callers: looked for twice a second, taken over between their questions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import numpy as np

from voicebot.civic.faq import LANGUAGES
from voicebot.civic.publishing.house import House
from voicebot.errors import EngineError
from voicebot.speak.respelling import NO_RESPELLING, Respelling
from voicebot.store.gaps import NewGroup
from voicebot.store.tables import UnansweredQuestion
from voicebot.talk.editions import PORTION, Compute, Editions
from voicebot.telemetry.logs import log
from voicebot.understand.embed import Embedder, Vectors
from voicebot.understand.grouping import grouped, places
from voicebot.understand.space import Space

__all__ = ["POLL_S", "Newsroom"]

POLL_S = 0.5
"""From one look at the store to the next, so that a change is heard well within five seconds."""

GROUP_S, GROUP_AT_ONCE = 5.0, 6
"""Seconds from one round of grouping to the next, and questions in a round: so few that no edition waits."""


class Newsroom:
    """Keeps one process of the desk in step with its officers.

    Args:
        house: what they work with.
        editions: brings entries to callers.
        embedder: turns texts into vectors.
        between: computes in small pieces, when no caller waits for the same model.
        space: where meanings are compared; the learned one when left out.
    """

    def __init__(
        self,
        house: House,
        editions: Editions,
        embedder: Embedder,
        between: Compute,
        space: Space | None = None,
    ) -> None:
        self.house = house
        self.editions = editions
        self._embedder = embedder
        self._between = between
        self._space = space
        self._words = -1
        self._grouped_at = float("-inf")

    async def respelling(self) -> Respelling | None:
        """How words are said, if that has changed since it was asked last."""
        before, self._words = self._words, await self.house.dictionary.store.glance()
        if self._words == before or (before < 0 and not self._words):
            return None
        return await self.house.dictionary.respelling() if self._words else NO_RESPELLING

    async def run(self, respell: Callable[[Respelling], None], every_s: float = POLL_S) -> None:
        """Look for changes until cancelled; what fails is looked for again.

        Args:
            respell: takes over how words are said.
            every_s: seconds from one look to the next.
        """
        while True:
            await asyncio.sleep(every_s)
            try:
                await self.editions.refresh()
                if changed := await self.respelling():
                    respell(changed)
                await self._group_now_and_then()
            except EngineError as error:
                log.info("callers first", code=error.code)
            except Exception as error:
                log.error("looking for changes failed", error=type(error).__name__)

    async def _group_now_and_then(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._grouped_at >= GROUP_S:
            self._grouped_at = now
            await self.group(GROUP_AT_ONCE)

    async def group(self, most: int) -> int:
        """Put questions that are in no group yet in groups; how many.

        Args:
            most: at one go, of each language.

        Raises:
            EngineError: ``busy``: callers need the model.
        """
        return sum([await self._group(language, most) for language in LANGUAGES])

    async def _group(self, language: str, most: int) -> int:
        gaps = self.house.gaps.gaps
        questions = await gaps.ungrouped(language, most)
        if not questions:
            return 0
        groups = await gaps.groups(language)
        rows = await self._places([question.question for question in questions])
        firsts = _firsts([group.middle for group in groups], rows.shape[1])
        numbers = await asyncio.to_thread(grouped, firsts, rows)
        known = {
            question.id: groups[at].id
            for question, at in zip(questions, numbers, strict=True)
            if at < len(groups)
        }
        await gaps.put(known, _begun(language, questions, numbers, rows, len(groups)))
        return len(questions)

    async def _places(self, texts: Sequence[str]) -> Vectors:
        """Where texts are, a few at a time."""
        found = []
        for at in range(0, len(texts), PORTION):
            some = texts[at : at + PORTION]
            found.append(await self._between(lambda some=some: places(self._embedder, some, self._space)))  # type: ignore[misc]
        return np.concatenate(found)


def _firsts(middles: Sequence[bytes], size: int) -> Vectors:
    """Meanings as they were kept; one of another model, which has another size, is near to nothing."""
    rows = [np.frombuffer(middle, np.float16).astype(np.float32) for middle in middles]
    whole = [row if len(row) == size else np.zeros(size, np.float32) for row in rows]
    return np.stack(whole) if whole else np.empty((0, size), np.float32)


def _begun(
    language: str,
    questions: Sequence[UnansweredQuestion],
    numbers: Sequence[int],
    rows: Vectors,
    groups: int,
) -> list[NewGroup]:
    """The groups that were begun, each with the meaning of the question that began it."""
    new: dict[int, list[int]] = {}
    for place, at in enumerate(numbers):
        if at >= groups:
            new.setdefault(at, []).append(place)
    return [
        NewGroup(
            language,
            rows[places_[0]].astype(np.float16).tobytes(),
            tuple(questions[place].id for place in places_),
        )
        for places_ in new.values()
    ]
