"""A database as it is at one moment, held still while it is copied; who writes meanwhile is not held up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from voicebot.errors import StoreError
from voicebot.store.postgresql_tools import run_tool, tool_path

__all__ = ["Moment", "kind_of", "moment", "put_back"]

_NAMES = "SELECT name FROM complaint_attachment"


@dataclass(frozen=True, slots=True)
class Moment:
    """What a database held.

    Attributes:
        names: of the photos and sounds that it told of.
        copy: writes the whole of it to a file that is not there yet.
    """

    names: Set[str]
    copy: Callable[[Path], None]


def kind_of(url: str) -> str:
    """``sqlite`` or ``postgresql``."""
    return make_url(url).get_backend_name()


@contextmanager
def moment(url: str) -> Iterator[Moment]:
    """Hold a database still, for as long as the context lasts.

    Args:
        url: SQLAlchemy URL of the database.

    Raises:
        StoreError: it is not there, or its tools are missing or fail.
    """
    database = make_url(url)
    with (_sqlite if kind_of(url) == "sqlite" else _postgresql)(database) as held:
        yield held


@contextmanager
def _sqlite(database: URL) -> Iterator[Moment]:
    source = _file(database)
    if not source.is_file():
        raise StoreError("no_database", f"{source} is not there; run voicebot db upgrade first.")
    with closing(sqlite3.connect(source, timeout=30, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        older = "complaint_attachment" not in tables  # a desk that took no photos yet
        names = set() if older else {name for (name,) in connection.execute(_NAMES)}
        yield Moment(names, lambda target: _copy(connection, target, "DELETE"))


@contextmanager
def _postgresql(database: URL) -> Iterator[Moment]:
    tool_path("pg_dump")
    engine = create_engine(database.set(drivername="postgresql+psycopg"), hide_parameters=True)
    try:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            older = connection.scalar(text("SELECT to_regclass('complaint_attachment') IS NULL"))
            names = set() if older else set(connection.scalars(text(_NAMES)))
            exported = connection.scalar(text("SELECT pg_export_snapshot()"))
            options = ("--format=custom", f"--snapshot={exported}")
            yield Moment(names, lambda target: run_tool(database, "pg_dump", *options, f"--file={target}"))
    except OperationalError as error:
        raise StoreError("no_database", f"The database does not answer: {_first_line(error)}") from error
    finally:
        engine.dispose()


def put_back(url: str, source: Path) -> None:
    """Put a copy that `Moment.copy` wrote in the place of a database.

    Raises:
        StoreError: it is no copy of a desk's database (``no_backup``), or a tool is missing or fails.
    """
    database = make_url(url)
    if kind_of(url) == "sqlite":
        _whole(source)
        with closing(sqlite3.connect(source, timeout=30)) as connection:
            _copy(connection, _file(database), "WAL")
    else:
        run_tool(
            database, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
            f"--dbname={database.database}", str(source),
        )  # fmt: skip


def _copy(connection: sqlite3.Connection, target: Path, journal: str) -> None:
    with closing(sqlite3.connect(target, timeout=30)) as other:
        connection.backup(other)
        other.execute(f"PRAGMA journal_mode={journal}")


def _file(database: URL) -> Path:
    if not database.database:
        raise StoreError("no_file", "A database in memory can be neither backed up nor restored.")
    return Path(database.database)


def _whole(source: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as file:
            file.execute("SELECT version_num FROM alembic_version").fetchone()
            answers = file.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise StoreError("no_backup", f"{source} is no backup of a desk ({error}).") from error
    if answers != [("ok",)]:
        raise StoreError("no_backup", f"{source} is damaged; take another backup.")


def _first_line(error: OperationalError) -> str:
    return str(error.orig).partition("\n")[0]
