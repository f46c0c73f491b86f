"""Complaints that were merged: which goes on in the place of which, and whose followers move along."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import CTE, select
from sqlalchemy.orm import aliased

from voicebot.store.tables import ComplaintRow

__all__ = ["downstream", "upstream"]


def downstream(receipts: Collection[str]) -> CTE:
    """Columns ``asked``, ``id``, ``receipt``: each complaint, and what it went into, and so on.

    Args:
        receipts: up to some thousands.
    """
    start = select(
        ComplaintRow.receipt.label("asked"), ComplaintRow.id, ComplaintRow.receipt, ComplaintRow.merged_into
    ).where(ComplaintRow.receipt.in_(receipts))
    chain = start.cte("downstream", recursive=True)
    into = aliased(ComplaintRow)
    return chain.union(
        select(chain.c.asked, into.id, into.receipt, into.merged_into).where(
            into.receipt == chain.c.merged_into
        )
    )


def upstream(receipt: str) -> CTE:
    """Columns ``id``, ``receipt``: a complaint, what was merged into it, what into that, and so on."""
    start = select(ComplaintRow.id, ComplaintRow.receipt).where(ComplaintRow.receipt == receipt)
    chain = start.cte("upstream", recursive=True)
    merged = aliased(ComplaintRow)
    return chain.union(select(merged.id, merged.receipt).where(merged.merged_into == chain.c.receipt))
