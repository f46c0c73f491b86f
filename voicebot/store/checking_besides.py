"""What belongs to complaints besides their rows, against the events that say so: joins, photos, sounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from voicebot.errors import StoreError
from voicebot.store.attachments import Attachments
from voicebot.store.keys import Keyring
from voicebot.store.tables import ComplaintAttachment, ComplaintEvent, ComplaintJoin, ComplaintRow

__all__ = ["besides"]

_ACTIONS = ("join", "leave", "attach", "detach")


async def besides(
    session: AsyncSession, rows: Sequence[ComplaintRow], keyring: Keyring, files: Attachments | None
) -> AsyncIterator[str]:
    """A sentence for each thing that is wrong.

    Args:
        session: an open one.
        rows: complaints whose ids follow one another.
        keyring: opens the contacts.
        files: photos and sounds; not looked for when there is none.
    """
    first, last = rows[0].id, rows[-1].id
    told = await _told(session, first, last)
    between = ComplaintJoin.complaint_id.between(first, last)
    joins = list(await session.scalars(select(ComplaintJoin).where(between)))
    own = ComplaintAttachment.complaint_id.between(first, last)
    attached = list(await session.scalars(select(ComplaintAttachment).where(own)))
    joined = Counter(join.complaint_id for join in joins if join.left_at is None)
    held = Counter(one.complaint_id for one in attached)
    receipts = {row.id: row.receipt for row in rows}
    for number, receipt in receipts.items():
        if joined[number] != told[number, "join"] - told[number, "leave"]:
            yield f"{receipt}: who joined it is not who its events say"
        if held[number] != told[number, "attach"] - told[number, "detach"]:
            yield f"{receipt}: its photos and sounds are not those its events say"
    for join in joins:
        if join.contact and (wrong := _sealed(join.contact, keyring)):
            yield f"{receipts[join.complaint_id]}: {wrong}"
    for one in attached:
        if files and (wrong := await files.wrong(one)):
            yield f"{receipts[one.complaint_id]}: {wrong}"


async def _told(session: AsyncSession, first: int, last: int) -> Counter[tuple[int, str]]:
    """How often each thing happened to each complaint."""
    query = (
        select(ComplaintEvent.complaint_id, ComplaintEvent.action, func.count())
        .where(ComplaintEvent.complaint_id.between(first, last), ComplaintEvent.action.in_(_ACTIONS))
        .group_by(ComplaintEvent.complaint_id, ComplaintEvent.action)
    )
    return Counter({(row[0], row[1]): row[2] for row in await session.execute(query)})


def _sealed(contact: str, keyring: Keyring) -> str:
    try:
        keyring.open(contact)
    except StoreError as error:
        return error.message
    return ""
