"""Who is in. A session is kept only as the hash of its cookie."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.store.staff_accounts import digest, new_token
from voicebot.store.staff_tables import StaffAccount, StaffSession

__all__ = ["MOST", "Sessions"]

MOST = 8
"""Browsers in which one person may be in at once; the oldest ends."""


class Sessions:
    """Begins, finds and ends sessions.

    Args:
        engine: an open database.
        absolute: how long a session can last at most.
    """

    def __init__(self, engine: AsyncEngine, absolute: dt.timedelta) -> None:
        self._engine = engine
        self._absolute = absolute

    async def begin(self, account: int, stage: str, now: dt.datetime) -> str:
        """Let somebody in; gives the cookie, which nobody could know before.

        What is over for everybody is removed with it, so that the table does not grow.
        """
        token = new_token()
        row = StaffSession(
            token_hash=digest(token), account_id=account, stage=stage, started_at=now, seen_at=now
        )
        oldest = select(StaffSession.id).where(StaffSession.account_id == account)
        too_many = oldest.order_by(StaffSession.id.desc()).offset(MOST - 1)
        async with AsyncSession(self._engine) as session, session.begin():
            over = StaffSession.started_at <= now - self._absolute
            surplus = list(await session.scalars(too_many))
            await session.execute(delete(StaffSession).where(over | StaffSession.id.in_(surplus)))
            session.add(row)
        return token

    async def find(self, token: str) -> tuple[StaffSession, StaffAccount] | None:
        """Whose cookie it is; nothing for one of somebody who may not come in any more."""
        query = select(StaffSession, StaffAccount).join(
            StaffAccount, StaffAccount.id == StaffSession.account_id
        )
        known = (StaffSession.token_hash == digest(token)) & (StaffAccount.state == "active")
        async with AsyncSession(self._engine) as session:
            row = (await session.execute(query.where(known))).first()
        return (row[0], row[1]) if row else None

    async def rotate(self, number: int, now: dt.datetime, **values: Any) -> str:  # noqa: ANN401 - columns
        """Give a session another cookie, and other columns; the old cookie is worth nothing."""
        token = new_token()
        await self.set(number, token_hash=digest(token), seen_at=now, **values)
        return token

    async def set(self, number: int, **values: Any) -> None:  # noqa: ANN401 - columns
        """Change columns."""
        async with self._engine.begin() as connection:
            change = update(StaffSession).where(StaffSession.id == number)
            await connection.execute(change.values(**values))

    async def end(self, number: int) -> None:
        """Let nobody in with it any more."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(StaffSession).where(StaffSession.id == number))

    async def end_others(self, account: int, keep: int) -> None:
        """End all of somebody's sessions but one."""
        others = (StaffSession.account_id == account) & (StaffSession.id != keep)
        async with self._engine.begin() as connection:
            await connection.execute(delete(StaffSession).where(others))
