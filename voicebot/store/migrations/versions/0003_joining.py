"""Let others join a complaint, and keep photos and sounds with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_joining"
down_revision: str | None = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and the indexes that looking for the same trouble needs."""
    op.create_index("ix_complaint_category_filed_at", "complaint", ["category", "filed_at"])
    op.create_index(op.f("ix_complaint_merged_into"), "complaint", ["merged_into"])
    _joins()
    _attachments()


def downgrade() -> None:
    """Drop them; files of attachments stay in the data folder until they are purged."""
    op.drop_table("complaint_attachment")
    op.drop_table("complaint_join")
    op.drop_index(op.f("ix_complaint_merged_into"), "complaint")
    op.drop_index("ix_complaint_category_filed_at", "complaint")


def _joins() -> None:
    op.create_table(
        "complaint_join",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("join_key", sa.String(64), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("left_at", _MOMENT, nullable=True),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone_hash", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_join")),
        sa.UniqueConstraint("join_key", name=op.f("uq_complaint_join_join_key")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_join_complaint_id_complaint")
        ),
    )
    for column in ("complaint_id", "phone_hash"):
        op.create_index(op.f(f"ix_complaint_join_{column}"), "complaint_join", [column])


def _attachments() -> None:
    op.create_table(
        "complaint_attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("media", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_attachment")),
        sa.UniqueConstraint("name", name=op.f("uq_complaint_attachment_name")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_attachment_complaint_id_complaint")
        ),
    )
    for column in ("complaint_id", "kind"):
        op.create_index(op.f(f"ix_complaint_attachment_{column}"), "complaint_attachment", [column])
