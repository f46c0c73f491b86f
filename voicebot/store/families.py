"""Complaints that were merged: which goes on in the place of which, and who has told of any of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import CTE, CompoundSelect, String, cast, func, literal, select, union_all
from sqlalchemy.orm import aliased

from voicebot.store.tables import ComplaintJoin, ComplaintRow

__all__ = ["FILED", "JOINED", "downstream", "people", "upstream"]

FILED, JOINED = "filed:", "join:"
"""Begin the names of those who filed and of those who joined; the id of the row follows."""


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


def people(receipt: str) -> CompoundSelect[tuple[str, str, str | None]]:
    """Columns ``name``, ``person``, ``contact``: who filed or joined a complaint, or what was merged into it.

    Who is in it more than once, under one telephone number or e-mail, is one ``person`` of several names; who
    left neither is one each time. Who took their joining back is not in it.
    """
    family = select(upstream(receipt).c.id)
    filer = literal(FILED).concat(cast(ComplaintRow.id, String))
    joiner = literal(JOINED).concat(cast(ComplaintJoin.id, String))
    return union_all(
        select(
            filer.label("name"),
            func.coalesce(ComplaintRow.phone_hash, filer).label("person"),
            ComplaintRow.contact,
        ).where(ComplaintRow.id.in_(family)),
        select(joiner, func.coalesce(ComplaintJoin.phone_hash, joiner), ComplaintJoin.contact).where(
            ComplaintJoin.complaint_id.in_(family), ComplaintJoin.left_at.is_(None)
        ),
    )
