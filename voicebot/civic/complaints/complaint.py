"""A complaint as it stands; immutable, without anything that says whose it is."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.states import CLOSED, Outcome, State

__all__ = ["Complaint", "Kind"]

Kind = Literal["petition", "report"]
"""민원 or 제보: who does not say who they are has no legal right to an answer (Decree §2)."""


class Complaint(BaseModel):
    """What is known of a complaint, apart from who filed it.

    Attributes:
        receipt: nine digits; empty in a draft.
        version: how many changes there were; a change names the one it builds on.
        department: id of the department that has it.
        assignee: who handles it there.
        clock: the legal period; none for a report.
        due_at: when the answer is due; empty for reports and while the resident is being asked.
        answered_at: when it was answered last.
        closed_at: since when the office owes nothing more.
        stars: how satisfied the resident was, 1–5.
        merged_into: receipt of the complaint that goes on in its place.
        what: what was said, masked.
        place: where, as it was said.
        occurred: since when, as it was said.
        answers: to the category's extra questions, by question.
        latitude: degrees north, where a browser or a map gave it.
        longitude: degrees east.
        replies: what the resident told when asked for more, masked.
        has_contact: whether the store still knows whom to tell.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    receipt: str = ""
    state: State = "draft"
    version: int = 0
    kind: Kind
    category: str
    department: str | None = None
    assignee: str | None = None
    clock: Clock | None = None
    due_at: AwareDatetime | None = None
    filed_at: AwareDatetime | None = None
    answered_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    outcome: Outcome | None = None
    stars: int | None = None
    merged_into: str | None = None
    language: str = "ko"
    channel: str = "staff"
    what: str = ""
    place: str = ""
    occurred: str = ""
    answers: dict[str, str] = {}
    latitude: float | None = None
    longitude: float | None = None
    replies: tuple[str, ...] = ()
    has_contact: bool = False

    @property
    def closed(self) -> bool:
        """Whether the office owes nothing more."""
        return self.state in CLOSED

    def overdue(self, now: datetime) -> bool:
        """Whether an answer should have come."""
        return not self.closed and self.due_at is not None and self.due_at < now
