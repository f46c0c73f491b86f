"""A posted request with a photo in it: the multipart form that many clients send."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import UploadFile

from voicebot.channels.open311.posted import MOST_FIELDS, Form, read_form
from voicebot.text.printable import printable

__all__ = ["read_posted"]

MEDIA = "media"
"""The part that holds the photo."""


async def read_posted(request: Request) -> tuple[Form, bytes | None]:
    """The fields, and the photo if there is one.

    Raises:
        Open311Error: 400: the body is no form.
        HTTPException: it is too big, or no form of parts.
    """
    if not request.headers.get("Content-Type", "").lower().startswith("multipart/form-data"):
        return read_form(await request.body()), None
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as parts:
        fields = {name: printable(text).strip() for name, text in parts.items() if isinstance(text, str)}
        photo = parts.get(MEDIA)
        content = await photo.read() if isinstance(photo, UploadFile) else None
    return {name: text for name, text in fields.items() if text}, content or None
