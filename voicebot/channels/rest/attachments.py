"""``/complaints/…/attachments``: photos from whoever filed, and what is kept with a complaint."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response, UploadFile

from voicebot.channels.rest.asking import TOKEN, Door, ReceiptPath, Token
from voicebot.channels.rest.join_shapes import AttachmentView
from voicebot.channels.rest.problems import documented
from voicebot.civic.complaints.attaching import Attachment
from voicebot.civic.complaints.office import Office

__all__ = ["PHOTO_PATH", "add_attachments"]

PHOTO_PATH = "/attachments"
"""How the paths end that take a photo, and so more bytes than others."""

Bearer = Annotated[Token, Depends(TOKEN)]
Name = Annotated[str, Path(max_length=64, description="of the attachment")]
_OWN = (
    "unknown-receipt", "receipt-misheard", "receipt-incomplete", "token-wrong", "token-missing", "locked",
)  # fmt: skip
_PHOTO = (
    *_OWN, "not-possible", "photos-enough", "photo-too-big", "photo-heic", "photo-format", "photo-broken",
    "busy",
)  # fmt: skip
_BYTES: dict[str, Any] = {"image/jpeg": {}, "audio/flac": {}}
_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Disposition": "attachment",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}
"""What residents sent is never run or kept by a browser."""


def add_attachments(router: APIRouter, door: Door) -> None:
    """The routes; all of them need the complaint's watch token."""

    @router.post("/{receipt}/attachments", status_code=201, responses=documented(*_PHOTO))
    async def add(receipt: ReceiptPath, photo: UploadFile, token: Bearer, request: Request) -> AttachmentView:
        """Add a photo (JPEG, PNG or WebP); it is written anew, without place, time and device."""
        desk, complaint = door.office(), await door.own(receipt, token, request)
        clean = await desk.attaching.cleaned(await photo.read())
        kept = await desk.attaching.add_photo(
            complaint.receipt, clean, actor="caller", role="caller", at=desk.now()
        )
        return _view(kept, desk)

    @router.get("/{receipt}/attachments", responses=documented(*_OWN))
    async def listed(receipt: ReceiptPath, token: Bearer, request: Request) -> list[AttachmentView]:
        """What it has, the oldest first."""
        desk, complaint = door.office(), await door.own(receipt, token, request)
        return [_view(one, desk) for one in await desk.attaching.listed(complaint.receipt)]

    @router.get(
        "/{receipt}/attachments/{name}",
        responses={200: {"content": _BYTES}, **documented(*_OWN, "unknown-attachment")},
        response_class=Response,
    )
    async def read(receipt: ReceiptPath, name: Name, token: Bearer, request: Request) -> Response:
        """One of them."""
        desk, complaint = door.office(), await door.own(receipt, token, request)
        one, content = await desk.attaching.read(complaint.receipt, name)
        return Response(content, media_type=one.media, headers=_HEADERS)

    @router.delete(
        "/{receipt}/attachments/{name}",
        status_code=204,
        responses=documented(*_OWN, "unknown-attachment"),
    )
    async def remove(receipt: ReceiptPath, name: Name, token: Bearer, request: Request) -> None:
        """Remove one for good."""
        desk, complaint = door.office(), await door.own(receipt, token, request)
        await desk.attaching.remove(complaint.receipt, name, actor="caller", role="caller", at=desk.now())


def _view(one: Attachment, desk: Office) -> AttachmentView:
    at = desk.local(one.at)
    return AttachmentView.model_validate(
        {"name": one.name, "kind": one.kind, "media": one.media, "size": one.size, "at": at}
    )
