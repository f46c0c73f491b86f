"""What the desk keeps about whoever filed a complaint: given to them, and erased (PIPA §35, §36).

The record of the complaint itself has to stay (Public Records Management Act): what happened and when,
without anything that says whose it was. While the office still works on it, it needs to know what was said.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.complaints.attaching import Attaching
from voicebot.civic.complaints.filing import Contact
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.states import CLOSED, Role
from voicebot.errors import ComplaintError
from voicebot.store.complaints import Complaints, plain
from voicebot.store.keys import Keyring
from voicebot.store.outbox import Outbox
from voicebot.store.retention import EMPTY_CONTACT, EMPTY_WORDS
from voicebot.store.tables import ComplaintEvent, ComplaintRow, OutboxRow

__all__ = ["MAY", "Erased", "Person"]

MAY: tuple[Role, ...] = ("caller", "officer", "manager")
Erased = Literal["contact", "words"]


class Person:
    """Gives and erases what is kept about callers.

    Args:
        engine: an open database.
        keyring: opens contacts.
        register: finds complaints.
        attaching: photos and sounds.
    """

    def __init__(
        self, engine: AsyncEngine, keyring: Keyring, register: Register, attaching: Attaching
    ) -> None:
        self._attaching = attaching
        self._store = Complaints(engine)
        self._outbox = Outbox(engine)
        self._keys = keyring
        self._register = register

    async def confirms(self, receipt: str, given: str) -> bool:
        """Whether somebody knows what only who filed it should: the full telephone number it was filed with.

        Where it was filed without one, the e-mail or else the address; where it says nothing of who filed it,
        nothing has to be known.

        Raises:
            ComplaintError: ``unknown_receipt``.
            StoreError: ``key_missing``.
        """
        row = await self._row(receipt)
        contact = self._contact(row)
        if contact.phone:
            return row.phone_hash in self._keys.phone_hashes(given)
        wanted = contact.email or contact.address or contact.name
        return " ".join(given.split()).casefold() == " ".join(wanted.split()).casefold() if wanted else True

    async def export(self, receipt: str, *, actor: str, role: Role, at: datetime) -> dict[str, Any]:
        """All that is kept about who filed it and what they said; that it was given is kept before it is.

        Raises:
            ComplaintError: ``unknown_receipt`` or ``wrong_role``.
            StoreError: ``key_missing``.
        """
        _allowed(role)
        row, complaint = await self._row(receipt), await self._register.get(receipt)
        contact = self._contact(row)
        await self._store.note(row.id, _event(row, "export", actor, role, at))
        return {
            "complaint": complaint.model_dump(mode="json"),
            "contact": {name: value for name, value in contact.model_dump().items() if value},
            "history": [_told(event) for event in await self._store.events(row.id)],
            "attachments": [
                {"kind": one.kind, "name": one.name, "size": one.size, "at": plain(one.at)}
                for one in await self._attaching.listed(receipt)
            ],
            "notices": [_sent(letter.row) for letter in await self._outbox.of(row.id)],
        }

    async def erase(self, receipt: str, *, actor: str, role: Role, at: datetime) -> tuple[Erased, ...]:
        """Forget who filed it and how they sounded; it cannot be undone.

        Once the office owes nothing more, what was said and photographed goes too.

        Returns:
            What is gone now.

        Raises:
            ComplaintError: ``unknown_receipt`` or ``wrong_role``.
            StoreError: ``changed_meanwhile``: somebody works on it this moment; do it again.
        """
        _allowed(role)
        row = await self._row(receipt)
        gone: tuple[Erased, ...] = ("contact", "words") if row.state in CLOSED else ("contact",)
        columns = {**EMPTY_CONTACT, **(EMPTY_WORDS if "words" in gone else {})}
        event = _event(row, "erase", actor, role, at, ", ".join(gone))
        await self._store.change(row, columns, event)
        for one in await self._attaching.listed(receipt):
            if one.kind == "sound" or "words" in gone:
                await self._attaching.remove(receipt, one.name, actor=actor, role=role, at=at)
        return gone

    def _contact(self, row: ComplaintRow) -> Contact:
        return Contact(**self._keys.open(row.contact)) if row.contact else Contact()

    async def _row(self, receipt: str) -> ComplaintRow:
        row = await self._store.by_receipt(receipt)
        if row is None:
            raise ComplaintError("unknown_receipt", "There is no complaint with this number; say it again.")
        return row


def _allowed(role: Role) -> None:
    if role not in MAY:
        raise ComplaintError("wrong_role", f"Personal data is for {', '.join(MAY)} only.")


def _event(
    row: ComplaintRow, action: str, actor: str, role: Role, at: datetime, what: str = "all"
) -> dict[str, Any]:
    who = {"at": at, "actor": actor, "role": role, "action": action}
    return {**who, "state": row.state, "say": None, "params": {"what": what}}


def _sent(row: OutboxRow) -> dict[str, Any]:
    return {"webhook": row.channel, "state": row.state, "ended_at": plain(row.ended_at)}


def _told(event: ComplaintEvent) -> dict[str, Any]:
    """An event without the name of who on the staff did it."""
    what = {"action": event.action, "state": event.state, "params": event.params}
    return {"at": plain(event.at), "role": event.role, **what}
