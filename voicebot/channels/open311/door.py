"""The application under ``/open311/v2``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

from voicebot.channels.body import BodyLimit
from voicebot.channels.open311.errors import Open311Error, told
from voicebot.channels.open311.routes import open311_router
from voicebot.civic.complaints.office import Office
from voicebot.errors import ComplaintError, EngineError
from voicebot.settings import Settings

__all__ = ["open311_door"]


def open311_door(office: Callable[[], Office | None], settings: Settings) -> FastAPI:
    """Build the door.

    Args:
        office: gives the complaint desk; nothing while it is not open yet.
        settings: partners' keys, the jurisdiction, the largest body.
    """
    door = FastAPI(title="Open311 GeoReport v2", version="2", docs_url=None, redoc_url=None)
    door.include_router(open311_router(office, settings.open311))
    most, photo = settings.limits.body_bytes, settings.attached.photo_bytes
    door.add_middleware(BodyLimit, most=most, photos=r"/requests\.[a-z]+", photo_bytes=photo)
    for error in (
        Open311Error,
        RequestValidationError,
        HTTPException,
        ComplaintError,
        EngineError,
        Exception,
    ):
        door.add_exception_handler(error, told)
    door.openapi = lambda: _document(door)  # type: ignore[method-assign]
    return door


def _document(door: FastAPI) -> dict[str, Any]:
    """OpenAPI, made once; without FastAPI's own 422, which the standard's 400 stands for here."""
    if door.openapi_schema is None:
        made = get_openapi(
            title=door.title, version=door.version, routes=door.routes, servers=[{"url": "/open311/v2"}]
        )
        for methods in made["paths"].values():
            for operation in methods.values():
                operation["responses"].pop("422", None)
        door.openapi_schema = made
    return door.openapi_schema
