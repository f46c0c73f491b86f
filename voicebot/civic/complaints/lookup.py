"""Finds complaints and what is told of them; what is personal only for those who may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Unpack

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.calendar import office_calendar
from voicebot.civic.complaints.categories import Categories
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Contact
from voicebot.civic.complaints.receipt import is_receipt
from voicebot.civic.complaints.rows import complaint_of
from voicebot.civic.complaints.states import Role
from voicebot.civic.complaints.telling import tell
from voicebot.civic.district import District
from voicebot.errors import ComplaintError
from voicebot.store.board import Wanted, board
from voicebot.store.complaints import Complaints, Paging
from voicebot.store.keys import Keyring
from voicebot.store.outbox import NOBODY
from voicebot.store.tables import ComplaintEvent, ComplaintRow

__all__ = ["Lookup"]

_VIEWERS: tuple[Role, ...] = ("officer", "manager")


class Lookup:
    """Everything that can be known of complaints.

    Args:
        engine: an open database.
        keyring: opens contacts.
        district: whose complaints they are.
        categories: of the same district.
        webhooks: who is told of every change (`voicebot.store.outbox.to_tell`).
    """

    def __init__(
        self,
        engine: AsyncEngine,
        keyring: Keyring,
        district: District,
        categories: Categories,
        webhooks: Mapping[str, bool] = NOBODY,
    ) -> None:
        self._engine = engine
        self._store = Complaints(engine, webhooks)
        self._keys = keyring
        self.categories = categories
        self.settle(district)

    def settle(self, district: District) -> None:
        """Go by other district data from now on."""
        self.district = district
        self._calendar = office_calendar(district)

    async def get(self, receipt: str) -> Complaint:
        """A complaint as it stands, without anything personal.

        Raises:
            ComplaintError: ``unknown_receipt``.
        """
        return complaint_of(await self._row(receipt))

    async def by_phone(self, phone: str) -> list[Complaint]:
        """What was filed with this full telephone number, the newest first."""
        return [complaint_of(row) for row in await self._store.by_phone(self._keys.phone_hashes(phone))]

    async def page(self, where: Sequence[ColumnElement[bool]], **paging: Unpack[Paging]) -> list[Complaint]:
        """Complaints by columns of `voicebot.store.tables.ComplaintRow`; see `Complaints.page`."""
        return [complaint_of(row) for row in await self._store.page(where, **paging)]

    async def board(self, wanted: Wanted) -> list[Complaint]:
        """One page of what staff have to do with; `mark_of` its last one leads to the next."""
        return [complaint_of(row) for row in await board(self._engine, wanted)]

    async def history(self, receipt: str) -> Sequence[ComplaintEvent]:
        """All that happened to it, in order; nothing in it is personal."""
        return await self._store.events((await self._row(receipt)).id)

    async def asked(self, receipt: str) -> str:
        """What the office wants to know now, in the officer's words; empty when nothing.

        Raises:
            ComplaintError: ``unknown_receipt``.
        """
        if (await self.get(receipt)).state != "need_info":
            return ""
        asked = (event.params.get("question", "") for event in reversed(await self.history(receipt)))
        return next((str(question) for question in asked if question), "")

    async def contact(self, receipt: str, *, actor: str, role: Role, at: datetime) -> Contact:
        """How to reach who filed it; that somebody looked is kept before anything is shown.

        Raises:
            ComplaintError: ``wrong_role``: only staff who handle complaints may look.
            StoreError: ``key_missing``.
        """
        if role not in _VIEWERS:
            raise ComplaintError("wrong_role", f"Personal data is for {' and '.join(_VIEWERS)} only.")
        row = await self._row(receipt)
        seen = {"at": at, "actor": actor, "role": role, "action": "view", "state": row.state}
        await self._store.note(row.id, {**seen, "say": None, "params": {"what": "contact"}})
        return Contact(**self._keys.open(row.contact)) if row.contact else Contact()

    def told(self, event: ComplaintEvent, language: str) -> str:
        """The sentence of an event; empty for one that is nobody's business but the office's."""
        if event.say is None:
            return ""
        day = self._calendar.local(event.at).date()
        return tell(event.say, event.params, self.district, day, language)

    async def _row(self, receipt: str) -> ComplaintRow:
        row = await self._store.by_receipt(receipt) if is_receipt(receipt) else None
        if row is None:
            raise ComplaintError("unknown_receipt", "There is no complaint with this number; say it again.")
        return row
