"""``/complaints``: file, follow, withdraw, rate, reopen, tell more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from voicebot.channels.language import language_of
from voicebot.channels.rest.asking import TOKEN, Door, ReceiptPath, Token
from voicebot.channels.rest.attachments import add_attachments
from voicebot.channels.rest.joining import add_joining
from voicebot.channels.rest.person import add_person
from voicebot.channels.rest.problems import documented
from voicebot.channels.rest.shapes import Filed, Information, Key, NewComplaint, Owned, Rating, Tracked
from voicebot.channels.rest.views import filed, owned, tracked
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.states import Action

__all__ = ["complaints_router"]

Bearer = Annotated[Token, Depends(TOKEN)]
_FILING = (
    "unknown-category", "unknown-field", "consent-missing", "place-incomplete", "place-outside", "future",
    "key-reused",
)  # fmt: skip
_FINDING = ("unknown-receipt", "receipt-misheard", "receipt-incomplete", "token-wrong", "locked")
_ACTING = (*_FINDING, "token-missing", "not-possible", "changed-meanwhile")


def complaints_router(office: Callable[[], Office | None]) -> APIRouter:
    """The routes of this door."""
    door = Door(office)
    router = APIRouter(prefix="/complaints", tags=["complaints"])
    _filing(router, door)
    _following(router, door)
    _acting(router, door)
    add_person(router, door)
    add_joining(router, door)
    add_attachments(router, door)
    return router


def _filing(router: APIRouter, door: Door) -> None:
    @router.post("", status_code=201, responses=documented(*_FILING))
    async def file(new: NewComplaint, idempotency_key: Key, request: Request, response: Response) -> Filed:
        """File a complaint, or a report when it does not say who files."""
        desk = door.office()
        filing = made(**new.model_dump(), channel="rest")
        complaint = await desk.file(filing, key=f"rest:{idempotency_key}")
        response.headers["Location"] = f"{request.url.path}/{complaint.receipt}"
        last = (await desk.latest([complaint.receipt]))[complaint.receipt]
        return await asyncio.to_thread(filed, complaint, desk, last, language_of(request))


def _following(router: APIRouter, door: Door) -> None:
    @router.get("/{receipt}", responses=documented(*_FINDING), openapi_extra={"security": [{}]})
    async def follow(receipt: ReceiptPath, token: Bearer, request: Request) -> Owned | Tracked:
        """Where it stands; with its watch token, all that is known of it."""
        desk, complaint = door.office(), await door.find(receipt, request)
        if await door.owns(complaint, token, request):
            events = await desk.register.history(complaint.receipt)
            return owned(complaint, desk, events, language_of(request))
        last = (await desk.latest([complaint.receipt]))[complaint.receipt]
        return tracked(complaint, desk, last, language_of(request))


def _acting(router: APIRouter, door: Door) -> None:
    async def act(
        receipt: str, token: Token, request: Request, action: Action, params: Mapping[str, Any] | None = None
    ) -> Owned:
        desk, complaint = door.office(), await door.own(receipt, token, request)
        done = Act(action, "caller", "caller", desk.now(), params or {})
        complaint = await desk.register.act(complaint.receipt, done)
        events = await desk.register.history(complaint.receipt)
        return owned(complaint, desk, events, language_of(request))

    @router.post("/{receipt}/withdraw", responses=documented(*_ACTING))
    async def withdraw(receipt: ReceiptPath, token: Bearer, request: Request) -> Owned:
        """Take it back; nothing more is done about it."""
        return await act(receipt, token, request, "withdraw")

    @router.post("/{receipt}/rating", responses=documented(*_ACTING))
    async def rate(receipt: ReceiptPath, rating: Rating, token: Bearer, request: Request) -> Owned:
        """Say how satisfied they are with the answer."""
        return await act(receipt, token, request, "rate", {"stars": rating.stars})

    @router.post("/{receipt}/reopen", responses=documented(*_ACTING, "reopen-late"))
    async def reopen(receipt: ReceiptPath, token: Bearer, request: Request) -> Owned:
        """Ask for another look, within 60 days of the answer."""
        return await act(receipt, token, request, "reopen")

    @router.post("/{receipt}/information", responses=documented(*_ACTING))
    async def inform(receipt: ReceiptPath, more: Information, token: Bearer, request: Request) -> Owned:
        """Answer what the office has asked; the legal period runs on."""
        return await act(receipt, token, request, "reply", {"text": more.text})
