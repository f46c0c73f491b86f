"""What the pages about the desk itself share: its ledger, its files, and how what was written is heard."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.calendar import OfficeCalendar, office_calendar
from voicebot.civic.district import District, load_district
from voicebot.civic.entry import LANGUAGES
from voicebot.civic.overlay.district import district_over
from voicebot.civic.overlay.in_force import district_lines
from voicebot.errors import StoreError, VoicebotError
from voicebot.staff.visit import Visit
from voicebot.store.ledger import Change, Content, Ledger, Lines, Writer

__all__ = ["MEANWHILE", "Holding", "OwnDesk", "is_meanwhile", "language_of", "number_of", "sounded"]

MEANWHILE = "ledger_changed"
"""The code of an error: somebody else was faster."""
_MOST_HEARD = 200
"""Letters of a text to hear: two or three sentences."""


@dataclass(frozen=True, slots=True)
class Holding:
    """District data as a page shows it.

    Attributes:
        filed: as its file has it.
        lines: of the ledger, by chapter.
        district: in force.
    """

    filed: District
    lines: Mapping[str, Lines]
    district: District

    @property
    def calendar(self) -> OfficeCalendar:
        """When the office works."""
        return office_calendar(self.district)


class OwnDesk:
    """The desk's own data, as one console works on it."""

    def __init__(self) -> None:
        self._filed: District | None = None

    def ledger(self, visit: Visit) -> Ledger:
        """Where changes are written."""
        return Ledger(visit.tools.engine)

    async def holding(self, visit: Visit) -> Holding:
        """District data as it is now, and not as this process has taken it over."""
        if self._filed is None:
            self._filed = await asyncio.to_thread(load_district, visit.console.own.district_dir)
        lines = await district_lines(self.ledger(visit))
        return Holding(self._filed, lines, district_over(self._filed, lines))

    def writer(self, visit: Visit) -> Writer:
        """Who posts this form, having seen the version that it names."""
        return Writer(visit.me.name, visit.tools.now(), number_of(visit.text("seen")))

    async def write(
        self, visit: Visit, chapter: str, lines: Mapping[str, Content | None], action: str, about: str
    ) -> None:
        """Write a change, and keep in the audit log that it was made.

        Raises:
            StoreError: `MEANWHILE`.
        """
        await self.ledger(visit).write(Change(chapter, lines, self.writer(visit), action, about))
        await self.note(visit, chapter, action, about)

    async def note(self, visit: Visit, chapter: str, action: str, about: str) -> None:
        """Keep in the audit log what was done to a chapter."""
        await visit.note(f"desk.{action}", chapter, what=about[:200])


def number_of(given: str) -> int:
    """A version or a number out of a form; -1 where it is none."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1


def language_of(visit: Visit) -> str:
    """The language that a page is about; Korean where none is named.

    Raises:
        HTTPException: the path has another.
    """
    named = visit.request.path_params.get("language")
    if named and named not in LANGUAGES:
        raise HTTPException(404)
    given = named or visit.text("language")
    return given if given in LANGUAGES else "ko"


async def sounded(visit: Visit, text: str, language: str) -> Response:
    """A text as callers hear it; its sound is not kept."""
    workshop = visit.console.behind.workshop
    later = {"Retry-After": "2"}
    if workshop is None or not text:
        return Response(status_code=503 if text else 404, headers=later)
    try:
        return Response(await workshop.sound(text[:_MOST_HEARD], language), media_type="audio/wav")
    except VoicebotError:
        return Response(status_code=503, headers=later)


def is_meanwhile(error: StoreError) -> bool:
    """Whether somebody else was faster; any other error is raised again.

    Raises:
        StoreError: the error.
    """
    if error.code != MEANWHILE:
        raise error
    return True
