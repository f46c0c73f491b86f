"""The connection: SQLite in the data folder by default, anything SQLAlchemy speaks by URL."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from voicebot.settings import Settings

__all__ = ["database_url", "open_database", "upgrade"]


def database_url(settings: Settings) -> str:
    """The URL in the settings, or SQLite in the data folder (which is made)."""
    if settings.database_url:
        return settings.database_url
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return f"sqlite+aiosqlite:///{settings.data_dir / 'voicebot.db'}"


def upgrade(url: str) -> None:
    """Bring the tables up to date; does nothing when they are."""
    config = Config()
    config.set_main_option("script_location", str(files("voicebot.store") / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, "head")


async def open_database(settings: Settings) -> AsyncEngine:
    """Upgrade the tables and open the database."""
    url = database_url(settings)
    await asyncio.to_thread(upgrade, url)
    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _careful)
    return engine


def _careful(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    """SQLite's safe settings: readers beside a writer, no lost commit, foreign keys checked."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
