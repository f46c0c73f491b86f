"""The register of complaints: files them, changes them, finds them; the law in front, the store behind."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.calendar import office_calendar
from voicebot.civic.complaints.categories import Categories
from voicebot.civic.complaints.changes import Act, Step, step
from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Contact, Filing
from voicebot.civic.complaints.receipt import new_receipt
from voicebot.civic.complaints.states import Role
from voicebot.civic.complaints.telling import tell
from voicebot.civic.district import District
from voicebot.errors import ComplaintError, StoreError
from voicebot.store.complaints import Complaints
from voicebot.store.keys import Keyring
from voicebot.store.outbox import NOBODY
from voicebot.store.tables import ComplaintEvent, ComplaintRow

__all__ = ["Register"]

_TRIES = 5
_VIEWERS: tuple[Role, ...] = ("officer", "manager")
_FIELDS = [name for name in Complaint.model_fields if name != "has_contact"]


class Register:
    """Everything that can be done with complaints.

    Args:
        engine: an open database.
        keyring: seals contacts.
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
        self._store = Complaints(engine, webhooks)
        self._keys = keyring
        self.district = district
        self.categories = categories
        self._calendar = office_calendar(district)

    async def file(
        self, filing: Filing, *, actor: str, role: Role, at: datetime, key: str | None = None
    ) -> Complaint:
        """Keep a complaint; once this returns it is kept, and its receipt may be said.

        Args:
            filing: what they said and how they can be reached.
            actor: who files: ``caller`` or a user name.
            role: of the actor.
            at: when, with a time zone.
            key: what the client calls this filing; a retry with the same key returns the same complaint.

        Raises:
            ComplaintError: there is no such category, or consent is missing.
        """
        private = filing.private()
        draft = self.draft(filing, at)
        columns = {**filing.columns(), **self._sealed(private), "filing_key": _digest(key)}
        for _ in range(_TRIES):
            done = step(draft, Act("file", actor, role, at), self._calendar)
            new = {**columns, **_columns(done.changes), "receipt": new_receipt()}
            try:
                return await self.get(await self._store.add(new, _event(done)))
            except StoreError as error:
                if error.code != "receipt_taken":
                    raise
        raise ComplaintError("no_receipt", "No free receipt was found; try again.")

    def draft(self, filing: Filing, at: datetime) -> Complaint:
        """What a filing makes before it is kept.

        Raises:
            ComplaintError: there is no such category, or it does not ask for a field.
        """
        category = self.categories.get(filing.category)
        if unknown := set(filing.answers) - {question.id for question in category.ask}:
            raise ComplaintError(
                "unknown_field", f"{category.id} does not ask about {', '.join(sorted(unknown))}."
            )
        clock = Clock(period=category.period, since=at) if filing.kind == "petition" else None
        return Complaint(kind=filing.kind, category=category.id, department=category.department, clock=clock)

    def _sealed(self, private: dict[str, str]) -> dict[str, str | None]:
        phone = private.get("phone")
        return {
            "contact": self._keys.seal(private) if private else None,
            "phone_hash": self._keys.phone_hash(phone) if phone else None,
        }

    async def act(self, receipt: str, act: Act, *, version: int | None = None) -> Complaint:
        """Do something to a complaint.

        Args:
            receipt: which.
            act: what, by whom, when.
            version: the one that the actor has seen; any when empty.

        Raises:
            ComplaintError: there is none, or the table or the law does not allow it.
            StoreError: ``changed_meanwhile``: it is not as the actor has seen it.
        """
        for tries in range(1, _TRIES + 1):
            row = await self._row(receipt)
            if version is not None and row.version != version:
                raise StoreError("changed_meanwhile", "Somebody else has changed it meanwhile; look again.")
            done = step(_complaint(row), await self._completed(row, act), self._calendar)
            try:
                await self._store.change(row, _columns(done.changes), _event(done))
            except StoreError as error:
                if error.code != "changed_meanwhile" or version is not None or tries == _TRIES:
                    raise
            else:
                return await self.get(receipt)
        raise AssertionError("unreachable")

    async def _completed(self, row: ComplaintRow, act: Act) -> Act:
        """What the district and the other complaints have to say about an act."""
        params = dict(act.params)
        if act.action == "transfer" and not params.get("phone") and params.get("to"):
            found = self.district.department(params["to"], act.at.date())
            params["phone"] = (found and found.phone) or self.district.desk.phone
        if act.action in ("accept", "assign") and params.get("department"):
            self._known(params["department"], act.at)
        if act.action == "merge" and (await self._row(str(params.get("into")))).state == "merged":
            raise ComplaintError("merged_already", "That one was merged itself; name the one it went into.")
        return Act(act.action, act.actor, act.role, act.at, params)

    def _known(self, department: str, at: datetime) -> None:
        if self.district.department(department, at.date()) is None:
            known = ", ".join(d.id for d in self.district.departments if d.in_force(at.date()))
            raise ComplaintError(
                "unknown_department", f"There is no department {department!r}; one of: {known}."
            )

    async def get(self, receipt: str) -> Complaint:
        """A complaint as it stands, without anything personal.

        Raises:
            ComplaintError: ``unknown_receipt``.
        """
        return _complaint(await self._row(receipt))

    async def by_phone(self, phone: str) -> list[Complaint]:
        """What was filed with this full telephone number, the newest first."""
        return [_complaint(row) for row in await self._store.by_phone(self._keys.phone_hashes(phone))]

    async def page(
        self,
        where: Sequence[ColumnElement[bool]],
        order: ColumnElement[Any] | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Complaint]:
        """Complaints by columns of `voicebot.store.tables.ComplaintRow`; see `Complaints.page`."""
        return [_complaint(row) for row in await self._store.page(where, order, limit, offset)]

    async def history(self, receipt: str) -> Sequence[ComplaintEvent]:
        """All that happened to it, in order; nothing in it is personal."""
        return await self._store.events((await self._row(receipt)).id)

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
        row = await self._store.by_receipt(receipt)
        if row is None:
            raise ComplaintError("unknown_receipt", "There is no complaint with this number; say it again.")
        return row


def _complaint(row: ComplaintRow) -> Complaint:
    fields = {name: getattr(row, name) for name in _FIELDS}
    return Complaint(**fields, has_contact=row.contact is not None)


def _columns(changes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if value is None or isinstance(value, datetime) else to_jsonable_python(value)
        for name, value in changes.items()
    }


def _event(done: Step) -> dict[str, Any]:
    act = done.act
    who = {"at": act.at, "actor": act.actor, "role": act.role, "action": act.action}
    return {**who, "state": done.state, "say": done.say, "params": done.params}


def _digest(key: str | None) -> str | None:
    return hashlib.sha256(key.encode()).hexdigest() if key else None
