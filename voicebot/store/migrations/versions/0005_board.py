"""Walk along what is open in the order of the board.

The index of ``closed_at`` leaves out what is open: SQLite, which keeps no statistics, would take it for the
better way to all that is open, and sort.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_board"
down_revision: str | None = "0004_outbox"

_ORDER = ["due_at", "filed_at", "receipt"]
_INDEXES = {
    "ix_complaint_open": _ORDER,
    "ix_complaint_open_department": ["department", *_ORDER],
}


def upgrade() -> None:
    """Make an index of all that is open, and one by department."""
    for name, columns in _INDEXES.items():
        _index(name, columns, "closed_at IS NULL")
    op.drop_index("ix_complaint_closed_at", "complaint")
    _index("ix_complaint_closed_at", ["closed_at"], "closed_at IS NOT NULL")


def downgrade() -> None:
    """Drop them, and have everything in the index of ``closed_at`` again."""
    for name in (*_INDEXES, "ix_complaint_closed_at"):
        op.drop_index(name, "complaint")
    op.create_index("ix_complaint_closed_at", "complaint", ["closed_at"])


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "complaint", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
