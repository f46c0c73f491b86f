"""Due dates are counted anew behind the pages, one round at a time."""

from __future__ import annotations

import asyncio

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.complaints.recounting import recount
from voicebot.staff.visit import Visit
from voicebot.telemetry.logs import log

__all__ = ["Recounts"]


class Recounts:
    """The round that goes on now, in this process; another process may do the same without harm."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @property
    def going(self) -> bool:
        """Whether one goes on."""
        return self._task is not None and not self._task.done()

    def go(self, visit: Visit, calendar: OfficeCalendar) -> None:
        """Begin a round; one that goes on by an older calendar is given up."""
        if self._task:
            self._task.cancel()
        self._task = asyncio.create_task(self._run(visit, calendar))

    async def _run(self, visit: Visit, calendar: OfficeCalendar) -> None:
        office = visit.console.behind.office
        assert office
        try:
            now = visit.tools.now()
            done = await recount(visit.tools.engine, office.register, calendar, visit.me.name, now)
            log.info("due dates counted anew", complaints=done)
        except Exception as error:
            log.error("counting due dates anew failed", error=type(error).__name__)

    async def close(self) -> None:
        """Stop; what is left is seen on the page, and can be gone on with."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
