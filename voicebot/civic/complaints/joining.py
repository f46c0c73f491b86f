"""Joining a complaint that somebody else has filed: told of every change, and counted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.complaints.alike import Where, near, where
from voicebot.civic.complaints.categories import Alike, Categories
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Contact, consented
from voicebot.civic.complaints.rows import key_digest
from voicebot.civic.complaints.states import CLOSED
from voicebot.civic.district import District
from voicebot.civic.gazetteer import gazetteer
from voicebot.errors import ComplaintError
from voicebot.store.complaints import Complaints
from voicebot.store.joins import Joins
from voicebot.store.keys import Keyring
from voicebot.store.tables import ComplaintJoin, ComplaintRow
from voicebot.understand.slots.names import Gazetteer

__all__ = ["Joined", "Joiner", "Joining", "Similar"]

LOOKED_AT = 300
"""Open complaints of the category that are compared, the newest first; their places take 9 ms of one core."""


class Joiner(BaseModel):
    """Somebody who has the same trouble.

    Attributes:
        contact: how to tell them of changes; may be empty.
        consent: whether they agreed, having heard what is kept, why, how long, and that they may refuse.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    contact: Contact = Contact()
    consent: bool = False
    language: str = "ko"
    channel: str = "staff"


@dataclass(frozen=True, slots=True)
class Similar:
    """A complaint about what seems to be the same trouble: nothing in it says whose it is.

    Attributes:
        receipt: to join it by.
        people: how many have told of it.
    """

    receipt: str
    people: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A join that is kept.

    Attributes:
        id: of the join; whoever has it (sealed in a token) can take it back.
        receipt: of the complaint, to follow it by.
        people: how many have told of it now.
    """

    id: int
    receipt: str
    people: int


class Joining:
    """Finds complaints that are alike, and lets people join and leave.

    Args:
        engine: an open database.
        keyring: seals contacts.
        district: whose complaints they are.
        categories: of the same district.
    """

    def __init__(
        self, engine: AsyncEngine, keyring: Keyring, district: District, categories: Categories
    ) -> None:
        self._complaints = Complaints(engine)
        self._joins = Joins(engine)
        self._keys = keyring
        self._district = district
        self._categories = categories

    def settle(self, district: District) -> None:
        """Go by other district data from now on."""
        self._district = district

    async def similar(
        self, category: str, place: str, position: tuple[float, float] | None, at: datetime
    ) -> Similar | None:
        """An open complaint about the same trouble, the one that most have joined; nothing if there is none.

        Args:
            category: its id.
            place: as it was said.
            position: degrees north and east, where they are known.
            at: now.

        Raises:
            ComplaintError: ``unknown_category``.
        """
        same = await self._same(category, place, position, at)
        found = [Similar(receipt, await self._joins.people(receipt)) for receipt in same[:3]]
        return max(found, key=lambda one: one.people, default=None)

    async def alike(self, complaint: Complaint, at: datetime, most: int = 3) -> list[str]:
        """Receipts of other open complaints that are about the same trouble as this one."""
        known = complaint.latitude is not None and complaint.longitude is not None
        position = (complaint.latitude, complaint.longitude) if known else None
        same = await self._same(complaint.category, complaint.place, position, at)  # type: ignore[arg-type]
        return [receipt for receipt in same if receipt != complaint.receipt][:most]

    async def _same(
        self, category: str, place: str, position: tuple[float, float] | None, at: datetime
    ) -> list[str]:
        alike = self._categories.get(category).alike
        names = gazetteer(self._district, at.date())
        here = where(place, position, names)
        if alike is None or here == Where():
            return []
        rows = await self._complaints.page(
            [
                ComplaintRow.category == category,
                ComplaintRow.filed_at >= at - timedelta(days=alike.days),
                ComplaintRow.state.not_in(CLOSED),
            ],
            order=ComplaintRow.filed_at.desc(),
            limit=LOOKED_AT,
        )
        return await asyncio.to_thread(_nearest, here, rows, alike, names)

    async def join(
        self, receipt: str, joiner: Joiner, *, actor: str, key: str | None, at: datetime
    ) -> Joined:
        """Join a complaint, or the one that it was merged into.

        Args:
            receipt: which.
            joiner: who.
            actor: through whom: ``caller``, or a user name.
            key: what the client calls this joining; a retry with the same key joins once.
            at: now.

        Raises:
            ComplaintError: ``unknown_receipt``, ``consent_missing``, ``key_reused`` (for another complaint),
                or ``not_possible``: it is closed already.
        """
        private = consented(joiner.contact, consent=joiner.consent)
        row, digest = await self._head(receipt), key_digest(key)
        earlier = await self._joins.by_key(digest)
        if earlier is None and row.state in CLOSED:
            raise ComplaintError("not_possible", "It is over already; file a new one if the trouble is back.")
        join = earlier or await self._joins.add(
            row.id,
            {**_said(joiner, at), "join_key": digest, **await self._person(row.receipt, private)},
            _event("join", row, actor, at),
        )
        return await self._made(join, row, receipt)

    async def _made(self, join: ComplaintJoin, row: ComplaintRow, receipt: str) -> Joined:
        joined = await self._joins.get(join.id)
        if joined is None or row.id not in (join.complaint_id, (await self._head(joined[1].receipt)).id):
            raise ComplaintError("key_reused", "This key was used to join another complaint; make a new one.")
        return Joined(join.id, row.receipt, await self.people(row.receipt))

    async def _person(self, receipt: str, private: dict[str, str]) -> dict[str, str | None]:
        """How to reach them; under the hash that tells of them already, while keys are being changed."""
        columns, hashes = self._keys.columns(private), self._keys.person_hashes(private)
        if known := await self._joins.known(receipt, hashes):
            columns["phone_hash"] = known
        return columns

    async def leave(self, join_id: int, *, receipt: str = "", actor: str, at: datetime) -> Joined | None:
        """Take a join back; the complaint goes on. Doing it again changes nothing.

        Args:
            join_id: which.
            receipt: of the complaint, where it was named too.
            actor: through whom.
            at: now.

        Returns:
            The complaint without them; nothing where there is no such join.
        """
        found = await self._joins.get(join_id)
        if found is None or (receipt and found[1].receipt != receipt):
            return None
        join, row = found
        await self._joins.leave(join, _event("leave", row, actor, at))
        return Joined(join.id, row.receipt, await self.people(row.receipt))

    async def follows(self, join_id: int, receipt: str) -> bool:
        """Whether a join is of this complaint and was not taken back."""
        found = await self._joins.get(join_id)
        return found is not None and found[1].receipt == receipt and found[0].left_at is None

    async def people(self, receipt: str) -> int:
        """How many have told of it, those of what was merged into it too."""
        return await self._joins.people(receipt)

    async def contacts(self, receipt: str) -> list[tuple[Contact, str, str]]:
        """Whom to tell of a change: contact, language, and the number that they know it by.

        Raises:
            StoreError: ``key_missing``.
        """
        found = await self._joins.followers(receipt)
        return [(Contact(**self._keys.open(one.contact)), one.language, one.receipt) for one in found]

    async def _head(self, receipt: str) -> ComplaintRow:
        """The complaint that goes on in the place of this one."""
        row = await self._complaints.by_receipt(receipt)
        while row is not None and row.state == "merged" and row.merged_into:
            row = await self._complaints.by_receipt(row.merged_into)
        if row is None:
            raise ComplaintError("unknown_receipt", "There is no complaint with this number; say it again.")
        return row


def _nearest(here: Where, rows: Sequence[ComplaintRow], alike: Alike, names: Gazetteer) -> list[str]:
    """Receipts of those that are near enough, the newest first; computes."""
    return [row.receipt for row in rows if near(here, _where(row, names), alike)]


def _where(row: ComplaintRow, names: Gazetteer) -> Where:
    known = row.latitude is not None and row.longitude is not None
    return where(row.place, (row.latitude, row.longitude) if known else None, names)  # type: ignore[arg-type]


def _said(joiner: Joiner, at: datetime) -> dict[str, Any]:
    return {"at": at, "language": joiner.language, "channel": joiner.channel}


def _event(action: str, row: ComplaintRow, actor: str, at: datetime) -> dict[str, Any]:
    """Nothing is said of it: where the complaint stands has not changed."""
    who = {"at": at, "actor": actor, "role": "caller", "action": action}
    return {**who, "state": row.state, "say": None, "params": {}}
