"""``/track/{token}``: the page, its sound, its news, and what can be done on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol
from urllib.parse import parse_qsl

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException

from voicebot.audio import Audio
from voicebot.channels.body import BodyLimit
from voicebot.channels.heard import RATE, encoded, sound_response
from voicebot.channels.tracking.live import Live
from voicebot.channels.tracking.view import Standing, standing
from voicebot.channels.tracking.words import words
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import LONGEST
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.states import Action
from voicebot.errors import ComplaintError, EngineError, StoreError
from voicebot.speak.speaker import Spoken
from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.watchers import Watchers
from voicebot.text.printable import printable

__all__ = ["HEADERS", "Behind", "Voices", "tracking_door"]

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
"""The address is a secret: no search engine, no cache and no other page learns of it."""


class Voices(Protocol):
    """Makes sentences into sound."""

    async def make_sound(self, text: str, language: str, options: SpeechOptions, rate: int) -> Spoken:
        """A sentence."""
        ...


class Behind(Protocol):
    """What the page needs of the desk; nothing of it is there while the desk is opening."""

    @property
    def ready(self) -> bool:
        """Whether it can speak."""
        ...

    @property
    def office(self) -> Office | None:
        """The complaint desk."""
        ...

    @property
    def voices(self) -> Voices:
        """Speaks."""
        ...

    @property
    def watchers(self) -> Watchers:
        """See changes."""
        ...

    @property
    def phone(self) -> str:
        """Of the desk."""
        ...


class _NothingHereError(Exception):
    """There is no such page, or not yet."""

    def __init__(self, kind: str, status: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status


def tracking_door(behind: Behind, templates: Jinja2Templates, most_bytes: int) -> FastAPI:
    """Build the door.

    Args:
        behind: the desk.
        templates: the pages.
        most_bytes: of one request.
    """
    door = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    pages = _Pages(behind, templates)
    door.include_router(_seeing(pages))
    door.include_router(_doing(pages))
    door.add_middleware(BodyLimit, most=most_bytes)

    async def nothing(request: Request, error: Exception) -> Response:
        kind, status = (error.kind, error.status) if isinstance(error, _NothingHereError) else ("none", 404)
        if isinstance(error, HTTPException):
            status = error.status_code
        return pages.nothing(request, kind, status)

    door.add_exception_handler(_NothingHereError, nothing)
    door.add_exception_handler(HTTPException, nothing)
    return door


class _Pages:
    """Finds complaints by their tokens and draws them.

    Args:
        behind: the desk.
        templates: the pages.
    """

    def __init__(self, behind: Behind, templates: Jinja2Templates) -> None:
        self.behind = behind
        self.live = Live()
        self._templates = templates

    async def find(self, token: str) -> tuple[Office, Complaint]:
        """The complaint that a token was made for.

        A token cannot be guessed (it bears a signature), so wrong ones need not be counted.

        Raises:
            _NothingHereError: it is none, or the desk is not open yet.
        """
        office = self.behind.office
        if office is None:
            raise _NothingHereError("closed", 503)
        receipt = office.watch.receipt(token)
        try:
            return office, await office.register.get(receipt or "")
        except ComplaintError:
            raise _NothingHereError("none", 404) from None

    async def standing(self, token: str, language: str) -> tuple[Standing, str]:
        """What the page of a token shows, and in which language: the one asked for, or the complaint's."""
        office, complaint = await self.find(token)
        spoken = language or ("ko" if complaint.language == "ko" else "en")
        events = await office.register.history(complaint.receipt)
        last = (await office.latest([complaint.receipt]))[complaint.receipt]
        return standing(complaint, events, last, office, spoken), spoken

    async def draw(self, request: Request, token: str, trouble: str = "", status: int = 200) -> Response:
        """The page as it stands; with a sentence on what did not work, if something did not."""
        shown, language = await self.standing(token, _language(request))
        context = {"at": shown, "token": token, "trouble": trouble, **self._common(language)}
        return self._templates.TemplateResponse(request, "track.html", context, status, HEADERS)

    def nothing(self, request: Request, kind: str, status: int) -> Response:
        """The page of no complaint, the same for every wrong address."""
        context = {"kind": kind, **self._common(_language(request) or "ko")}
        headers = {**HEADERS, **({"Retry-After": "2"} if status == 503 else {})}
        return self._templates.TemplateResponse(request, "track_none.html", context, status, headers)

    def _common(self, language: str) -> dict[str, Any]:
        other = "en" if language == "ko" else "ko"
        return {"say": words(language), "lang": language, "other": other, "desk_phone": self.behind.phone}


