"""Tell others of changes, and count wrong tries for all doors and processes together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_outbox"
down_revision: str | None = "0003_joining"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("subscriber", sa.String(16), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("error", sa.String(64), nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_outbox_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["complaint_event.id"], name=op.f("fk_outbox_event_id_complaint_event")
        ),
    )
    op.create_index("ix_outbox_channel_state_due_at", "outbox", ["channel", "state", "due_at"])
    op.create_index(
        "ix_outbox_complaint_id_channel_subscriber", "outbox", ["complaint_id", "channel", "subscriber"]
    )
    op.create_index(op.f("ix_outbox_ended_at"), "outbox", ["ended_at"])
    op.create_table(
        "wrong_try",
        sa.Column("asker", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("asker", name=op.f("pk_wrong_try")),
    )
    op.create_index(op.f("ix_wrong_try_last"), "wrong_try", ["last"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("wrong_try")
    op.drop_table("outbox")
