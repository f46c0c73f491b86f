"""The clock of one complaint: its period, extensions and pauses; a new clock for each change."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.complaints.deadline import Period, count
from voicebot.errors import ComplaintError

__all__ = ["Clock"]


class Clock(BaseModel):
    """When the period began and what has happened to it.

    Attributes:
        period: what the law gives.
        since: when the complaint came in, or was taken up again.
        extensions: lengths, in the period's unit; the first is the office's, the second needs consent.
        pauses: from and until of the times in which the resident was being asked for more.
        stopped: since when it stands still now; empty while it runs.
    """

    model_config = ConfigDict(frozen=True)

    period: Period
    since: AwareDatetime
    extensions: tuple[int, ...] = ()
    pauses: tuple[tuple[AwareDatetime, AwareDatetime], ...] = ()
    stopped: AwareDatetime | None = None

    def due(self, calendar: OfficeCalendar) -> datetime | None:
        """When the answer is due; nothing while the clock stands still."""
        if self.stopped:
            return None
        return count(self.period, self.since, calendar, extra=sum(self.extensions), pauses=self.pauses)

    def stop(self, at: datetime) -> Self:
        """Stand still while the resident is asked for more."""
        return self.model_copy(update={"stopped": at})

    def go_on(self, at: datetime) -> Self:
        """Run again: the resident has answered."""
        if self.stopped is None:
            return self
        pauses = (*self.pauses, (self.stopped, max(at, self.stopped)))
        return self.model_copy(update={"pauses": pauses, "stopped": None})

    def extend(self, length: int, *, consent: bool) -> Self:
        """Give the office more time.

        Args:
            length: in the period's unit, at most the period itself.
            consent: whether the resident has agreed.

        Raises:
            ComplaintError: ``extension_too_long``, ``extension_needs_consent`` (the second one) or
                ``extension_used_up`` (there is no third).
        """
        if not 1 <= length <= self.period.length:
            unit = self.period.unit
            raise ComplaintError(
                "extension_too_long", f"It can be extended by 1 to {self.period.length} working {unit}."
            )
        if len(self.extensions) > 1:
            raise ComplaintError(
                "extension_used_up", "It was extended twice already; the law allows no more."
            )
        if self.extensions and not consent:
            raise ComplaintError(
                "extension_needs_consent", "It was extended once; a second time only if the resident agrees."
            )
        return self.model_copy(update={"extensions": (*self.extensions, length)})
