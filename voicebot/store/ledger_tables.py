"""The tables of the ledger: what officers have laid over the district's files, every change of it kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from voicebot.store.tables import Base, UtcDateTime

__all__ = ["LedgerChange", "LedgerLine"]


class LedgerChange(Base):
    """One change of a chapter; its lines were written with it, or not at all."""

    __tablename__ = "ledger_change"
    __table_args__ = (UniqueConstraint("chapter", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter: Mapped[str] = mapped_column(String(32), doc="such as greeting.ko")
    version: Mapped[int] = mapped_column(doc="the chapter's after it")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(16))
    about: Mapped[str] = mapped_column(String(200), doc="for people; may be empty")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, doc="such as the report of an import")


class LedgerLine(Base):
    """What a key of a chapter holds from a change on; the newest line of a key counts, older ones remain."""

    __tablename__ = "ledger_line"
    __table_args__ = (Index("ix_ledger_line_chapter", "chapter", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("ledger_change.id"), index=True)
    chapter: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), doc="empty: nothing is laid over the files here"
    )
