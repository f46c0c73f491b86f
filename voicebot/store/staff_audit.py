"""The audit log: every entry holds the hash of the one before it, and the last one is signed.

A row that was changed no longer fits its hash, one that was removed leaves a gap, and who writes the whole
chain anew cannot sign its end without the keys, which are not in the database. What this cannot show is a
database that was put back whole to an earlier moment: keep what `verify` prints (docs/staff.md).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.keys import Keyring
from voicebot.store.staff_tables import StaffAudit, StaffAuditHead

__all__ = ["Entry", "Search", "append", "chained", "reseal_head", "seal_of", "search", "write"]

PURPOSE = "staff audit"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that somebody did or looked at.

    Attributes:
        actor: the account's name; ``shell:name`` for a command, empty for whoever is not signed in.
        role: what they are, comma-separated.
        action: a word such as ``contact.view``, at most 32 characters.
        object: what it was done to, such as a receipt; at most 128 characters, never a caller's own data.
        details: more of the same kind.
    """

    actor: str
    role: str
    action: str
    object: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Search:
    """Which entries; everything that is empty admits all, and the newest come first.

    Attributes:
        begins: the action begins with this.
        since: from this moment on.
        until: before this moment.
        before: only entries of a lower number: where the page before ended.
        limit: at most so many.
    """

    actor: str = ""
    begins: str = ""
    object: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    before: int | None = None
    limit: int = 50


def chained(before: str, number: int, at: dt.datetime, entry: Entry) -> str:
    """The hash of an entry, given the hash of the one before it (empty for the first)."""
    columns = [number, _utc(at), entry.actor, entry.role, entry.action, entry.object, dict(entry.details)]
    text = json.dumps(columns, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def _utc(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def seal_of(keyring: Keyring, number: int, digest: str) -> list[str]:
    """What the end of the log may be signed with: by the newest key first, then by each older one."""
    return keyring.signatures(PURPOSE, f"{number} {digest}")


async def write(engine: AsyncEngine, keyring: Keyring, entry: Entry) -> None:
    """Keep one entry; when this returns, it is kept."""
    async with AsyncSession(engine) as session, session.begin():
        await append(session, keyring, entry)


async def append(session: AsyncSession, keyring: Keyring, entry: Entry) -> None:
    """Keep one entry with the change that it tells of, in the same transaction.

    Everybody else who writes waits until the transaction ends; call it first, and the change is alone.

    Raises:
        StoreError: ``audit_headless``: the row with the end of the log is gone.
    """
    bump = update(StaffAuditHead).values(number=StaffAuditHead.number + 1)
    taken = bump.returning(StaffAuditHead.number, StaffAuditHead.hash)
    head = (await session.execute(taken)).first()
    if head is None:
        raise StoreError("audit_headless", "The end of the audit log is gone; restore a backup.")
    number, at = head[0], dt.datetime.now(dt.UTC)
    digest = chained(head[1], number, at, entry)
    values = {name: getattr(entry, name) for name in ("actor", "role", "action", "object")}
    values |= {"number": number, "at": at, "details": dict(entry.details), "hash": digest}
    await session.execute(insert(StaffAudit).values(**values))
    seal = seal_of(keyring, number, digest)[0]
    await session.execute(update(StaffAuditHead).values(hash=digest, seal=seal))


async def search(engine: AsyncEngine, wanted: Search) -> Sequence[StaffAudit]:
    """One page of what was found."""
    async with AsyncSession(engine) as session:
        return (await session.scalars(_query(wanted))).all()


def _query(wanted: Search) -> Select[Any]:
    where: list[ColumnElement[bool]] = []
    if wanted.actor:
        where.append(StaffAudit.actor == wanted.actor)
    if wanted.begins:
        where.append(StaffAudit.action.startswith(wanted.begins, autoescape=True))
    if wanted.object:
        where.append(StaffAudit.object == wanted.object)
    where += _between(wanted)
    return select(StaffAudit).where(*where).order_by(StaffAudit.number.desc()).limit(wanted.limit)


def _between(wanted: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.since:
        found.append(StaffAudit.at >= wanted.since)
    if wanted.until:
        found.append(StaffAudit.at < wanted.until)
    if wanted.before is not None:
        found.append(StaffAudit.number < wanted.before)
    return found


async def reseal_head(session: AsyncSession, keyring: Keyring) -> None:
    """Sign the end of the log with the newest key, if an older one had signed it."""
    head = await session.scalar(select(StaffAuditHead).with_for_update())
    if head and head.seal in (good := seal_of(keyring, head.number, head.hash)):
        head.seal = good[0]
