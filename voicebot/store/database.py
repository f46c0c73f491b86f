"""The connection: SQLite in the data folder by default, anything SQLAlchemy speaks by URL."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from voicebot.settings import Settings

__all__ = ["connect", "database_url", "newest_revision", "open_database", "upgrade"]


def database_url(settings: Settings) -> str:
    """The URL in the settings, or SQLite in the data folder (which is made)."""
    if settings.database_url:
        return settings.database_url
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return f"sqlite+aiosqlite:///{settings.data_dir / 'voicebot.db'}"


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the tables up to date, or to an older migration; does nothing when they are."""
    command.upgrade(_alembic(url), revision)


def newest_revision() -> str:
    """The migration that this version of the desk needs."""
    return str(ScriptDirectory.from_config(_alembic("")).get_current_head())


def _alembic(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("voicebot.store") / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


async def open_database(settings: Settings) -> AsyncEngine:
    """Upgrade the tables and open the database."""
    url = database_url(settings)
    await asyncio.to_thread(upgrade, url)
    return connect(url)


def connect(url: str) -> AsyncEngine:
    """Open a database whose tables are up to date; its errors do not repeat what was being written."""
    engine = create_async_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _careful)
    return engine


def _careful(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    """SQLite's safe settings: readers beside a writer, no lost commit, foreign keys checked."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
