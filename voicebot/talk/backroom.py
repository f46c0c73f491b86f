"""What the complaint counters of all conversations share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.tries import WrongTries
from voicebot.talk.interview.ear import ComplaintEar, Meant
from voicebot.talk.watchers import Watchers

__all__ = ["LOCKED_S", "WRONG_TRIES", "Backroom"]

WRONG_TRIES = 5
"""Numbers that lead to no complaint before an asker has to wait."""
LOCKED_S = 15 * 60.0
"""For so long."""


@dataclass(frozen=True, slots=True)
class Backroom:
    """The register behind the counters, and what understands callers.

    Attributes:
        ear: what words mean for a complaint.
        run: computes off the event loop.
        tries: wrong numbers, by asker.
        watchers: tell open conversations of changes.
        days: for how long name and number are kept after a complaint was closed.
    """

    office: Office
    ear: ComplaintEar
    run: Callable[[Callable[[], Any]], Awaitable[Any]]
    tries: WrongTries
    watchers: Watchers
    days: int

    async def understand(self, text: str, language: str) -> Meant:
        """What words mean for a complaint."""
        meant: Meant = await self.run(lambda: self.ear.hear(text, language, self.office.now()))
        return meant
