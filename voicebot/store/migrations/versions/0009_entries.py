"""Keep entries with their versions, how words are said, and questions without an answer in groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_entries"
down_revision: str | None = "0008_scripts"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and say of each question why it was kept."""
    _entries()
    _words()
    _gaps()


def _entries() -> None:
    op.create_table(
        "faq_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("writer", sa.String(64), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_entry")),
        sa.UniqueConstraint("entry", "language", name=op.f("uq_faq_entry_entry")),
    )
    op.create_index(op.f("ix_faq_entry_state"), "faq_entry", ["state"])
    op.create_table(
        "faq_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("writer", sa.String(64), nullable=False),
        sa.Column("approver", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["faq_entry.id"], name=op.f("fk_faq_revision_entry_id_faq_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_revision")),
        sa.UniqueConstraint("entry_id", "number", name=op.f("uq_faq_revision_entry_id")),
    )
    op.create_table(
        "faq_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("begins_at", _MOMENT, nullable=True),
        sa.Column("ends_at", _MOMENT, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["faq_entry.id"], name=op.f("fk_faq_step_entry_id_faq_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_step")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_faq_step_entry_id")),
    )
    op.create_index(op.f("ix_faq_step_begins_at"), "faq_step", ["begins_at"])


def _words() -> None:
    op.create_table(
        "pronunciation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("written", sa.String(64), nullable=False),
        sa.Column("said", sa.String(128), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pronunciation")),
    )
    op.create_index(op.f("ix_pronunciation_language"), "pronunciation", ["language", "written"])


def _gaps() -> None:
    op.create_table(
        "question_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(64), nullable=True),
        sa.Column("decided_by", sa.String(64), nullable=True),
        sa.Column("decided_at", _MOMENT, nullable=True),
        sa.Column("middle", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_group")),
    )
    with op.batch_alter_table("unanswered_question") as table:
        table.add_column(sa.Column("kind", sa.String(16), nullable=False, server_default="unanswered"))
        table.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_unanswered_question_group_id_question_group"), "question_group", ["group_id"], ["id"]
        )
        table.create_index(op.f("ix_unanswered_question_group_id"), ["group_id"])
    op.execute("UPDATE unanswered_question SET kind = 'rejected' WHERE rejected")
    with op.batch_alter_table("unanswered_question") as table:
        table.drop_column("rejected")


def downgrade() -> None:
    """Drop them; which questions were rejected is kept, other reasons are not."""
    with op.batch_alter_table("unanswered_question") as table:
        table.add_column(sa.Column("rejected", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE unanswered_question SET rejected = (kind = 'rejected')")
    with op.batch_alter_table("unanswered_question") as table:
        table.drop_index(op.f("ix_unanswered_question_group_id"))
        table.drop_constraint(op.f("fk_unanswered_question_group_id_question_group"), type_="foreignkey")
        table.drop_column("group_id")
        table.drop_column("kind")
    for name in ("question_group", "pronunciation", "faq_step", "faq_revision", "faq_entry"):
        op.drop_table(name)
