"""Bodies that end: a request that says more than it may is refused, at once where it says how much it is."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["BodyLimit", "counted"]


class BodyLimit:
    """Whoever sends more than `most` bytes gets status 413.

    Args:
        app: reads the body.
        most: bytes.
        photos: a pattern for the end of the paths that take a form with a photo.
        photo_bytes: of such a form, besides what every body may have.
    """

    def __init__(self, app: ASGIApp, most: int, photos: str = r"(?!)", photo_bytes: int = 0) -> None:
        self._app = app
        self._most = most
        self._photos = re.compile(f".*{photos}", re.DOTALL)
        self._photo_bytes = photo_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            receive = counted(scope, receive, self._most_of(scope))
        await self._app(scope, receive, send)

    def _most_of(self, scope: Scope) -> int:
        multipart = _header(scope, b"content-type").lower().startswith(b"multipart/form-data")
        return self._most + (self._photo_bytes if multipart and self._photos.fullmatch(scope["path"]) else 0)


def counted(scope: Scope, receive: Receive, most: int) -> Receive:
    """Receives a body.

    It raises 413 when there is more of it than `most` bytes, and before any of it is read when its header
    says that there is.
    """
    header, left = _header(scope, b"content-length"), most
    said = int(header) if header.isdigit() else 0

    async def part() -> Message:
        nonlocal left
        if said > most:
            raise HTTPException(413, f"At most {most} bytes.")
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, f"At most {most} bytes.")
        return message

    return part


def _header(scope: Scope, name: bytes) -> bytes:
    return next((bytes(value) for key, value in scope["headers"] if key == name), b"")
