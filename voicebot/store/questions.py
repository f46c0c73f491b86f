"""Questions that had no answer, or not the right one, for the FAQ officer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.store.tables import UnansweredQuestion
from voicebot.text.masking import mask
from voicebot.text.printable import printable

__all__ = ["QuestionKind", "Questions"]

QuestionKind = Literal["unanswered", "asked_back", "rejected", "person"]
"""Why a question is kept: nothing answers it; the desk was not sure and asked back; its answer, `nearest`,
was not it; after its answer the caller asked for a person."""


class Questions:
    """Adds and lists unanswered questions; what identifies a person is masked before it is stored."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(
        self,
        question: str,
        *,
        language: str,
        channel: str,
        nearest: str | None = None,
        probability: float | None = None,
        kind: QuestionKind = "unanswered",
    ) -> None:
        """Keep one question, masked."""
        row = UnansweredQuestion(
            asked_at=dt.datetime.now(dt.UTC),
            language=language,
            channel=channel,
            question=mask(printable(question)),
            nearest=nearest,
            probability=probability,
            kind=kind,
        )
        async with AsyncSession(self._engine) as session, session.begin():
            session.add(row)

    async def latest(self, limit: int = 100) -> Sequence[UnansweredQuestion]:
        """The newest questions first."""
        query = (
            select(UnansweredQuestion)
            .order_by(UnansweredQuestion.asked_at.desc(), UnansweredQuestion.id.desc())
            .limit(limit)
        )
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()
