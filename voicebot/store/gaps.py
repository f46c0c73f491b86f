"""Questions without an answer in groups that mean the same, and what officers made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.tables import QuestionGroup, UnansweredQuestion

__all__ = ["Gaps", "GroupState", "NewGroup", "drop_empty_groups"]

GroupState = Literal["open", "drafted", "added", "not_ours"]
MOST_GROUPS, MOST_QUESTIONS = 3_000, 20_000
"""Read at one go; the newest ones."""


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A meaning that no group has yet, and the questions that have it.

    Attributes:
        middle: the meaning of its first question, as float16 bytes.
        questions: their numbers.
    """

    language: str
    middle: bytes
    questions: tuple[int, ...]


class Gaps:
    """What callers asked in vain.

    Args:
        engine: an open database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def ungrouped(self, language: str, limit: int) -> Sequence[UnansweredQuestion]:
        """Questions that are in no group yet, the newest first."""
        query = (
            select(UnansweredQuestion)
            .where(UnansweredQuestion.group_id.is_(None), UnansweredQuestion.language == language)
            .order_by(UnansweredQuestion.id.desc())
            .limit(limit)
        )
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()

    async def groups(self, language: str = "") -> Sequence[QuestionGroup]:
        """The groups of a language, or all of them; the newest first."""
        query = select(QuestionGroup).order_by(QuestionGroup.id.desc()).limit(MOST_GROUPS)
        if language:
            query = query.where(QuestionGroup.language == language)
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query)).all()

    async def group(self, number: int) -> QuestionGroup:
        """One group.

        Raises:
            StoreError: ``group_unknown``.
        """
        async with AsyncSession(self._engine) as session:
            found = await session.get(QuestionGroup, number)
        if found is None:
            raise StoreError("group_unknown", f"There is no group {number}; see `voicebot faq gaps list`.")
        return found

    async def questions(self, group: int | None = None) -> Sequence[UnansweredQuestion]:
        """Questions in groups, the newest first; those of one, when it is named."""
        query = select(UnansweredQuestion).order_by(UnansweredQuestion.asked_at.desc()).limit(MOST_QUESTIONS)
        which = (
            UnansweredQuestion.group_id.is_not(None)
            if group is None
            else UnansweredQuestion.group_id == group
        )
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(query.where(which))).all()

    async def put(self, known: Mapping[int, int], new: Sequence[NewGroup]) -> None:
        """Put questions in groups; those that another desk has put somewhere meanwhile stay there.

        Args:
            known: the group of each question, by their numbers.
            new: groups to be made.
        """
        async with self._engine.begin() as connection:
            for one in new:
                values = {"language": one.language, "state": "open", "middle": one.middle}
                made = insert(QuestionGroup).values(**values).returning(QuestionGroup.id)
                number = (await connection.execute(made)).scalar_one()
                known = {**known, **dict.fromkeys(one.questions, number)}
            for question, group in known.items():
                free = (UnansweredQuestion.id == question) & UnansweredQuestion.group_id.is_(None)
                await connection.execute(update(UnansweredQuestion).where(free).values(group_id=group))

    async def decide(
        self, number: int, state: GroupState, actor: str, at: dt.datetime, entry: str | None = None
    ) -> None:
        """Say what was made of a group.

        Raises:
            StoreError: ``group_unknown``.
        """
        values = {"state": state, "entry": entry, "decided_by": actor, "decided_at": at}
        which = update(QuestionGroup).where(QuestionGroup.id == number).values(**values)
        async with self._engine.begin() as connection:
            done: CursorResult[Any] = await connection.execute(which)
        if done.rowcount == 0:
            raise StoreError("group_unknown", f"There is no group {number}; see `voicebot faq gaps list`.")

    async def waiting(self) -> int:
        """How many questions are in no group yet."""
        query = select(func.count()).where(UnansweredQuestion.group_id.is_(None))
        async with self._engine.connect() as connection:
            return int(await connection.scalar(query) or 0)


async def drop_empty_groups(engine: AsyncEngine) -> int:
    """Remove groups whose last question is gone; how many."""
    asked = select(UnansweredQuestion.id).where(UnansweredQuestion.group_id == QuestionGroup.id)
    async with engine.begin() as connection:
        empty = delete(QuestionGroup).where(~asked.exists())
        done: CursorResult[Any] = await connection.execute(empty)
        return done.rowcount
