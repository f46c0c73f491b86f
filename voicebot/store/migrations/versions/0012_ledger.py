"""Keep what officers lay over the district's files; let a tally's kind be as long as the id of an entry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_ledger"
down_revision: str | None = "0011_assignee"


def upgrade() -> None:
    """Make the tables, and widen the kinds of the tallies."""
    op.create_table(
        "ledger_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_change")),
        sa.UniqueConstraint("chapter", "version", name=op.f("uq_ledger_change_chapter")),
    )
    op.create_table(
        "ledger_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["ledger_change.id"], name=op.f("fk_ledger_line_change_id_ledger_change")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_line")),
    )
    op.create_index(op.f("ix_ledger_line_change_id"), "ledger_line", ["change_id"])
    op.create_index("ix_ledger_line_chapter", "ledger_line", ["chapter", "key"])
    _kinds(32, 64)


def downgrade() -> None:
    """Drop them; counts of entries with a longer id go too."""
    op.drop_table("ledger_line")
    op.drop_table("ledger_change")
    op.execute("DELETE FROM tally WHERE length(kind) > 32")
    _kinds(64, 32)


def _kinds(before: int, after: int) -> None:
    with op.batch_alter_table("tally") as table:
        table.alter_column(
            "kind", existing_type=sa.String(before), type_=sa.String(after), existing_nullable=False
        )
