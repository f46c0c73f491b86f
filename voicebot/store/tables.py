"""The tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = [
    "Base",
    "CallbackRow",
    "ComplaintAttachment",
    "ComplaintEvent",
    "ComplaintJoin",
    "ComplaintRow",
    "EntryRow",
    "EntryStep",
    "EntryText",
    "OutboxRow",
    "PronunciationRow",
    "QuestionGroup",
    "ScriptBatchRow",
    "ScriptHeardRow",
    "ScriptLineRow",
    "UnansweredQuestion",
    "UtcDateTime",
    "WrongTryRow",
]


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment: kept in UTC, given back with its zone on every database (SQLite forgets it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Into the database."""
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Out of the database."""
        if value is None:
            return None
        return value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)


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
    kind: Mapped[str] = mapped_column(
        String(16), default="unanswered", server_default="unanswered", doc="why it was kept: `QuestionKind`"
    )
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_group.id"), index=True, doc="questions that mean the same; empty until grouped"
    )


class QuestionGroup(Base):
    """Questions that mean the same, and what an officer made of them; it has no words of its own."""

    __tablename__ = "question_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(16), doc="open, drafted, added or not_ours")
    entry: Mapped[str | None] = mapped_column(String(64), doc="the entry that answers it now")
    decided_by: Mapped[str | None] = mapped_column(String(64))
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    middle: Mapped[bytes] = mapped_column(LargeBinary, doc="meaning of its first question, float16")


class CallbackRow(Base):
    """Somebody who wants to be called by a person; how to reach them goes when it is done."""

    __tablename__ = "callback"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    language: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(16))
    summary: Mapped[str] = mapped_column(Text, doc="what the caller heard and allowed; masked")
    wanted: Mapped[str] = mapped_column(Text, doc="when, in the caller's words; masked")
    contact: Mapped[str | None] = mapped_column(Text, doc="encrypted")
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True)
    done_by: Mapped[str | None] = mapped_column(String(64))


class EntryRow(Base):
    """A FAQ entry as it stands in the store; the files in the district's folder lie below it."""

    __tablename__ = "faq_entry"
    __table_args__ = (UniqueConstraint("entry", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(doc="number of steps; a step names the one it builds on")
    state: Mapped[str] = mapped_column(String(16), index=True, doc="of its newest text")
    revision: Mapped[int] = mapped_column(doc="number of its newest text")
    writer: Mapped[str] = mapped_column(String(64), doc="of its newest text")
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class EntryText(Base):
    """One text of an entry, whole; kept for good, so that the desk can return to it."""

    __tablename__ = "faq_revision"
    __table_args__ = (UniqueConstraint("entry_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("faq_entry.id"))
    number: Mapped[int]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, doc="as in the files; a draft may lack some")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    writer: Mapped[str] = mapped_column(String(64))
    approver: Mapped[str | None] = mapped_column(String(64), doc="the second person; empty for nobody yet")


class EntryStep(Base):
    """Something that was done to an entry; a step with a beginning decides what is spoken from then on."""

    __tablename__ = "faq_step"
    __table_args__ = (UniqueConstraint("entry_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("faq_entry.id"))
    version: Mapped[int] = mapped_column(doc="the row's after it")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(16))
    revision: Mapped[int | None] = mapped_column(
        doc="the text it is about; empty where none is spoken any more"
    )
    begins_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    why: Mapped[str] = mapped_column(Text, doc="in the officer's words; may be empty")


class PronunciationRow(Base):
    """How a word is said from then on; the newest row of a word counts, older ones remain."""

    __tablename__ = "pronunciation"
    __table_args__ = (Index("ix_pronunciation_language", "language", "written"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(8))
    written: Mapped[str] = mapped_column(String(64))
    said: Mapped[str] = mapped_column(String(128), doc="empty: as the rules say it")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(64))


_Json = JSON(none_as_null=True)
_BOARD = ("due_at", "filed_at", "receipt")
_OPEN, _CLOSED = text("closed_at IS NULL"), text("closed_at IS NOT NULL")


class ComplaintRow(Base):
    """A complaint as it stands now; `ComplaintEvent` says how it came to that."""

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_state_due_at", "state", "due_at"),
        Index("ix_complaint_department_state_due_at", "department", "state", "due_at"),
        Index("ix_complaint_closed_at", "closed_at", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
        Index("ix_complaint_open", *_BOARD, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "ix_complaint_open_department", "department", *_BOARD, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index("ix_complaint_open_assignee", "assignee", *_BOARD, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_complaint_category_filed_at", "category", "filed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt: Mapped[str] = mapped_column(String(9), unique=True)
    filing_key: Mapped[str | None] = mapped_column(
        String(64), unique=True, doc="SHA-256 of what the client calls this filing, so that a retry finds it"
    )
    version: Mapped[int] = mapped_column(doc="number of changes; a change names the one it builds on")
    state: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    category: Mapped[str] = mapped_column(String(32))
    department: Mapped[str | None] = mapped_column(String(64))
    assignee: Mapped[str | None] = mapped_column(String(64))
    clock: Mapped[dict[str, Any] | None] = mapped_column(_Json)
    due_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True)
    filed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(16))
    stars: Mapped[int | None]
    merged_into: Mapped[str | None] = mapped_column(String(9), index=True)
    language: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(16))
    what: Mapped[str] = mapped_column(Text, doc="masked")
    place: Mapped[str] = mapped_column(Text, doc="masked")
    occurred: Mapped[str] = mapped_column(Text, doc="since when, in the caller's words")
    answers: Mapped[dict[str, str]] = mapped_column(_Json, doc="masked, by question")
    replies: Mapped[list[str]] = mapped_column(_Json, doc="masked")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    contact: Mapped[str | None] = mapped_column(Text, doc="encrypted")
    phone_hash: Mapped[str | None] = mapped_column(
        String(64), index=True, doc="keyed; of the telephone number, else of the e-mail; tells who it is"
    )


class ComplaintEvent(Base):
    """Something that happened to a complaint; never changed, never removed (the database refuses it)."""

    __tablename__ = "complaint_event"
    __table_args__ = (UniqueConstraint("complaint_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    version: Mapped[int | None] = mapped_column(doc="the row's after it; empty when the row stayed as it was")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(16))
    action: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), doc="after it")
    say: Mapped[str | None] = mapped_column(String(32), doc="key of the sentence that tells of it")
    params: Mapped[dict[str, Any]] = mapped_column(_Json, doc="what the sentence needs; nothing personal")
    changes: Mapped[dict[str, Any]] = mapped_column(_Json, doc="the row's columns it set, as JSON")


class ComplaintJoin(Base):
    """Somebody who told the same, and is told of every change; no complaint of their own."""

    __tablename__ = "complaint_join"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    join_key: Mapped[str | None] = mapped_column(
        String(64), unique=True, doc="SHA-256 of what the client calls this joining, so that a retry finds it"
    )
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, doc="when they took it back")
    language: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(16))
    contact: Mapped[str | None] = mapped_column(Text, doc="encrypted")
    phone_hash: Mapped[str | None] = mapped_column(
        String(64), index=True, doc="keyed; of the telephone number, else of the e-mail; tells who it is"
    )


class ComplaintAttachment(Base):
    """A photo or a sound that belongs to a complaint; the file itself lies in the data folder."""

    __tablename__ = "complaint_attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    name: Mapped[str] = mapped_column(String(64), unique=True, doc="of the file; nobody can guess it")
    kind: Mapped[str] = mapped_column(String(8), index=True, doc="photo or sound")
    media: Mapped[str] = mapped_column(String(32), doc="media type, such as image/jpeg")
    size: Mapped[int] = mapped_column(doc="bytes")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class OutboxRow(Base):
    """Somebody is still to be told of an event, or was; written with the event, in one transaction.

    It holds nothing that is told: that is rendered when it is sent, from what the store knows then.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_channel_state_due_at", "channel", "state", "due_at"),
        Index("ix_outbox_complaint_id_channel_subscriber", "complaint_id", "channel", "subscriber"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, doc="the same however often it is sent")
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("complaint_event.id"))
    channel: Mapped[str] = mapped_column(String(32), doc="name of the webhook")
    subscriber: Mapped[str] = mapped_column(String(16), doc="who is to be told; ``caller``: who filed it")
    state: Mapped[str] = mapped_column(String(8), doc="waiting, sent or dead")
    tries: Mapped[int] = mapped_column(doc="how often it was sent without success")
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, doc="not before; while it is being sent, later")
    error: Mapped[str] = mapped_column(String(64), doc="why the last try failed")
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True, doc="sent, or given up")


class WrongTryRow(Base):
    """How often somebody named a number that is none; gone soon after the last time."""

    __tablename__ = "wrong_try"

    asker: Mapped[str] = mapped_column(String(64), primary_key=True, doc="keyed hash of who asks")
    count: Mapped[int]
    last: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)


class ScriptBatchRow(Base):
    """Answers and recordings that an officer brought together; saved all at once, or not at all."""

    __tablename__ = "script_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255), doc="of the spreadsheet, as the officer calls it")
    language: Mapped[str] = mapped_column(String(8))
    folder: Mapped[str] = mapped_column(
        String(64), unique=True, doc="where its files wait; nobody can guess it"
    )
    state: Mapped[str] = mapped_column(String(16), index=True)
    held_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, doc="a worker looks at it until then")
    problems: Mapped[list[Any]] = mapped_column(_Json, doc="of the files as a whole")
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True, doc="saved, or given up")


class ScriptLineRow(Base):
    """One row of a batch, and what was found of it."""

    __tablename__ = "script_line"
    __table_args__ = (
        UniqueConstraint("batch_id", "line"),
        Index("ix_script_line_batch_state", "batch_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("script_batch.id"))
    line: Mapped[int] = mapped_column(doc="of the spreadsheet, counted from 1")
    state: Mapped[str] = mapped_column(String(8), doc="waiting, clean, open (somebody must look) or wrong")
    script: Mapped[dict[str, Any]] = mapped_column(_Json)
    checked: Mapped[dict[str, Any] | None] = mapped_column(_Json)
    confirmed: Mapped[dict[str, str]] = mapped_column(_Json, doc="what was let pass, and by whom")


class ScriptHeardRow(Base):
    """What a recording says: the costly part of a check, done once for a file, however often it is sent."""

    __tablename__ = "script_heard"

    digest: Mapped[str] = mapped_column(
        String(64), primary_key=True, doc="of the file, language and recogniser"
    )
    heard_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    listened: Mapped[dict[str, Any]] = mapped_column(_Json)
