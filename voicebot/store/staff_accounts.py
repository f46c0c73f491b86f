"""Accounts, and the links with which their owners choose how to sign in."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.keys import Keyring
from voicebot.store.staff_audit import Entry, append
from voicebot.store.staff_tables import StaffAccount, StaffLink, StaffSession

__all__ = ["Accounts", "digest", "new_token"]


def new_token() -> str:
    """A secret of 256 bits that can stand in an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """As a secret is kept: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class Accounts:
    """Everybody who may come in. Every change is kept in the audit log with it, or not made.

    Args:
        engine: an open database.
        keyring: signs the log.
    """

    def __init__(self, engine: AsyncEngine, keyring: Keyring) -> None:
        self._engine = engine
        self._keys = keyring

    async def all(self) -> Sequence[StaffAccount]:
        """By name."""
        async with AsyncSession(self._engine) as session:
            return (await session.scalars(select(StaffAccount).order_by(StaffAccount.name))).all()

    async def by_name(self, name: str) -> StaffAccount | None:
        """The one that signs in so."""
        return await self._one(StaffAccount.name == name)

    async def by_id(self, number: int) -> StaffAccount | None:
        """The one of this number."""
        return await self._one(StaffAccount.id == number)

    async def by_subject(self, subject: str) -> StaffAccount | None:
        """The one that somebody of the office's own sign-in has."""
        return await self._one(StaffAccount.subject == digest(subject))

    async def _one(self, where: Any) -> StaffAccount | None:  # noqa: ANN401 - any condition
        async with AsyncSession(self._engine) as session:
            return await session.scalar(select(StaffAccount).where(where))

    async def add(self, values: Mapping[str, Any], link: StaffLink, entry: Entry, *, only: bool) -> None:
        """Keep a new account that has to be opened by a link.

        Args:
            values: name, shown, roles and departments.
            link: without its account.
            entry: what the log says.
            only: refuse if there is an administrator already.

        Raises:
            StoreError: ``name_taken``, or ``not_first``: there is an administrator already.
        """
        row = StaffAccount(
            **values, state="invited", totp_step=0, recovery=[], made_at=dt.datetime.now(dt.UTC), version=1
        )
        async with AsyncSession(self._engine) as session, session.begin():
            await append(session, self._keys, entry)
            if only and await _administrators(session):
                raise StoreError(
                    "not_first", "There is an administrator already; ask them for an invitation."
                )
            session.add(row)
            try:
                await session.flush()
            except IntegrityError:
                raise StoreError("name_taken", f"There is an account {row.name} already.") from None
            link.account_id = row.id
            session.add(link)

    async def change(
        self, number: int, values: Mapping[str, Any], entry: Entry, *, version: int | None = None
    ) -> None:
        """Change columns of an account.

        Args:
            number: of the account.
            values: its new columns; when roles or state are among them, whoever is in has to sign in anew.
            entry: what the log says.
            version: the one that was looked at; any when not given.

        Raises:
            StoreError: ``changed_meanwhile``, or ``last_administrator``: nobody could let others in any more.
        """
        where = [StaffAccount.id == number, *([StaffAccount.version == version] if version else [])]
        new = {**values, "version": StaffAccount.version + 1}
        async with AsyncSession(self._engine) as session, session.begin():
            await append(session, self._keys, entry)
            could = await _administrators(session)
            done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
                update(StaffAccount).where(*where).values(**new)
            )
            if not done.rowcount:
                raise StoreError("changed_meanwhile", "Somebody changed the account meanwhile; look again.")
            if {"roles", "state"} & set(values):
                await session.execute(delete(StaffSession).where(StaffSession.account_id == number))
                if could and not await _administrators(session):
                    raise StoreError("last_administrator", "One administrator has to remain.")

    async def new_link(self, number: int, link: StaffLink, entry: Entry) -> None:
        """Keep a link; those made for the account before are good no more."""
        async with AsyncSession(self._engine) as session, session.begin():
            await append(session, self._keys, entry)
            await session.execute(delete(StaffLink).where(StaffLink.account_id == number))
            link.account_id = number
            session.add(link)

    async def linked(self, token: str, now: dt.datetime) -> StaffAccount | None:
        """Whose link it is, if it is good."""
        good = (StaffLink.token_hash == digest(token)) & (StaffLink.expires_at > now)
        query = select(StaffAccount).join(StaffLink, StaffLink.account_id == StaffAccount.id).where(good)
        async with AsyncSession(self._engine) as session:
            return await session.scalar(query.where(StaffAccount.state != "disabled"))

    async def use_link(
        self, token: str, now: dt.datetime, values: Mapping[str, Any], entry: Entry
    ) -> int | None:
        """Open the account of a link with new means to sign in; nothing when it is good no more.

        Whoever was in has to sign in anew, and a second factor has to be set up again.

        Raises:
            StoreError: ``subject_taken``: somebody else signs in that way.
        """
        good = (StaffLink.token_hash == digest(token)) & (StaffLink.expires_at > now)
        fresh = {"state": "active", "totp": None, "totp_step": 0, "recovery": [], **values}
        async with AsyncSession(self._engine) as session, session.begin():
            await append(session, self._keys, entry)
            used = delete(StaffLink).where(good).returning(StaffLink.account_id)
            number = await session.scalar(used)
            where = (StaffAccount.id == number) & (StaffAccount.state != "disabled")
            try:
                done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
                    update(StaffAccount).where(where).values(**fresh)
                )
            except IntegrityError:
                raise StoreError("subject_taken", "Another account signs in that way.") from None
            if not done.rowcount:
                await session.rollback()
                return None
            await session.execute(delete(StaffSession).where(StaffSession.account_id == number))
        return number

    async def own(self, number: int, values: Mapping[str, Any], entry: Entry, *, keep: int) -> None:
        """Change how somebody signs in, by themselves: their other sessions end."""
        others = (StaffSession.account_id == number) & (StaffSession.id != keep)
        async with AsyncSession(self._engine) as session, session.begin():
            await append(session, self._keys, entry)
            await session.execute(update(StaffAccount).where(StaffAccount.id == number).values(**values))
            await session.execute(delete(StaffSession).where(others))

    async def take_step(self, number: int, step: int) -> bool:
        """Whether a code of this step was never taken before; it is now."""
        newer = (StaffAccount.id == number) & (StaffAccount.totp_step < step)
        async with AsyncSession(self._engine) as session, session.begin():
            done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
                update(StaffAccount).where(newer).values(totp_step=step)
            )
            return bool(done.rowcount)

    async def take_recovery(self, number: int, code: str, entry: Entry) -> bool:
        """Whether it was a recovery code of theirs; it is none any more."""
        async with AsyncSession(self._engine) as session, session.begin():
            await append(session, self._keys, entry)
            row = await session.get(StaffAccount, number)
            if row is None or digest(code) not in row.recovery:
                await session.rollback()
                return False
            row.recovery = [one for one in row.recovery if one != digest(code)]
        return True


async def _administrators(session: AsyncSession) -> int:
    """How many can let others in."""
    query = select(StaffAccount.roles).where(StaffAccount.state == "active")
    return sum("administrator" in roles for roles in await session.scalars(query))
