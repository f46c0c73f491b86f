"""Keep how often things happened, by day and hour: counts that outlive a restart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_tallies"
down_revision: str | None = "0009_entries"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tally",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "hour", "what", "kind", name=op.f("pk_tally")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("tally")
