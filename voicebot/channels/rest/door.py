"""The application under ``/v1``: what programs may ask of complaints, with every answer documented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from voicebot.channels.body import BodyLimit
from voicebot.channels.language import language_of
from voicebot.channels.rest.attachments import PHOTO_PATH
from voicebot.channels.rest.complaints import complaints_router
from voicebot.channels.rest.problems import Problem, ProblemError, kind_of
from voicebot.civic.complaints.office import Office
from voicebot.errors import VoicebotError
from voicebot.settings import Attached, Limits
from voicebot.telemetry.logs import log

__all__ = ["rest_door"]

_BY_STATUS = {404: "not-found", 405: "method-not-allowed", 413: "too-big"}


def rest_door(
    office: Callable[[], Office | None], limits: Limits, photo_bytes: int = Attached().photo_bytes
) -> FastAPI:
    """Build the door.

    Args:
        office: gives the complaint desk; nothing while it is not open yet.
        limits: the size of a request.
        photo_bytes: of a photo; the form around it may have as many as another request.
    """
    door = FastAPI(title="Voice desk: complaints", version="1", docs_url=None, redoc_url=None)
    door.include_router(complaints_router(office))
    door.add_middleware(BodyLimit, most=limits.body_bytes, photos=PHOTO_PATH, photo_bytes=photo_bytes)
    for error in (ProblemError, RequestValidationError, HTTPException, VoicebotError, Exception):
        door.add_exception_handler(error, _told)
    door.openapi = lambda: _document(door)  # type: ignore[method-assign]
    return door


async def _told(request: Request, error: Exception) -> JSONResponse:
    """Every failure is a problem; what is not expected is logged, without what was asked."""
    problem = _problem(error)
    if problem.kind.status >= 500 and not isinstance(error, ProblemError):
        log.error("rest failed", error=type(error).__name__)
    return problem.response(language_of(request))


def _problem(error: Exception) -> ProblemError:
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, RequestValidationError):
        return ProblemError("invalid", errors=[_field(one) for one in error.errors()])
    if isinstance(error, HTTPException):
        return ProblemError(_BY_STATUS.get(error.status_code, "unreadable"), headers=error.headers)
    if isinstance(error, VoicebotError):
        name = kind_of(error.code)
        return ProblemError(name, "" if name == "internal" else error.message)
    return ProblemError("internal")


def _field(error: dict[str, Any]) -> dict[str, str]:
    where, *path = error["loc"]
    return {"in": str(where), "field": ".".join(map(str, path)), "detail": error["msg"]}


def _document(door: FastAPI) -> dict[str, Any]:
    """OpenAPI, made once; problems are added because no route returns one as its model."""
    if door.openapi_schema is None:
        about = (
            "Complaints (민원) and reports (제보): file, follow, answer, rate. See docs/complaints-api.md."
        )
        made = get_openapi(
            title=door.title,
            version=door.version,
            routes=door.routes,
            servers=[{"url": "/v1"}],
            description=about,
        )
        made["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        door.openapi_schema = made
    return door.openapi_schema
