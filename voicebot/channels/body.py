"""Bodies that end: a request that says more than it may is refused, at once where it says how much it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["BodyLimit"]


class BodyLimit:
    """Counts what comes in; whoever reads more than `most` bytes gets status 413.

    A body whose header says that it is longer is refused before any of it is read.

    Args:
        app: reads the body.
        most: bytes.
        paths: other limits, by a pattern that the end of the path fits.
    """

    def __init__(self, app: ASGIApp, most: int, paths: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._most = most
        self._paths = {re.compile(f".*{pattern}", re.DOTALL): size for pattern, size in (paths or {}).items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = next((size for path, size in self._paths.items() if path.fullmatch(scope["path"])), self._most)
        said = dict(scope["headers"]).get(b"content-length", b"0")
        await self._app(scope, _counted(receive, most, int(said) if said.isdigit() else 0), send)


def _counted(receive: Receive, most: int, said: int) -> Receive:
    left = most

    async def counted() -> Message:
        nonlocal left
        if said > most:
            raise HTTPException(413, f"At most {most} bytes.")
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, f"At most {most} bytes.")
        return message

    return counted
