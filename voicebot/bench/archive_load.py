"""Loads an archive as fast as a database takes it: many rows at a time on SQLite, COPY on PostgreSQL.

Indexes and the events' foreign key are made when all rows are in: to sort a million numbers once costs less
than to find the place of each among the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import JSON, Connection, Table, create_engine, insert, inspect, text
from sqlalchemy.engine.interfaces import ReflectedForeignKeyConstraint

from voicebot.bench.archive_rows import Columns
from voicebot.store.tables import Base

__all__ = ["load"]

_BATCH = 2_000
_AWAITED = "+aiosqlite"
_COMPLAINTS, _EVENTS = (Base.metadata.tables[name] for name in ("complaint", "complaint_event"))

_T = TypeVar("_T")


def load(
    url: str, archive: Iterable[tuple[Columns, list[Columns]]], on_progress: Callable[[int], None]
) -> None:
    """Write an archive into empty tables.

    Args:
        url: SQLAlchemy URL of the database; its tables are up to date.
        archive: rows with their events.
        on_progress: told how many more complaints are in.
    """
    engine = create_engine(url.replace(_AWAITED, ""), hide_parameters=True)
    write = _insert if engine.dialect.name == "sqlite" else _copy
    with engine.connect() as connection:
        _hurry(connection)
        with _bare(connection):
            for batch in _batches(archive):
                with connection.begin():
                    write(connection, _COMPLAINTS, [row for row, _ in batch])
                    write(connection, _EVENTS, [event for _, events in batch for event in events])
                on_progress(len(batch))
        _finish(connection)
    engine.dispose()


def _hurry(connection: Connection) -> None:
    """Nothing is lost that could not be made again."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        connection.exec_driver_sql("PRAGMA cache_size=-400000")
    else:
        connection.exec_driver_sql("SET synchronous_commit = off")
        connection.exec_driver_sql("SET maintenance_work_mem = '256MB'")
    connection.commit()


@contextmanager
def _bare(connection: Connection) -> Iterator[None]:
    """The tables without what every row would be sorted into and compared with; afterwards it is back."""
    indexes = [index for table in (_COMPLAINTS, _EVENTS) for index in table.indexes]
    with connection.begin():
        keys = (
            inspect(connection).get_foreign_keys(_EVENTS.name)
            if connection.dialect.name == "postgresql"
            else []
        )
        for key in keys:
            connection.exec_driver_sql(f"ALTER TABLE {_EVENTS.name} DROP CONSTRAINT {key['name']}")
        for index in indexes:
            index.drop(connection)
    yield
    with connection.begin():
        for index in indexes:
            index.create(connection)
        for key in keys:
            connection.exec_driver_sql(_kept(key))


def _kept(key: ReflectedForeignKeyConstraint) -> str:
    """The words that make a foreign key of the events again."""
    own, others = (", ".join(key[side]) for side in ("constrained_columns", "referred_columns"))
    there = f"REFERENCES {key['referred_table']} ({others})"
    return f"ALTER TABLE {_EVENTS.name} ADD CONSTRAINT {key['name']} FOREIGN KEY ({own}) {there}"


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _insert(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
    connection.execute(insert(table), rows)


def _copy(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
    columns = [column for column in table.columns if column.name in rows[0]]
    driver: Any = connection.connection.driver_connection
    names = ", ".join(f'"{column.name}"' for column in columns)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_written(row[column.name], column.type) for column in columns])


def _written(value: object, kind: object) -> object:
    """A value as COPY takes it."""
    if isinstance(kind, JSON) and value is not None:
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime) else value


def _finish(connection: Connection) -> None:
    """Leave the database as it is after a night: what PostgreSQL does by itself, done."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval('complaint_id_seq', (SELECT max(id) FROM complaint))"))
        connection.commit()
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("VACUUM ANALYZE")
    else:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
