"""The application under ``/staff``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from fastapi.templating import Jinja2Templates
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from voicebot.errors import StoreError
from voicebot.settings import Settings
from voicebot.staff import (
    audit_pages,
    board_part,
    entrance_pages,
    faq_part,
    figures_pages,
    home,
    office_part,
    oidc_pages,
    own_pages,
    people_pages,
    scripts_part,
)
from voicebot.staff.console import Console
from voicebot.staff.own_desk import MEANWHILE
from voicebot.staff.safe import headers
from voicebot.staff.tools import Behind, utc_now
from voicebot.staff.words import words
from voicebot.telemetry.logs import log

__all__ = ["PARTS", "console_of", "staff_door"]

PARTS: tuple[Callable[[Console], None], ...] = (
    entrance_pages.add_to,
    oidc_pages.add_to,
    home.add_to,
    faq_part.add_to,
    board_part.add_to,
    scripts_part.add_to,
    office_part.add_to,
    own_pages.add_to,
    figures_pages.add_to,
    people_pages.add_to,
    audit_pages.add_to,
)
"""Everything that is under ``/staff``; the menu has them in this order."""


def console_of(
    behind: Behind, templates: Jinja2Templates, own: Settings, now: Callable[[], dt.datetime] = utc_now
) -> Console:
    """All pages in their frame."""
    console = Console(behind, templates, own, now)
    console.add_words(words("frame"))
    for add_to in PARTS:
        add_to(console)
    return console


def staff_door(console: Console) -> ASGIApp:
    """Build the door."""

    async def failed(request: Request, error: Exception) -> Response:
        return await _failed(console, request, error)

    handlers = {HTTPException: failed, StoreError: failed, Exception: failed}
    door = Starlette(routes=console.routes, exception_handlers=handlers)
    return _Headers(door, headers(tls=console.own.staff.tls))


_STATUS = {"changed_meanwhile": 409, MEANWHILE: 409, "ledger_no_version": 409, "too_many": 503}


async def _failed(console: Console, request: Request, error: Exception) -> Response:
    """Every failure is a page; what is not expected is logged, without what was asked."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    kind = {404: "none", 405: "none", 410: "link", 413: "big"}.get(status, "broken")
    if isinstance(error, StoreError):
        status = _STATUS.get(error.code, 500)
        kind = {409: "meanwhile", 503: "busy"}.get(status, "broken")
    if status == 500:
        log.error("staff page failed", error=type(error).__name__)
    visit = await console.visit(request)
    return visit.draw("refused.html", status, kind=kind) if visit else console.closed()


class _Headers:
    """Sets what an answer has not set itself.

    Args:
        app: answers.
        headers: by their names.
    """

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    sent.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)
