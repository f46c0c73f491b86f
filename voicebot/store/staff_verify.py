"""Whether the audit log is as it was written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.store.keys import Keyring
from voicebot.store.staff_audit import Entry, chained, seal_of
from voicebot.store.staff_tables import StaffAccount, StaffAudit, StaffAuditHead

__all__ = ["Verdict", "verify", "verify_in"]

_BATCH = 500
MOST = 20
"""Sentences that are told; a log that was written anew would have one for every entry."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        count: entries that are there.
        head: number and hash of the last one, to be compared with what was noted another day.
        problems: a sentence for each thing that is wrong, at most `MOST`.
    """

    count: int
    head: str
    problems: tuple[str, ...]


async def verify(engine: AsyncEngine, keyring: Keyring, noted: str = "") -> Verdict:
    """Read the whole log.

    Args:
        engine: an open database.
        keyring: signed the end.
        noted: the ``head`` of an earlier verdict; it must still be part of the log.
    """
    async with AsyncSession(engine) as session:
        return await verify_in(session, keyring, noted)


async def verify_in(session: AsyncSession, keyring: Keyring, noted: str = "") -> Verdict:
    """The same, as the database is in a transaction."""
    problems, count, last, digest, seen = [], 0, 0, "", not noted
    async for row in _rows(session):
        problems += list(_wrong(row, last, digest))
        count, last, digest = count + 1, row.number, row.hash
        seen = seen or noted == _name(last, digest)
    problems += [one async for one in _end(session, keyring, last, digest)]
    if not seen:
        problems.append(f"{noted} is not in the log: it was written anew, or put back to an earlier day")
    return Verdict(count, _name(last, digest), tuple(problems[:MOST]))


def _name(number: int, digest: str) -> str:
    return f"{number}:{digest}"


async def _rows(session: AsyncSession) -> AsyncIterator[StaffAudit]:
    last = -1
    while rows := await _batch(session, last):
        for row in rows:
            yield row
        last = rows[-1].number
        session.expunge_all()


async def _batch(session: AsyncSession, last: int) -> Sequence[StaffAudit]:
    query = select(StaffAudit).where(StaffAudit.number > last).order_by(StaffAudit.number).limit(_BATCH)
    return (await session.scalars(query)).all()


def _wrong(row: StaffAudit, last: int, digest: str) -> Iterator[str]:
    if row.number != last + 1:
        gone = f"entry {last + 1}" if row.number == last + 2 else f"entries {last + 1} to {row.number - 1}"
        yield f"{gone} removed"
        return  # what is missing was part of its hash
    entry = Entry(row.actor, row.role, row.action, row.object, row.details)
    if chained(digest, row.number, row.at, entry) != row.hash:
        yield f"entry {row.number} changed"


async def _end(session: AsyncSession, keyring: Keyring, last: int, digest: str) -> AsyncIterator[str]:
    head = await session.scalar(select(StaffAuditHead))
    if head is None:
        yield "the signed end of the log is gone"
        return
    if head.number > last:
        yield f"entries {last + 1} to {head.number} removed"
    elif (head.number, head.hash) != (last, digest):
        yield "the log does not end where its signed end says"
    if head.number and head.seal not in seal_of(keyring, head.number, head.hash):
        yield "the end of the log is not signed with a key of this desk"
    if not head.number and await session.scalar(select(func.count()).select_from(StaffAccount)):
        yield "there are accounts, but nothing is told of them"
