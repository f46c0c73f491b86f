"""The newest thing that was said of each of many complaints, in one query."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.store.tables import ComplaintEvent, ComplaintRow

__all__ = ["latest_events"]


async def latest_events(engine: AsyncEngine, receipts: Collection[str]) -> dict[str, ComplaintEvent]:
    """The last event of each complaint that has a sentence, by receipt.

    Args:
        engine: an open database.
        receipts: up to some thousands; those that are none are left out.
    """
    newest = (
        select(func.max(ComplaintEvent.id))
        .join(ComplaintRow, ComplaintRow.id == ComplaintEvent.complaint_id)
        .where(ComplaintRow.receipt.in_(receipts), ComplaintEvent.say.is_not(None))
        .group_by(ComplaintEvent.complaint_id)
    )
    query = (
        select(ComplaintRow.receipt, ComplaintEvent)
        .join(ComplaintRow, ComplaintRow.id == ComplaintEvent.complaint_id)
        .where(ComplaintEvent.id.in_(newest))
    )
    async with AsyncSession(engine) as session:
        return {row[0]: row[1] for row in await session.execute(query)}
