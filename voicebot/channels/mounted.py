"""An application under a path of another."""

from __future__ import annotations

import re

from starlette.routing import Mount
from starlette.types import ASGIApp

__all__ = ["mounted"]


def mounted(path: str, app: ASGIApp) -> Mount:
    """Everything below a path is the application's to answer.

    Starlette leaves out a path with a line break in it (``%0A``), which is then answered by the application
    above, in a form of its own.
    """
    mount = Mount(path, app)
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount
