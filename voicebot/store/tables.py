"""The tables."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import DateTime, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = ["Base", "UnansweredQuestion"]


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UnansweredQuestion(Base):
    """A question that had no answer, kept masked for the FAQ officer."""

    __tablename__ = "unanswered_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)
    language: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(16))
    question: Mapped[str] = mapped_column(Text, doc="masked: identifiers are replaced before storing")
    nearest: Mapped[str | None] = mapped_column(String(64), doc="the entry that came closest")
    probability: Mapped[float | None] = mapped_column(doc="how sure the desk was of it, 0–1")
