"""What the complaint counters of all conversations share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from voicebot.civic.complaints.office import Office
from voicebot.civic.gazetteer import gazetteer
from voicebot.talk.interview.ear import ComplaintEar
from voicebot.talk.interview.said import Said
from voicebot.talk.watchers import Watchers
from voicebot.understand.meaning import Match, Reading
from voicebot.understand.suggest import Suggestion

__all__ = ["Backroom", "Suggest"]


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
        watchers: tell open conversations of changes.
        days: for how long name and number are kept after a complaint was closed.
    """

    office: Office
    ear: ComplaintEar
    run: Callable[[Callable[[], Any]], Awaitable[Any]]
    suggest: Suggest
    watchers: Watchers
    days: int

    @property
    def names(self) -> tuple[str, ...]:
        """Of places in the district, as callers say them today."""
        known = gazetteer(self.office.district, self.office.now().date())
        return (*known.landmarks, *known.dongs)

    @property
    def areas(self) -> tuple[str, ...]:
        """Its dongs, as somebody may press them who does not say where it is."""
        places = self.office.district.places
        return (*places.south, *places.north)

    async def understand(self, text: str, language: str) -> Said:
        """What words mean for a complaint."""
        said: Said = await self.run(lambda: self.ear.hear(text, language, self.office.now()))
        return said

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
