"""Which requests are asked for: the standard's filters and defaults."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, Field, field_validator
from sqlalchemy import ColumnElement

from voicebot.channels.open311.errors import Open311Error
from voicebot.civic.complaints.categories import Categories
from voicebot.civic.complaints.receipt import is_receipt
from voicebot.civic.complaints.states import CLOSED
from voicebot.store.tables import ComplaintRow

__all__ = ["MOST_ROWS", "SPAN", "Filters", "where"]

SPAN = timedelta(days=90)
"""The longest range of days, and the usual one (GeoReport v2, GET Service Requests)."""
MOST_ROWS = 1000
"""In one answer (GeoReport v2, Response Volume)."""


class Filters(BaseModel):
    """The arguments of one question; an empty one is as if it were not given."""

    service_request_id: Annotated[list[str], Field(description="overrides everything else")] = []
    service_code: list[str] = []
    start_date: Annotated[str, Field(max_length=40)] = ""
    end_date: Annotated[str, Field(max_length=40)] = ""
    status: Annotated[list[str], Field(description="open or closed")] = []
    jurisdiction_id: Annotated[str, Field(max_length=200)] = ""
    api_key: Annotated[str, Field(max_length=200, description="shows what was said, and where")] = ""
    page: Annotated[int, Field(ge=1, le=10_000)] = 1
    page_size: Annotated[int, Field(ge=1, le=MOST_ROWS)] = MOST_ROWS

    @field_validator("service_request_id", "service_code", "status")
    @classmethod
    def _split(cls, values: list[str]) -> list[str]:
        """Separated by commas, or given several times."""
        return [one for value in values for part in value.split(",") if (one := part.strip())]


def where(asked: Filters, categories: Categories, now: datetime) -> list[ColumnElement[bool]]:
    """The conditions.

    Raises:
        Open311Error: 400: a date or status is none, or the range is too long.
        ComplaintError: ``unknown_category``.
    """
    if asked.service_request_id:
        return [
            ComplaintRow.receipt.in_([one for one in asked.service_request_id if is_receipt(one)][:MOST_ROWS])
        ]
    start, end = _range(asked, now)
    found = [ComplaintRow.filed_at >= start, ComplaintRow.filed_at <= end]
    if asked.service_code:
        found.append(ComplaintRow.category.in_([categories.get(code).id for code in asked.service_code]))
    return [*found, *_status(set(asked.status))]


def _range(asked: Filters, now: datetime) -> tuple[datetime, datetime]:
    start, end = _moment("start_date", asked.start_date), _moment("end_date", asked.end_date)
    try:
        end = end or (min(now, start + SPAN) if start else now)
        start = start or end - SPAN
    except OverflowError as error:
        raise Open311Error(400, "The dates are out of range.") from error
    if asked.start_date and asked.end_date and not timedelta() <= end - start <= SPAN:
        raise Open311Error(400, "From start_date to end_date it must be 0 to 90 days.")
    return start, end


def _moment(name: str, text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(
            text.replace(" ", "+") if "T" in text else text
        )  # + not escaped in a URL
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 1970 <= moment.year < 9000:
        raise Open311Error(400, f"{name} must be like 2026-11-23T10:00:00+09:00, with its time zone.")
    return moment


def _status(wanted: set[str]) -> list[ColumnElement[bool]]:
    if wanted - {"open", "closed"}:
        raise Open311Error(400, "status is open or closed.")
    if wanted == {"closed"}:
        return [ComplaintRow.state.in_(CLOSED)]
    return [ComplaintRow.state.not_in(CLOSED)] if wanted == {"open"} else []
