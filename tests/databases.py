"""A database of its own for each test, on SQLite and on PostgreSQL, gone afterwards."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from voicebot.settings import Settings

KINDS = ("sqlite", "postgresql")
SERVER = os.environ.get("VOICEBOT_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test")
"""A server on which databases may be made."""


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[Settings]:
    """Settings whose database is new and empty."""
    if kind == "sqlite":
        yield Settings(data_dir=folder, database_url=None, keys=[])
        return
    name = f"voicebot_{secrets.token_hex(6)}"
    _on_server(f"CREATE DATABASE {name}")
    try:
        base = SERVER.partition("://")[2].rpartition("/")[0]
        yield Settings(data_dir=folder, database_url=f"postgresql+psycopg://{base}/{name}", keys=[])
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(statement: str) -> None:
    import psycopg  # not in the environment of the coqui-tts extra

    try:
        with psycopg.connect(SERVER, autocommit=True, connect_timeout=5) as server:
            server.execute(statement.encode())
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL server ({str(error).splitlines()[0]}); set VOICEBOT_TEST_POSTGRESQL")
