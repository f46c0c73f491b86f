"""The six methods of GeoReport v2."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response

from voicebot.channels.language import language_of
from voicebot.channels.open311.errors import Open311Error
from voicebot.channels.open311.formats import Format, Row, answer
from voicebot.channels.open311.media import read_posted
from voicebot.channels.open311.partners import check_jurisdiction, partner
from voicebot.channels.open311.posted import Form, filing, joining
from voicebot.channels.open311.query import Filters
from voicebot.channels.open311.requests import service_requests
from voicebot.channels.open311.services import definition, service
from voicebot.civic.complaints.categories import Category
from voicebot.civic.complaints.office import Office
from voicebot.settings import Open311
from voicebot.talk.alarm import urgent
from voicebot.talk.phrases import phrases

__all__ = ["open311_router"]

Wanted = Annotated[Format, Path(alias="format")]
One = Annotated[str, Query(max_length=200)]
_BOTH: dict[str, Any] = {"text/xml": {}, "application/json": {}}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "as GeoReport v2 says", "content": _BOTH},
    400: {"description": "something in the request is wrong", "content": _BOTH},
    403: {"description": "the api_key is missing or unknown", "content": _BOTH},
    404: {"description": "jurisdiction_id, service_code, request or token not found", "content": _BOTH},
}
_FIELDS = (
    "api_key", "jurisdiction_id", "service_code", "lat", "long", "address_string", "address_id", "email",
    "phone", "first_name", "last_name", "description", "device_id", "account_id", "media_url",
)  # fmt: skip
_FORM: dict[str, Any] = {
    "type": "object",
    "required": ["api_key", "service_code"],
    "properties": {name: {"type": "string"} for name in _FIELDS},
    "additionalProperties": {"type": "string", "description": "attribute[code]"},
}
_MEDIA = {"media": {"type": "string", "format": "binary", "description": "a photo"}}
_POSTED = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": _FORM},
            "multipart/form-data": {"schema": {**_FORM, "properties": {**_FORM["properties"], **_MEDIA}}},
        },
    }
}


def open311_router(office: Callable[[], Office | None], settings: Open311) -> APIRouter:
    """The routes of this door."""

    def open_office(jurisdiction_id: str) -> Office:
        check_jurisdiction(jurisdiction_id, settings)
        found = office()
        if found is None:
            raise Open311Error(400, "The service is not running yet; try again in a moment.")
        return found

    router = APIRouter(tags=["GeoReport v2"], responses=_ANSWERS)
    _services(router, open_office)
    _posting(router, open_office, settings)
    _reading(router, open_office, settings)
    return router


def _services(router: APIRouter, office: Callable[[str], Office]) -> None:
    @router.get("/services.{format}")
    async def services(wanted: Wanted, request: Request, jurisdiction_id: One = "") -> Response:
        """What can be asked for."""
        desk, language = office(jurisdiction_id), language_of(request)
        listed = [service(category, desk, language) for category in desk.categories.categories]
        return answer("services", listed, wanted)

    @router.get("/services/{service_code}.{format}")
    async def service_definition(
        service_code: str, wanted: Wanted, request: Request, jurisdiction_id: One = ""
    ) -> Response:
        """What is asked besides: the extra questions, and consent."""
        category = office(jurisdiction_id).categories.get(service_code)
        return answer("service_definition", definition(category, language_of(request)), wanted)


def _posting(router: APIRouter, office: Callable[[str], Office], settings: Open311) -> None:
    def asked_of(form: Form) -> tuple[Office, str, Category]:
        """The desk, the partner and the category.

        Raises:
            Open311Error: 403 or 400.
            ComplaintError: ``unknown_category``.
        """
        who = partner(form.get("api_key", ""), settings)
        if who is None:
            raise Open311Error(403, "An api_key is needed; ask the office for one.")
        desk = office(form.get("jurisdiction_id", ""))
        if not (code := form.get("service_code")):
            raise Open311Error(400, "service_code was not provided.")
        return desk, who, desk.categories.get(code)

    async def keep(form: Form, content: bytes | None, key: str, language: str) -> tuple[Row, dict[str, str]]:
        """File it, or join the one that is named; the row to answer with, and the token."""
        desk, who, category = asked_of(form)
        actor, named = f"open311:{who}", f"open311:{who}:{key}" if key else None
        if join := joining(form, language):
            joined = await desk.joining.join(*join, actor=actor, key=named, at=desk.now())
            notice = phrases(language).line("joined")
            return _row(joined.receipt, notice), {"Join-Token": desk.watch.issue_join(joined.id)}
        photo = await desk.attaching.cleaned(content) if content else None
        kept = await desk.file(filing(form, category, language), key=named, actor=actor)
        if photo and not await desk.attaching.listed(kept.receipt):  # a retry brings it again
            await desk.attaching.add_photo(kept.receipt, photo, actor=actor, role="caller", at=desk.now())
        token = {"Watch-Token": desk.watch.issue(kept.receipt)}
        danger = await asyncio.to_thread(urgent, kept.what, language)
        notice = f"{danger} {category.notice.in_(language)}".strip()
        return _row(kept.receipt, notice), token

    @router.post("/requests.{format}", openapi_extra=_POSTED)
    async def post_request(
        wanted: Wanted, request: Request, idempotency_key: Annotated[str, Header(max_length=128)] = ""
    ) -> Response:
        """File one, with a photo if there is one, or join one; its number comes at once."""
        form, content = await read_posted(request)
        row, token = await keep(form, content, idempotency_key, language_of(request))
        return answer("service_requests", [row], wanted, headers=token)


def _row(receipt: str, notice: str) -> Row:
    return {"service_request_id": receipt, "service_notice": notice, "account_id": None}


def _reading(router: APIRouter, office: Callable[[str], Office], settings: Open311) -> None:
    async def listed(request: Request, filters: Filters) -> list[Row]:
        """Whoever has a key sees what was said; everybody else sees where it stands."""
        whole = partner(filters.api_key, settings) is not None
        return await service_requests(
            office(filters.jurisdiction_id), filters, language_of(request), whole=whole
        )

    @router.get("/requests.{format}")
    async def requests(wanted: Wanted, request: Request, filters: Annotated[Filters, Query()]) -> Response:
        """The last 90 days or 1000 requests, the newest first, or those that are asked for."""
        return answer("service_requests", await listed(request, filters), wanted)

    @router.get("/requests/{service_request_id}.{format}")
    async def one_request(
        service_request_id: str,
        wanted: Wanted,
        request: Request,
        jurisdiction_id: One = "",
        api_key: One = "",
    ) -> Response:
        """One request."""
        only = Filters(
            service_request_id=[service_request_id], jurisdiction_id=jurisdiction_id, api_key=api_key
        )
        if not (rows := await listed(request, only)):
            raise Open311Error(404, "service_request_id was not found.")
        return answer("service_requests", rows, wanted)

    @router.get("/tokens/{token}.{format}")
    async def request_of_token(token: str, wanted: Wanted, jurisdiction_id: One = "") -> Response:
        """The number that a watch token was made for."""
        receipt = office(jurisdiction_id).watch.receipt(token)
        if receipt is None:
            raise Open311Error(404, "token was not found.")
        return answer("service_requests", [{"service_request_id": receipt, "token": token}], wanted)
