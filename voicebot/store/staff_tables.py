"""The tables of the staff console: who may come in, who is in, and what they did."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from voicebot.store.tables import Base, UtcDateTime

__all__ = ["StaffAccount", "StaffAudit", "StaffAuditHead", "StaffLink", "StaffSession"]

_Json = JSON(none_as_null=True)


class StaffAccount(Base):
    """Somebody of the office."""

    __tablename__ = "staff_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32), unique=True, doc="what they sign in with")
    shown: Mapped[str] = mapped_column(String(64), doc="what colleagues call them")
    roles: Mapped[list[str]] = mapped_column(_Json)
    departments: Mapped[list[str]] = mapped_column(_Json, doc="whose complaints they see; * for all")
    state: Mapped[str] = mapped_column(String(8), doc="invited, active or disabled")
    password: Mapped[str | None] = mapped_column(Text, doc="argon2id")
    totp: Mapped[str | None] = mapped_column(Text, doc="the secret of the second factor, encrypted")
    totp_step: Mapped[int] = mapped_column(doc="of the last code that was taken, so that none is taken twice")
    recovery: Mapped[list[str]] = mapped_column(_Json, doc="SHA-256 of each recovery code not used yet")
    subject: Mapped[str | None] = mapped_column(
        String(64), unique=True, doc="SHA-256 of who they are at the office's own sign-in (OIDC)"
    )
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(doc="grows with every change by an administrator")


class StaffSession(Base):
    """A browser in which somebody has signed in."""

    __tablename__ = "staff_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, doc="SHA-256 of the cookie")
    account_id: Mapped[int] = mapped_column(ForeignKey("staff_account.id"), index=True)
    stage: Mapped[str] = mapped_column(String(8), doc="second, enrol, open or locked")
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    secret: Mapped[str | None] = mapped_column(Text, doc="of a second factor that is being set up, encrypted")


class StaffLink(Base):
    """A link with which somebody chooses how to sign in; good once."""

    __tablename__ = "staff_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, doc="SHA-256 of what is in the link")
    account_id: Mapped[int] = mapped_column(ForeignKey("staff_account.id"), index=True)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class StaffAudit(Base):
    """Something that staff did or looked at; never changed, never removed (the database refuses it)."""

    __tablename__ = "staff_audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc="1, 2, 3 …; none missing")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    actor: Mapped[str] = mapped_column(String(64), index=True)
    role: Mapped[str] = mapped_column(String(64), doc="what they were then")
    action: Mapped[str] = mapped_column(String(32), index=True)
    object: Mapped[str] = mapped_column(String(128), index=True, doc="what it was done to")
    details: Mapped[dict[str, str]] = mapped_column(_Json, doc="nothing personal of a caller")
    hash: Mapped[str] = mapped_column(String(64), doc="SHA-256 of the hash before it and of this row")


class StaffAuditHead(Base):
    """The end of the log, signed; one row. Whoever changes it first writes next."""

    __tablename__ = "staff_audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(
        String(64), doc="keyed, so that nobody who only has the database makes it"
    )
