"""Keep the batches of scripts that officers bring, their rows, and what their recordings say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_scripts"
down_revision: str | None = "0007_staff"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _batches()
    _lines()
    op.create_table(
        "script_heard",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("heard_at", _MOMENT, nullable=False),
        sa.Column("listened", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_script_heard")),
    )
    op.create_index(op.f("ix_script_heard_heard_at"), "script_heard", ["heard_at"])


def _batches() -> None:
    op.create_table(
        "script_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("folder", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("held_until", _MOMENT, nullable=True),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script_batch")),
        sa.UniqueConstraint("folder", name=op.f("uq_script_batch_folder")),
    )
    op.create_index(op.f("ix_script_batch_state"), "script_batch", ["state"])
    op.create_index(op.f("ix_script_batch_ended_at"), "script_batch", ["ended_at"])


def _lines() -> None:
    op.create_table(
        "script_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("script", sa.JSON(), nullable=False),
        sa.Column("checked", sa.JSON(), nullable=True),
        sa.Column("confirmed", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script_line")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["script_batch.id"], name=op.f("fk_script_line_batch_id_script_batch")
        ),
        sa.UniqueConstraint("batch_id", "line", name=op.f("uq_script_line_batch_id")),
    )
    op.create_index("ix_script_line_batch_state", "script_line", ["batch_id", "state"])


def downgrade() -> None:
    """Drop them."""
    for table in ("script_heard", "script_line", "script_batch"):
        op.drop_table(table)
