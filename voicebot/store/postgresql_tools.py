"""PostgreSQL's own tools, run without a shell."""

from __future__ import annotations

import os
import shutil
import subprocess

from sqlalchemy import URL

from voicebot.errors import StoreError

__all__ = ["run_tool", "tool_path"]


def tool_path(tool: str) -> str:
    """Where it is.

    Raises:
        StoreError: ``tool_missing``.
    """
    path = shutil.which(tool)
    if path is None:
        raise StoreError(
            "tool_missing", f"{tool} is not installed; install PostgreSQL's client (postgresql-client)."
        )
    return path


def run_tool(database: URL, tool: str, *options: str) -> None:
    """Run one on a database; the password goes where no list of processes shows it.

    Raises:
        StoreError: ``tool_missing`` or ``tool_failed``.
    """
    where = {
        "PGHOST": database.host,
        "PGPORT": str(database.port) if database.port else None,
        "PGUSER": database.username,
        "PGPASSWORD": str(database.password) if database.password else None,
        "PGDATABASE": database.database,
    }
    environment = {**os.environ, **{name: value for name, value in where.items() if value}}
    done = subprocess.run(  # noqa: S603 - no shell, our own options
        [tool_path(tool), *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StoreError("tool_failed", f"{tool} failed: {done.stderr.strip()[-500:]}")
