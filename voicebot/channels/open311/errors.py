"""What the standard answers when something is wrong: an array of code and description."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from voicebot.channels.open311.formats import answer, format_of
from voicebot.errors import ComplaintError, EngineError
from voicebot.telemetry.logs import log

__all__ = ["Open311Error", "told"]

_CODES = {"unknown_category": 404, "unknown_receipt": 404}
"""Everything else is 400 (GeoReport v2, Errors)."""


class Open311Error(Exception):
    """Ends a request.

    Args:
        code: 404 for what does not exist, 403 for the api_key, 400 for everything else.
        description: for the program's user and its author.
    """

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


async def told(request: Request, error: Exception) -> Response:
    """Every failure in the standard's form; what is not expected is logged, without what was asked."""
    code, description = _row(error)
    if code >= 500:
        log.error("open311 failed", error=type(error).__name__)
    return answer("errors", [{"code": code, "description": description}], format_of(request.url.path), code)


def _row(error: Exception) -> tuple[int, str]:
    if isinstance(error, Open311Error):
        return error.code, error.description
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        return (404, "There is nothing at this address.") if error.status_code in (404, 405) else (
            400, "The request is too big or cannot be read.")  # fmt: skip
    if isinstance(error, ComplaintError | EngineError):
        return _CODES.get(error.code, 400), error.message
    return 500, "The desk has failed; tell its operator."


def _invalid(error: RequestValidationError) -> tuple[int, str]:
    """A format that is not offered is an address that does not exist."""
    where = error.errors()[0]["loc"]
    if "format" in where:
        return 404, "The formats are xml and json."
    return 400, f"{where[-1]} is wrong."
