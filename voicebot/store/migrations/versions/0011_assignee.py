"""Walk along what one officer has, in the order of the board."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_assignee"
down_revision: str | None = "0010_tallies"

_OPEN = sa.text("closed_at IS NULL")
_COLUMNS = ["assignee", "due_at", "filed_at", "receipt"]


def upgrade() -> None:
    """Make an index of all that is open by who handles it."""
    op.create_index(
        "ix_complaint_open_assignee", "complaint", _COLUMNS, sqlite_where=_OPEN, postgresql_where=_OPEN
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_complaint_open_assignee", "complaint")
