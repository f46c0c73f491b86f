"""Who joined a complaint: kept with an event that says so, counted, found again to be told of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, null, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.store.complaints import noted
from voicebot.store.families import people, upstream
from voicebot.store.tables import ComplaintJoin, ComplaintRow

__all__ = ["Follower", "Joins"]


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody to be told of a change.

    Attributes:
        contact: sealed (`voicebot.store.keys.Keyring`).
        receipt: the number that they know it by.
        join: the id of their join; none when they filed it.
    """

    contact: str
    language: str
    receipt: str
    join: int | None


class Joins:
    """Adds, takes back and counts joins.

    Args:
        engine: an open database.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(
        self, complaint_id: int, join: Mapping[str, Any], event: Mapping[str, Any]
    ) -> ComplaintJoin:
        """Keep a join with its event; the earlier one when ``join_key`` was used before."""
        new = ComplaintJoin(**join, complaint_id=complaint_id)
        try:
            async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                session.add_all([new, noted(complaint_id, event)])
        except IntegrityError:
            earlier = await self.by_key(join["join_key"])
            if earlier is None:
                raise
            return earlier
        return new

    async def leave(self, join: ComplaintJoin, event: Mapping[str, Any]) -> bool:
        """Take a join back and forget how to reach who joined; false when that was done before."""
        where = (ComplaintJoin.id == join.id) & ComplaintJoin.left_at.is_(None)
        gone = {"left_at": event["at"], "contact": None, "phone_hash": None}
        async with AsyncSession(self._engine) as session, session.begin():
            done = await session.execute(update(ComplaintJoin).where(where).values(**gone))
            if done.rowcount != 1:  # type: ignore[attr-defined]
                return False
            session.add(noted(join.complaint_id, event))
        return True

    async def get(self, join_id: int) -> tuple[ComplaintJoin, ComplaintRow] | None:
        """A join, and the complaint that was joined."""
        query = select(ComplaintJoin, ComplaintRow).join(
            ComplaintRow, ComplaintRow.id == ComplaintJoin.complaint_id
        )
        async with AsyncSession(self._engine) as session:
            found = (await session.execute(query.where(ComplaintJoin.id == join_id))).first()
            return (found[0], found[1]) if found else None

    async def by_key(self, key: str | None) -> ComplaintJoin | None:
        """The join that a client made under a key."""
        if not key:
            return None
        async with AsyncSession(self._engine) as session:
            return await session.scalar(select(ComplaintJoin).where(ComplaintJoin.join_key == key))

    async def people(self, receipt: str) -> int:
        """How many have told of it: who filed it, who joined, and those of what was merged into it.

        Who did so more than once is counted once, where a telephone number or an e-mail tells.
        """
        told = people(receipt).subquery()
        async with AsyncSession(self._engine) as session:
            return await session.scalar(select(func.count(told.c.person.distinct()))) or 0

    async def known(self, receipt: str, hashes: Sequence[str]) -> str | None:
        """Under which of their hashes somebody has told of it already; none where they have not.

        Args:
            receipt: of the complaint.
            hashes: of one person, one for each key (`voicebot.store.keys.Keyring.person_hashes`).
        """
        told = people(receipt).subquery()
        async with AsyncSession(self._engine) as session:
            return await session.scalar(select(told.c.person).where(told.c.person.in_(hashes)).limit(1))

    async def followers(self, receipt: str) -> Sequence[Follower]:
        """Whom to tell of a change: who filed it, who joined, and those of what was merged into it.

        Who left no contact is not among them; they ask by the number.
        """
        family = upstream(receipt)
        filed = select(ComplaintRow.contact, ComplaintRow.language, ComplaintRow.receipt, null()).where(
            ComplaintRow.id.in_(select(family.c.id)), ComplaintRow.contact.is_not(None)
        )
        joined = (
            select(ComplaintJoin.contact, ComplaintJoin.language, ComplaintRow.receipt, ComplaintJoin.id)
            .join(ComplaintRow, ComplaintRow.id == ComplaintJoin.complaint_id)
            .where(
                ComplaintJoin.complaint_id.in_(select(family.c.id)),
                ComplaintJoin.contact.is_not(None),
                ComplaintJoin.left_at.is_(None),
            )
        )
        async with AsyncSession(self._engine) as session:
            rows = [*(await session.execute(filed)), *(await session.execute(joined))]
        return [Follower(*row) for row in rows]
