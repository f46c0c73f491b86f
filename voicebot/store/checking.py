"""Whether a database is whole: its pages, its migrations, and every complaint against its own events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import groupby

from sqlalchemy import inspect, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.errors import StoreError
from voicebot.store.attachments import Attachments
from voicebot.store.checking_besides import besides
from voicebot.store.complaints import TRACKED, plain
from voicebot.store.database import newest_revision
from voicebot.store.keys import Keyring
from voicebot.store.staff_verify import verify_in
from voicebot.store.tables import ComplaintEvent, ComplaintRow

__all__ = ["check"]

_BATCH = 500
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}
_GUARDS = {
    "sqlite": {
        "complaint_event_no_update",
        "complaint_event_no_delete",
        "staff_audit_no_update",
        "staff_audit_no_delete",
        "staff_audit_head_no_delete",
    },
    "postgresql": {
        "complaint_event_no_update",
        "complaint_event_no_truncate",
        "staff_audit_no_update",
        "staff_audit_no_truncate",
        "staff_audit_head_no_delete",
        "staff_audit_head_no_truncate",
    },
}


async def check(
    engine: AsyncEngine, keyring: Keyring, files: Attachments | None = None
) -> tuple[int, list[str]]:
    """Look at everything; changes nothing.

    Args:
        engine: an open database.
        keyring: opens the contacts.
        files: photos and sounds, each read to its end; not looked for when there is none.

    Returns:
        How many complaints there are, and a sentence for each thing that is wrong (receipts, never contents);
        a database in which nothing was ever kept is whole.
    """
    async with _moment(engine) as session:
        if not await _begun(session):
            return 0, []
        problems = [problem async for problem in _whole(session, engine.dialect.name)]
        verdict = await verify_in(session, keyring)
        problems += [f"audit log: {problem}" for problem in verdict.problems]
        count, last = 0, 0
        while rows := await _rows(session, last):
            events = await _events(session, rows)
            for row in rows:
                problems += [f"{row.receipt}: {wrong}" for wrong in _complaint(row, events[row.id], keyring)]
            problems += [problem async for problem in besides(session, rows, keyring, files)]
            count, last = count + len(rows), rows[-1].id
        problems += await _orphans(files)
    return count, problems


@asynccontextmanager
async def _moment(engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
    """The database as it is at one moment, whoever writes meanwhile."""
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            await connection.exec_driver_sql("BEGIN")
        else:
            await connection.execution_options(isolation_level="REPEATABLE READ")
        yield AsyncSession(connection)


async def _begun(session: AsyncSession) -> bool:
    """Whether there are tables at all."""
    connection = await session.connection()
    return await connection.run_sync(lambda plain: inspect(plain).has_table("alembic_version"))


async def _whole(session: AsyncSession, dialect: str) -> AsyncIterator[str]:
    found = await session.scalar(text("SELECT version_num FROM alembic_version"))
    if found != newest_revision():
        yield f"the tables are at migration {found}, not {newest_revision()}: run voicebot db upgrade"
    triggers = set(await session.scalars(text(_TRIGGERS[dialect])))
    for guard in sorted(_GUARDS[dialect] - triggers):
        yield f"the trigger {guard} is gone: what happened could be changed unnoticed"
    if dialect == "sqlite":
        for answer in await session.scalars(text("PRAGMA integrity_check")):
            if answer != "ok":
                yield f"the file is damaged ({answer}): restore a backup"
        for _ in await session.execute(text("PRAGMA foreign_key_check")):
            yield "an event belongs to no complaint"


async def _orphans(files: Attachments | None) -> list[str]:
    """What lies about and belongs to nothing: private, and kept without a reason."""
    lost = len(await files.orphans()) if files else 0
    return [f"{lost} photos or sounds belong to no complaint: voicebot db purge removes them"] if lost else []


async def _rows(session: AsyncSession, last: int) -> Sequence[ComplaintRow]:
    query = select(ComplaintRow).where(ComplaintRow.id > last).order_by(ComplaintRow.id).limit(_BATCH)
    return (await session.scalars(query)).all()


async def _events(session: AsyncSession, rows: Sequence[ComplaintRow]) -> dict[int, list[ComplaintEvent]]:
    found: dict[int, list[ComplaintEvent]] = {row.id: [] for row in rows}
    query = select(ComplaintEvent).where(
        ComplaintEvent.complaint_id.between(rows[0].id, rows[-1].id), ComplaintEvent.version.is_not(None)
    )
    events = await session.scalars(query.order_by(ComplaintEvent.complaint_id, ComplaintEvent.version))
    for number, own in groupby(events, key=lambda event: event.complaint_id):
        found[number] = list(own)
    return found


def _complaint(row: ComplaintRow, events: Sequence[ComplaintEvent], keyring: Keyring) -> Iterator[str]:
    versions = [event.version for event in events]
    if versions != list(range(1, row.version + 1)):
        yield f"is at version {row.version}, but its events are {versions}"
    told = {name: value for event in events for name, value in event.changes.items()}
    for name in sorted(TRACKED):
        if plain(getattr(row, name)) != told.get(name):
            yield f"its {name} is not what its events say"
    try:
        if row.contact:
            keyring.open(row.contact)
    except StoreError as error:
        yield error.message
