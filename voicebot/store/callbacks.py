"""Who wants to be called by a person: asked for, listed, done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.keys import Keyring
from voicebot.store.tables import CallbackRow
from voicebot.text.masking import mask

__all__ = ["Callback", "Callbacks"]


@dataclass(frozen=True, slots=True)
class Callback:
    """One wish to be called.

    Attributes:
        number: how it is named.
        asked_at: with its zone.
        summary: what the caller heard and allowed to be passed on.
        wanted: when, in the caller's words; empty for any time.
        phone: digits; empty once it is done.
        done: whether it is.
    """

    number: int
    asked_at: dt.datetime
    language: str
    channel: str
    summary: str
    wanted: str
    phone: str
    done: bool


class Callbacks:
    """The queue; the telephone number is sealed, and gone once the call was made.

    Args:
        engine: an open database.
        keyring: seals and opens numbers.
    """

    def __init__(self, engine: AsyncEngine, keyring: Keyring) -> None:
        self._engine = engine
        self._keyring = keyring

    async def add(self, phone: str, *, wanted: str, summary: str, language: str, channel: str) -> int:
        """Keep a wish; what identifies a person is masked in the words.

        Returns:
            Its number.
        """
        row = CallbackRow(
            asked_at=dt.datetime.now(dt.UTC),
            language=language,
            channel=channel,
            summary=mask(summary),
            wanted=mask(wanted),
            contact=self._keyring.seal({"phone": phone}),
        )
        async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
            session.add(row)
        return row.id

    async def waiting(self, *, done_too: bool = False) -> list[Callback]:
        """Who waits, the longest first."""
        query = select(CallbackRow).order_by(CallbackRow.asked_at)
        if not done_too:
            query = query.where(CallbackRow.done_at.is_(None))
        async with AsyncSession(self._engine) as session:
            return [self._read(row) for row in (await session.scalars(query)).all()]

    async def done(self, number: int, actor: str) -> None:
        """Somebody was called: the number is erased.

        Raises:
            StoreError: ``callback_unknown``: there is no such wish, or it was done before.
        """
        values = {"done_at": dt.datetime.now(dt.UTC), "done_by": actor, "contact": None}
        which = (CallbackRow.id == number) & CallbackRow.done_at.is_(None)
        async with self._engine.begin() as connection:
            made: CursorResult[tuple[()]] = await connection.execute(
                update(CallbackRow).where(which).values(**values)
            )
        if made.rowcount == 0:
            raise StoreError(
                "callback_unknown", f"Nobody waits under {number}; see `voicebot callbacks list`."
            )

    def _read(self, row: CallbackRow) -> Callback:
        contact = self._keyring.open(row.contact) if row.contact else {}
        return Callback(
            row.id,
            row.asked_at,
            row.language,
            row.channel,
            row.summary,
            row.wanted,
            contact.get("phone", ""),
            row.done_at is not None,
        )
