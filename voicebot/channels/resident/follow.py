"""``/track``: where a complaint stands, for who has its number, or the telephone it was filed with."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response

from voicebot.channels.resident.pages import SECRET, Pages, language_asked
from voicebot.channels.tracking.view import Standing, standing
from voicebot.channels.tracking.words import words
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.tries import LockedError, asker_of
from voicebot.errors import ComplaintError
from voicebot.talk.tracking import Number, Tracking, heard

__all__ = ["follow_routes"]

_MOST_BYTES = 4096
_SHOWN = 5
"""Complaints of one telephone number."""


def follow_routes(pages: Pages) -> APIRouter:
    """The routes; the number is posted, so that no address and no log has it."""
    router = APIRouter()

    @router.get("/track")
    async def ask(request: Request) -> Response:
        return _drawn(pages, request)

    @router.post("/track")
    async def look(request: Request) -> Response:
        office, text = pages.behind.office, await _number(request)
        if office is None:
            return _drawn(pages, request, "closed_what", 503)
        number = heard(Tracking(), text)
        if not isinstance(number, Number):
            return _drawn(pages, request, "follow_misheard" if text else "follow_empty", 422, number=text)
        asker = asker_of(request.client.host if request.client else "")
        try:
            found = await office.tries.ask(asker, lambda: _found(office, number))
        except LockedError:
            return _drawn(pages, request, "follow_locked", 429)
        if not found:
            return _drawn(pages, request, "follow_unknown", 404, number=text)
        return await _shown(pages, request, office, number, found)

    return router


def _drawn(
    pages: Pages, request: Request, problem: str = "", status: int = 200, number: str = ""
) -> Response:
    return pages.draw(request, "follow.html", status, SECRET, problem=problem, number=number)


async def _number(request: Request) -> str:
    """What was posted; nothing where it is no form, or too long to be a number."""
    body = await request.body()
    try:
        return dict(parse_qsl(body[:_MOST_BYTES].decode(), max_num_fields=5)).get("number", "")[:100].strip()
    except ValueError:
        return ""


async def _found(office: Office, number: Number) -> list[Complaint] | None:
    """As a conversation finds them."""
    if number.kind == "phone":
        return await office.register.by_phone(number.digits) or None
    try:
        return [await office.register.get(number.digits)]
    except ComplaintError:
        return None


async def _shown(
    pages: Pages, request: Request, office: Office, number: Number, found: Sequence[Complaint]
) -> Response:
    """Where it stands; by telephone only a sentence each, and no number that could be gone on with."""
    language = language_asked(request)
    at = [await _standing(one, office, language) for one in found[:_SHOWN]]
    whole = at[0] if number.kind == "receipt" else None
    return pages.draw(
        request, "followed.html", 200, SECRET, at=whole, lines=[one.say for one in at], told=words(language)
    )


async def _standing(complaint: Complaint, office: Office, language: str) -> Standing:
    events = await office.register.history(complaint.receipt)
    last = (await office.latest([complaint.receipt]))[complaint.receipt]
    return standing(complaint, events, last, office, language)
