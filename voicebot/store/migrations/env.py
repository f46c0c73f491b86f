"""Alembic's entry: run the migrations on the URL that `voicebot.store.database.upgrade` gives."""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from voicebot.store import ledger_tables, staff_tables, tally_table  # noqa: F401 - add their tables
from voicebot.store.tables import Base


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # of desks that start at once only one makes the tables
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('voicebot migrations'))"))
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def _run() -> None:
    engine = create_async_engine(
        context.config.get_main_option("sqlalchemy.url") or "", poolclass=pool.NullPool
    )
    async with engine.begin() as connection:
        await connection.run_sync(_migrate)
    await engine.dispose()


asyncio.run(_run())
