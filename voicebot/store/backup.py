"""Backups while the desk goes on working: SQLite's own copying, PostgreSQL's own tools.

A backup holds contacts only as they are sealed; the keys (`voicebot.store.keys`) are kept apart from it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

from voicebot.errors import StoreError

__all__ = ["backup", "restore"]


def backup(url: str, target: Path) -> None:
    """Write the whole database to a file as it was at one moment.

    Args:
        url: SQLAlchemy URL of the database.
        target: a file that is not there yet; it appears when it is whole.

    Raises:
        StoreError: the file is there (``backup_exists``), or the database's tools are missing or fail.
    """
    if target.exists():
        raise StoreError("backup_exists", f"{target} is there already; name another file.")
    unfinished = target.with_name(f"{target.name}.part")
    database = make_url(url)
    try:
        if database.get_backend_name() == "sqlite":
            _copy(_file(database), unfinished)
        else:
            _run(database, "pg_dump", "--format=custom", f"--file={unfinished}")
        unfinished.chmod(0o600)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(url: str, source: Path) -> None:
    """Put a backup in the place of a database; what is in the database now is lost.

    Args:
        url: SQLAlchemy URL of the database; other desks must not be writing to it.
        source: a file that `backup` wrote.

    Raises:
        StoreError: the file is no backup (``no_backup``), or PostgreSQL's tools are missing or fail.
    """
    if not source.is_file():
        raise StoreError("no_backup", f"{source} is not there.")
    database = make_url(url)
    if database.get_backend_name() == "sqlite":
        _whole(source)
        _copy(source, _file(database))
    else:
        _run(
            database, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
            f"--dbname={database.database}", str(source),
        )  # fmt: skip


def _file(database: URL) -> Path:
    if not database.database:
        raise StoreError("no_file", "A database in memory can be neither backed up nor restored.")
    return Path(database.database)


def _copy(source: Path, target: Path) -> None:
    """Copy page by page; writers may go on, and what they write meanwhile is in the copy or is not."""
    if not source.is_file():
        raise StoreError("no_database", f"{source} is not there; run voicebot db upgrade first.")
    with (
        closing(sqlite3.connect(source, timeout=30)) as one,
        closing(sqlite3.connect(target, timeout=30)) as other,
    ):
        one.backup(other)
        other.execute("PRAGMA journal_mode=DELETE" if target.suffix == ".part" else "PRAGMA journal_mode=WAL")


def _whole(source: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as file:
            file.execute("SELECT version_num FROM alembic_version").fetchone()
            answers = file.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise StoreError("no_backup", f"{source} is no backup of a desk ({error}).") from error
    if answers != [("ok",)]:
        raise StoreError("no_backup", f"{source} is damaged; take another backup.")


def _run(database: URL, tool: str, *options: str) -> None:
    """Run one of PostgreSQL's tools; the password goes where no list of processes shows it."""
    path = shutil.which(tool)
    if path is None:
        raise StoreError(
            "tool_missing", f"{tool} is not installed; install PostgreSQL's client (postgresql-client)."
        )
    where = {
        "PGHOST": database.host,
        "PGPORT": str(database.port) if database.port else None,
        "PGUSER": database.username,
        "PGPASSWORD": str(database.password) if database.password else None,
        "PGDATABASE": database.database,
    }
    environment = {**os.environ, **{name: value for name, value in where.items() if value}}
    done = subprocess.run(  # noqa: S603 - no shell, our own options
        [path, *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StoreError("tool_failed", f"{tool} failed: {done.stderr.strip()[-500:]}")
