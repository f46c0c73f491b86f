"""Files of the pages, made small on their way: nothing in them is secret, so that it is safe to."""

from __future__ import annotations

from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

__all__ = ["static_files"]

LEAST_BYTES = 1024
"""Smaller files would hardly become smaller."""


def static_files(folder: Path) -> ASGIApp:
    """Serves a folder."""
    return GZipMiddleware(StaticFiles(directory=folder), minimum_size=LEAST_BYTES)
