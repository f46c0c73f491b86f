"""Keep staff: accounts, sessions, links, and a log that nobody can change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_staff"
down_revision: str | None = "0006_callbacks"

_MOMENT = sa.DateTime(timezone=True)
_REFUSAL = "the audit log is append-only"
_SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for table, verb in (
        ("staff_audit", "update"),
        ("staff_audit", "delete"),
        ("staff_audit_head", "delete"),
    )
]
_POSTGRESQL = [
    "CREATE FUNCTION staff_audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE TRIGGER staff_audit_no_update BEFORE UPDATE OR DELETE ON staff_audit "
    "FOR EACH ROW EXECUTE FUNCTION staff_audit_append_only()",
    "CREATE TRIGGER staff_audit_no_truncate BEFORE TRUNCATE ON staff_audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION staff_audit_append_only()",
    "CREATE TRIGGER staff_audit_head_no_delete BEFORE DELETE ON staff_audit_head "
    "FOR EACH ROW EXECUTE FUNCTION staff_audit_append_only()",
    "CREATE TRIGGER staff_audit_head_no_truncate BEFORE TRUNCATE ON staff_audit_head "
    "FOR EACH STATEMENT EXECUTE FUNCTION staff_audit_append_only()",
]


def upgrade() -> None:
    """Make the tables, their indexes and the triggers."""
    _accounts()
    _of_an_account("staff_session", _session_columns())
    _of_an_account("staff_link", [sa.Column("expires_at", _MOMENT, nullable=False)])
    op.create_index(op.f("ix_staff_session_started_at"), "staff_session", ["started_at"])
    _audit()
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Drop them, triggers and all."""
    for table in ("staff_audit_head", "staff_audit", "staff_link", "staff_session", "staff_account"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION staff_audit_append_only()")


def _accounts() -> None:
    op.create_table(
        "staff_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("shown", sa.String(64), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("departments", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("totp", sa.Text(), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=False),
        sa.Column("recovery", sa.JSON(), nullable=False),
        sa.Column("subject", sa.String(64), nullable=True),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_account")),
        sa.UniqueConstraint("name", name=op.f("uq_staff_account_name")),
        sa.UniqueConstraint("subject", name=op.f("uq_staff_account_subject")),
    )


def _session_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("stage", sa.String(8), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
    ]


def _of_an_account(table: str, columns: list[sa.Column[object]]) -> None:
    """Something with a secret of its own that belongs to an account."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_account.id"], name=op.f(f"fk_{table}_account_id_staff_account")
        ),
    )
    op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"])


def _audit() -> None:
    op.create_table(
        "staff_audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("object", sa.String(128), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_staff_audit")),
    )
    for column in ("at", "actor", "action", "object"):
        op.create_index(op.f(f"ix_staff_audit_{column}"), "staff_audit", [column])
    head = op.create_table(
        "staff_audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_audit_head")),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "hash": "", "seal": ""}])
