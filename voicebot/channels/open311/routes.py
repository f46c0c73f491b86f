"""The six methods of GeoReport v2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response

from voicebot.channels.language import language_of
from voicebot.channels.open311.errors import Open311Error
from voicebot.channels.open311.formats import Format, Row, answer
from voicebot.channels.open311.partners import check_jurisdiction, partner
from voicebot.channels.open311.posted import Form, filing, read_form
from voicebot.channels.open311.query import Filters
from voicebot.channels.open311.requests import service_requests
from voicebot.channels.open311.services import definition, service
from voicebot.civic.complaints.office import Office
from voicebot.settings import Open311
from voicebot.talk.alarm import urgent

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
_FORM = {
    "type": "object",
    "required": ["api_key", "service_code"],
    "properties": {name: {"type": "string"} for name in _FIELDS},
    "additionalProperties": {"type": "string", "description": "attribute[code]"},
}
_POSTED = {
    "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": _FORM}}}
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
    async def keep(form: Form, key: str, language: str) -> tuple[Office, str, str]:
        who = partner(form.get("api_key", ""), settings)
        if who is None:
            raise Open311Error(403, "An api_key is needed; ask the office for one.")
        desk = office(form.get("jurisdiction_id", ""))
        if not (code := form.get("service_code")):
            raise Open311Error(400, "service_code was not provided.")
        category = desk.categories.get(code)
        named = f"open311:{who}:{key}" if key else None
        kept = await desk.file(filing(form, category, language), key=named, actor=f"open311:{who}")
        notice = f"{urgent(kept.what, language)} {category.notice.in_(language)}".strip()
        return desk, kept.receipt, notice

    @router.post("/requests.{format}", openapi_extra=_POSTED)
    async def post_request(
        wanted: Wanted, request: Request, idempotency_key: Annotated[str, Header(max_length=128)] = ""
    ) -> Response:
        """File one; its number comes at once."""
        form = read_form(await request.body())
        desk, receipt, notice = await keep(form, idempotency_key, language_of(request))
        row = {"service_request_id": receipt, "service_notice": notice, "account_id": None}
        return answer("service_requests", [row], wanted, headers={"Watch-Token": desk.watch.issue(receipt)})


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
