"""Keep questions that had no answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "unanswered_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("nearest", sa.String(64), nullable=True),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unanswered_question")),
    )
    op.create_index(op.f("ix_unanswered_question_asked_at"), "unanswered_question", ["asked_at"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("unanswered_question")
