"""A store for one measurement, gone afterwards."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, create_engine, make_url, text

from voicebot.settings import Settings
from voicebot.store.database import database_url, upgrade

__all__ = ["own_store"]


@contextmanager
def own_store(server: str | None) -> Iterator[Settings]:
    """Settings of an empty store with its tables.

    Args:
        server: URL of a PostgreSQL server on which databases may be made, such as
            ``postgresql+psycopg://postgres@127.0.0.1/test``; the database it names is left alone. SQLite in a
            temporary folder when empty.
    """
    with TemporaryDirectory(prefix="voicebot-bench-") as folder, _database(server) as url:
        settings = Settings(data_dir=Path(folder), database_url=url, keys=[])
        upgrade(database_url(settings))
        yield settings


@contextmanager
def _database(server: str | None) -> Iterator[str | None]:
    if server is None:
        yield None
        return
    where = make_url(server).set(drivername="postgresql+psycopg")
    name = f"voicebot_bench_{secrets.token_hex(6)}"
    _run(where, f"CREATE DATABASE {name}")
    try:
        yield where.set(database=name).render_as_string(hide_password=False)
    finally:
        _run(where, f"DROP DATABASE {name} WITH (FORCE)")


def _run(where: URL, statement: str) -> None:
    engine = create_engine(where, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
