"""The register of complaints: files them and changes them; the law in front, the store behind."""

from __future__ import annotations

from datetime import datetime

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.complaints.changes import Act, due_told, step
from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import LONGEST, Filing
from voicebot.civic.complaints.lookup import Lookup
from voicebot.civic.complaints.receipt import new_receipt
from voicebot.civic.complaints.rows import as_columns, as_event, complaint_of, key_digest
from voicebot.civic.complaints.states import Role
from voicebot.civic.complaints.telling import tell
from voicebot.errors import ComplaintError, StoreError
from voicebot.store.tables import ComplaintRow
from voicebot.text.masking import mask
from voicebot.text.printable import printable

__all__ = ["Register"]

_TRIES = 5


class Register(Lookup):
    """Everything that can be done with complaints."""

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
        columns = {**filing.columns(), **self._keys.columns(private), "filing_key": key_digest(key)}
        for _ in range(_TRIES):
            done = step(draft, Act("file", actor, role, at), self._calendar)
            new = {**columns, **as_columns(done.changes), "receipt": new_receipt()}
            try:
                return complaint_of(await self._store.add(new, as_event(done)))
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
            done = step(complaint_of(row), await self._completed(row, act), self._calendar)
            try:
                await self._store.change(row, as_columns(done.changes), as_event(done))
            except StoreError as error:
                if error.code != "changed_meanwhile" or version is not None or tries == _TRIES:
                    raise
            else:
                return await self.get(receipt)
        raise AssertionError("unreachable")

    async def foretold(self, receipt: str, act: Act) -> list[str]:
        """What the resident would be told of an act, in their language, without doing it.

        Raises:
            ComplaintError: as `act`.
        """
        row = await self._row(receipt)
        done = step(complaint_of(row), await self._completed(row, act), self._calendar)
        day = self._calendar.local(act.at).date()
        language = "ko" if row.language == "ko" else "en"
        own = [done.params[name] for name in ("question", "answer") if name in done.params]
        return [tell(done.say, done.params, self.district, day, language), *own]

    async def recount(self, receipt: str, calendar: OfficeCalendar, *, actor: str, at: datetime) -> bool:
        """Count when an answer is due by another calendar, and tell whoever filed; whether it is another day.

        Raises:
            ComplaintError: ``unknown_receipt``.
            StoreError: ``changed_meanwhile``.
        """
        row = await self._row(receipt)
        clock = Clock.model_validate(row.clock) if row.clock and row.closed_at is None else None
        due = clock.due(calendar) if clock else None
        if clock is None or due is None or due == row.due_at:
            return False
        event = {"at": at, "actor": actor, "role": "system", "action": "recount", "state": row.state}
        told = {"say": "recount", "params": {"due": due_told(clock, due, calendar)}}
        await self._store.change(row, {"due_at": due}, {**event, **told})
        return True

    async def note(self, receipt: str, text: str, *, actor: str, role: Role, at: datetime) -> None:
        """Keep a word for colleagues: it is masked, stays for good, and no resident hears of it.

        Raises:
            ComplaintError: there is no such complaint; ``missing``: there is nothing in it.
        """
        row, written = await self._row(receipt), mask(printable(text)[:LONGEST]).strip()
        if not written:
            raise ComplaintError("missing", "A note needs words.")
        event = {"at": at, "actor": actor, "role": role, "action": "note", "state": row.state}
        await self._store.note(row.id, {**event, "say": None, "params": {"note": written}})

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
