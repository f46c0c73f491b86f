"""Keep complaints: a row as each stands, and events that nobody can change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"

_MOMENT = sa.DateTime(timezone=True)
_REFUSAL = "complaint events are append-only"
_SQLITE = [
    f"CREATE TRIGGER complaint_event_no_{verb} BEFORE {verb} ON complaint_event "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb in ("update", "delete")
]
_POSTGRESQL = [
    "CREATE FUNCTION complaint_event_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE TRIGGER complaint_event_no_update BEFORE UPDATE OR DELETE ON complaint_event "
    "FOR EACH ROW EXECUTE FUNCTION complaint_event_append_only()",
    "CREATE TRIGGER complaint_event_no_truncate BEFORE TRUNCATE ON complaint_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION complaint_event_append_only()",
]


def upgrade() -> None:
    """Make the tables, their indexes and the triggers."""
    _complaints()
    _events()
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Drop them, triggers and all."""
    op.drop_table("complaint_event")
    op.drop_table("complaint")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION complaint_event_append_only()")


def _complaints() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(9), nullable=False),
        sa.Column("filing_key", sa.String(64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("department", sa.String(64), nullable=True),
        sa.Column("assignee", sa.String(64), nullable=True),
        sa.Column("clock", sa.JSON(), nullable=True),
        sa.Column("due_at", _MOMENT, nullable=True),
        sa.Column("filed_at", _MOMENT, nullable=False),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("merged_into", sa.String(9), nullable=True),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("occurred", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("replies", sa.JSON(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone_hash", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("receipt", name=op.f("uq_complaint_receipt")),
        sa.UniqueConstraint("filing_key", name=op.f("uq_complaint_filing_key")),
    )
    for column in ("due_at", "filed_at", "closed_at", "phone_hash"):
        op.create_index(op.f(f"ix_complaint_{column}"), "complaint", [column])
    op.create_index("ix_complaint_state_due_at", "complaint", ["state", "due_at"])
    op.create_index("ix_complaint_department_state_due_at", "complaint", ["department", "state", "due_at"])


def _events() -> None:
    op.create_table(
        "complaint_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("say", sa.String(32), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_event")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_event_complaint_id_complaint")
        ),
        sa.UniqueConstraint("complaint_id", "version", name=op.f("uq_complaint_event_complaint_id")),
    )
    op.create_index(op.f("ix_complaint_event_complaint_id"), "complaint_event", ["complaint_id"])
