"""What the complaint counters of all conversations share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.tries import WrongTries
from voicebot.talk.interview.ear import ComplaintEar, Meant
from voicebot.talk.interview.said import Said
from voicebot.talk.watchers import Watchers
from voicebot.understand.meaning import Match, Reading
from voicebot.understand.suggest import Suggestion

__all__ = ["LOCKED_S", "WRONG_TRIES", "Backroom", "Suggest"]

WRONG_TRIES = 5
"""Numbers that lead to no complaint before an asker has to wait."""
LOCKED_S = 15 * 60.0
"""For so long."""


class Suggest(Protocol):
    """Finds what kind of complaint was told, off the event loop."""

    async def __call__(
        self, readings: Sequence[Reading], language: str, trouble: str, faq: Match | None
    ) -> Suggestion:
        """The kind, as `voicebot.understand.suggest.Suggester` finds it."""
        ...


@dataclass(frozen=True, slots=True)
class Backroom:
    """The register behind the counters, and what understands callers.

    Attributes:
        ear: what words mean for a complaint.
        run: computes off the event loop.
        suggest: finds what kind of complaint was told.
        tries: wrong numbers, by asker.
        watchers: tell open conversations of changes.
        days: for how long name and number are kept after a complaint was closed.
    """

    office: Office
    ear: ComplaintEar
    run: Callable[[Callable[[], Any]], Awaitable[Any]]
    suggest: Suggest
    tries: WrongTries
    watchers: Watchers
    days: int

    async def understand(self, text: str, language: str) -> Meant:
        """What words mean for a complaint."""
        meant: Meant = await self.run(lambda: self.ear.hear(text, language, self.office.now()))
        return meant

    async def door(self, readings: Sequence[Reading], said: Said, language: str, faq: Match) -> Suggestion:
        """Whom words are for, given what the entries make of them, and the kind of complaint."""
        return await self.suggest(readings, language, _trouble(said), faq)

    async def kinds(self, readings: Sequence[Reading], said: Said, language: str) -> Said:
        """The same words with the categories that they may be about, where only a complaint can be meant."""
        return about(said, await self.suggest(readings, language, _trouble(said), None))


def about(said: Said, suggestion: Suggestion) -> Said:
    """Words with the categories that they may be about."""
    return replace(said, kind=suggestion.sure, kinds=suggestion.likely)


def _trouble(said: Said) -> str:
    return said.slots.what.words if said.slots.what else ""