def _seeing(pages: _Pages) -> APIRouter:
    router = APIRouter()

    @router.get("/{token}")
    async def page(token: str, request: Request) -> Response:
        """Where it stands."""
        return await pages.draw(request, token)

    @router.get("/{token}/sound")
    async def sound(token: str, request: Request) -> Response:
        """The same, read aloud in the desk's voice (MP3)."""
        shown, language = await pages.standing(token, _language(request))
        if not pages.behind.ready:
            raise _NothingHereError("closed", 503)
        try:
            voice = [await _said(pages.behind.voices, line, language) for line in shown.spoken]
        except EngineError:
            raise _NothingHereError("closed", 503) from None
        return sound_response(request, await encoded(voice), HEADERS)

    @router.get("/{token}/live")
    async def live(token: str, request: Request, seen: int = 0) -> Response:
        """Tells that something has changed (server-sent events)."""
        office, complaint = await pages.find(token)
        if pages.live.full:
            return Response(status_code=503, headers={**HEADERS, "Retry-After": "30"})
        language = _language(request) or complaint.language
        news = pages.live.news(complaint.receipt, seen, office, pages.behind.watchers, language)
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        return StreamingResponse(news, media_type="text/event-stream", headers=headers)

    return router


async def _said(voices: Voices, line: str, language: str) -> Audio:
    return (await voices.make_sound(line, language, SpeechOptions(), RATE)).audio


def _doing(pages: _Pages) -> APIRouter:
    router = APIRouter()

    async def act(request: Request, token: str, action: Action, params: Mapping[str, Any]) -> Response:
        office, complaint = await pages.find(token)
        done = Act(action, "caller", "caller", office.now(), params)
        try:
            await office.register.act(complaint.receipt, done)
        except (ComplaintError, StoreError):
            return await pages.draw(request, token, "not_now_what", 409)
        query = f"?lang={language}" if (language := _language(request)) else ""
        return RedirectResponse(f"../{token}{query}", 303, headers=HEADERS)

    @router.post("/{token}/rating")
    async def rate(token: str, request: Request) -> Response:
        """Say how satisfied they are with the answer."""
        stars = (await _form(request)).get("stars", "")
        if stars not in tuple("12345"):
            return await pages.draw(request, token, "rate_empty", 422)
        return await act(request, token, "rate", {"stars": int(stars)})

    @router.post("/{token}/information")
    async def inform(token: str, request: Request) -> Response:
        """Answer what the office has asked."""
        text = printable((await _form(request)).get("text", ""))[:LONGEST].strip()
        if not text:
            return await pages.draw(request, token, "reply_empty", 422)
        return await act(request, token, "reply", {"text": text})

    for action in _PLAIN:
        router.post(f"/{{token}}/{action}")(_plainly(act, action))

    return router


_PLAIN: tuple[Action, ...] = ("reopen", "withdraw")
"""What can be done on the page by one press: ask for another look, take it back for good."""
_Acting = Callable[[Request, str, Action, Mapping[str, Any]], Awaitable[Response]]


def _plainly(act: _Acting, action: Action) -> Callable[[str, Request], Awaitable[Response]]:
    async def done(token: str, request: Request) -> Response:
        return await act(request, token, action, {})

    return done


async def _form(request: Request) -> dict[str, str]:
    """What was posted; nothing where it is no form."""
    try:
        return dict(parse_qsl((await request.body()).decode(), max_num_fields=10))
    except ValueError:
        return {}


def _language(request: Request) -> str:
    """What the address asks for; nothing where it does not."""
    asked = request.query_params.get("lang", "")
    return asked if asked in ("ko", "en") else ""
