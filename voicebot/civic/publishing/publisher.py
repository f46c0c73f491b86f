"""Takes entries from a draft to what callers hear, by two people, and back."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from voicebot.civic.faq import Faq
from voicebot.civic.publishing.checks import Checks
from voicebot.civic.publishing.spoken import Spoken, spoken
from voicebot.civic.publishing.steps import NOWHERE, Action, Standing, State, taken
from voicebot.civic.publishing.texts import Fields, checked_id, fields_of
from voicebot.civic.publishing.timeline import Key
from voicebot.errors import EntryError, StoreError
from voicebot.store.entries import Entries, Step
from voicebot.store.tables import EntryText

__all__ = ["FIRST_EDITION", "Held", "Publisher"]

FIRST_EDITION = "first edition"
"""Who wrote and read what lies in the district's files."""


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as an officer sees it.

    Attributes:
        key: its language and id.
        standing: how its newest text stands; `NOWHERE` while the store has nothing of it.
        fields: of the newest text, or of the district's file.
    """

    key: Key
    standing: Standing
    fields: Fields = field(default_factory=dict)


class Publisher:
    """The entries of a desk. Every step names the version it builds on, so that nobody overwrites anybody.

    Args:
        entries: the store.
        first: the district's files.
        checks: what a text has to be like.
        now: the moment, by the district's clock.
    """

    def __init__(self, entries: Entries, first: Faq, checks: Checks, now: Callable[[], dt.datetime]) -> None:
        self.entries = entries
        self._first = first
        self.checks = checks
        self._now = now

    def today(self) -> dt.date:
        """The district's day."""
        return self._now().date()

    async def spoken(self, at: dt.datetime | None = None) -> Spoken:
        """What callers hear at a moment; now, when empty."""
        return await spoken(self.entries, self._first, at or self._now())

    async def recordings(self) -> frozenset[str]:
        """The names of all recordings that a text of the store or of a file refers to."""
        filed = {entry.audio for entry in self._first if entry.audio}
        return await self.entries.recordings() | filed

    async def held(self, entry: str, language: str) -> Held:
        """An entry with its newest text.

        Raises:
            EntryError: ``entry_unknown``: neither the store nor a file has it.
        """
        key = (language, checked_id(entry))
        row = await self.entries.get(entry, language)
        if row:
            text = await self.entries.text(entry, language, row.revision)
            standing = Standing(row.version, cast("State", row.state), row.revision, row.writer)
            return Held(key, standing, dict(text.fields) if text else {})
        filed = self._first.get(entry, language)
        if filed:
            return Held(key, NOWHERE, fields_of(filed))
        raise EntryError(
            "entry_unknown", f"There is no {language} entry {entry!r}; `voicebot faq drafts` lists."
        )

    async def has(self, entry: str, language: str) -> bool:
        """Whether there is such an entry, in the store or in a file."""
        try:
            await self.held(entry, language)
        except EntryError as error:
            if error.code != "entry_unknown":
                raise
            return False
        return True

    async def write(
        self, entry: str, language: str, fields: Mapping[str, Any], actor: str, *, at: int | None = None
    ) -> Held:
        """Keep a new text as a draft; what callers hear stays as it is.

        Args:
            entry: id of an entry, new or not.
            language: ``ko`` or ``en``.
            fields: the whole text; it may still lack something.
            actor: who writes.
            at: the version that they saw; the newest when empty.

        Raises:
            EntryError: ``entry_id``.
            StoreError: ``entry_changed``.
        """
        now = await self._begun(entry, language, actor, at)
        after = taken(now.standing, "write", actor)
        await self._take(now.key, after, "write", actor, about=after.revision, fields=fields)
        return Held(now.key, after, dict(fields))

    async def write_all(self, texts: Sequence[tuple[Key, Fields]], actor: str) -> list[Held]:
        """Keep the texts of many entries as drafts: all of them, or none.

        A text that is an entry's newest already is left out, so that whoever was interrupted may call again.

        Args:
            texts: each of another entry.
            actor: who brings them.

        Returns:
            Those that were written.

        Raises:
            EntryError: ``entry_id``.
            StoreError: ``entry_changed``.
        """
        steps, written = [], []
        for key, fields in texts:
            if await self._newest(key) == fields:
                continue
            now = await self._begun(key[1], key[0], actor, None)
            after = taken(now.standing, "write", actor)
            steps.append(self._step(key, after, "write", actor, about=after.revision, fields=fields))
            written.append(Held(key, after, fields))
        await self.entries.take_all(steps)
        return written

    async def _newest(self, key: Key) -> Fields | None:
        try:
            return (await self.held(key[1], key[0])).fields
        except EntryError as error:
            if error.code != "entry_unknown":
                raise
            return None

    async def submit(self, entry: str, language: str, actor: str, *, at: int | None = None) -> Held:
        """Hand a draft in for review.

        Raises:
            EntryError: ``entry_unknown``, ``entry_unfit`` (the message says what is to be mended), or as
                `steps.taken`.
            StoreError: ``entry_changed``.
        """
        now = await self._seen(entry, language, at)
        after = taken(now.standing, "submit", actor)
        await self._fit(now)
        return await self._took(now, after, "submit", actor)

    async def refuse(self, entry: str, language: str, actor: str, why: str, *, at: int | None = None) -> Held:
        """Give a text back to its writer; raises as `submit`."""
        now = await self._seen(entry, language, at)
        return await self._took(now, taken(now.standing, "refuse", actor), "refuse", actor, why=why)

    async def publish(
        self,
        entry: str,
        language: str,
        actor: str,
        *,
        begins: dt.datetime | None = None,
        ends: dt.datetime | None = None,
        at: int | None = None,
    ) -> Held:
        """Let callers hear what was handed in.

        Args:
            entry: id of the entry.
            language: ``ko`` or ``en``.
            actor: a second person, who has read it.
            begins: from when on; now when empty.
            ends: until when; for good when empty.
            at: the version that they saw.

        Raises:
            EntryError: ``period``: it would end before it begins; else as `submit`.
            StoreError: ``entry_changed``.
        """
        begins = begins or self._now()
        if ends and ends <= max(begins, self._now()):
            raise EntryError("period", "It would end before anybody hears it; give a later end.")
        now = await self._seen(entry, language, at)
        after = taken(now.standing, "publish", actor)
        await self._fit(now)
        return await self._took(now, after, "publish", actor, approver=actor, begins=begins, ends=ends)

    async def withdraw(
        self, entry: str, language: str, actor: str, why: str = "", *, at: int | None = None
    ) -> Held:
        """Let callers hear an entry no more, at once; one of the district's files is hidden.

        Raises:
            EntryError: ``entry_unknown``, or as `steps.taken`.
            StoreError: ``entry_changed``.
        """
        await self.held(entry, language)
        now = await self._begun(entry, language, actor, at)
        after = taken(now.standing, "withdraw", actor)
        await self._take(now.key, after, "withdraw", actor, about=None, begins=self._now(), why=why)
        return replace(now, standing=after)

    async def back(
        self, entry: str, language: str, number: int, actor: str, *, at: int | None = None
    ) -> Held:
        """Return to an earlier text: at once where a second person had published it, else as a draft.

        Raises:
            EntryError: ``text_unknown``, or as `submit`.
            StoreError: ``entry_changed``.
        """
        now = await self._seen(entry, language, at)
        text = await self._text(now.key, number)
        after = taken(now.standing, "return", actor, approved=bool(text.approver))
        begins = self._now() if text.approver else None
        await self._take(
            now.key,
            after,
            "return",
            actor,
            about=after.revision,
            fields=text.fields,
            approver=text.approver,
            begins=begins,
        )
        return Held(now.key, after, dict(text.fields))

    async def _text(self, key: Key, number: int) -> EntryText:
        text = await self.entries.text(key[1], key[0], number)
        if text is None:
            raise EntryError(
                "text_unknown", f"{key[1]} has no version {number}; `voicebot faq versions` lists."
            )
        return text

    async def _seen(self, entry: str, language: str, at: int | None) -> Held:
        now = await self.held(entry, language)
        if at is not None and at != now.standing.version:
            raise StoreError("entry_changed", f"{entry} has changed since you opened it; look at it again.")
        return now

    async def _begun(self, entry: str, language: str, actor: str, at: int | None) -> Held:
        """As it stands; what only a file has comes into the store first, as what two people agreed on."""
        try:
            now = await self._seen(entry, language, at)
        except EntryError as error:
            if error.code != "entry_unknown":
                raise
            if at:
                raise StoreError("entry_changed", f"{entry} is not there any more.") from error
            return Held((language, entry), NOWHERE)
        if now.standing != NOWHERE:
            return now
        first = Standing(1, "published", 1, FIRST_EDITION)
        filed = {"about": 1, "fields": now.fields, "approver": FIRST_EDITION}
        await self._take(now.key, first, "adopt", actor, **filed)
        return replace(now, standing=first)

    async def _fit(self, now: Held) -> None:
        edition = (await self.spoken()).edition
        today = self.today()
        found = await asyncio.to_thread(self.checks.findings, now.key, now.fields, edition, today)
        wrong = [one for one in found if one.severity == "error"]
        if wrong:
            listed = "\n".join(f"  {one.what}: {one.todo}" for one in wrong)
            raise EntryError("entry_unfit", f"{now.key[1]} has to be mended first:\n{listed}")

    async def _took(self, now: Held, after: Standing, action: Action, actor: str, **more: Any) -> Held:  # noqa: ANN401
        await self._take(now.key, after, action, actor, about=after.revision, **more)
        return replace(now, standing=after)

    async def _take(self, key: Key, after: Standing, action: str, actor: str, **more: Any) -> None:  # noqa: ANN401
        await self.entries.take(self._step(key, after, action, actor, **more))

    def _step(self, key: Key, after: Standing, action: str, actor: str, **more: Any) -> Step:  # noqa: ANN401
        return Step(
            entry=key[1],
            language=key[0],
            version=after.version,
            at=self._now(),
            actor=actor,
            action=action,
            state=after.state or "draft",
            revision=after.revision,
            writer=after.writer,
            **more,
        )
