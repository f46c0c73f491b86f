"""What the complaint counters of all conversations share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from voicebot.civic.complaints.office import Office
from voicebot.talk.interview.ear import ComplaintEar, Meant
from voicebot.talk.watchers import Watchers

__all__ = ["Backroom"]


@dataclass(frozen=True, slots=True)
class Backroom:
    """The register behind the counters, and what understands callers.

    Attributes:
        ear: what words mean for a complaint.
        run: computes off the event loop.
        watchers: tell open conversations of changes.
        days: for how long name and number are kept after a complaint was closed.
    """

    office: Office
    ear: ComplaintEar
    run: Callable[[Callable[[], Any]], Awaitable[Any]]
    watchers: Watchers
    days: int

    async def understand(self, text: str, language: str) -> Meant:
        """What words mean for a complaint."""
        meant: Meant = await self.run(lambda: self.ear.hear(text, language, self.office.now()))
        return meant
