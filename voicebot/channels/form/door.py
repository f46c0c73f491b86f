"""``/complain``: the questions, the look at everything, the filing, the receipt."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, FastAPI, Request, Response, UploadFile
from starlette.exceptions import HTTPException

from voicebot.channels.body import BodyLimit
from voicebot.channels.form.answers import answered
from voicebot.channels.form.kept import TooMuchError, Writing
from voicebot.channels.form.pages import ClosedError, FormPages
from voicebot.channels.form.steps import CHECK, following, open_to
from voicebot.channels.heard import sound_response
from voicebot.channels.resident.pages import SECRET, Pages, language_asked
from voicebot.channels.resident.qr import qr_response
from voicebot.channels.resident.voice import PageVoice
from voicebot.channels.rest.problems import PROBLEMS, kind_of
from voicebot.civic.complaints.filing import Contact
from voicebot.civic.complaints.joining import Joiner
from voicebot.errors import ComplaintError, EngineError, StoreError
from voicebot.settings import Settings
from voicebot.talk.interview import Draft, filing

__all__ = ["CHANNEL", "form_door"]

CHANNEL = "page"
_PHOTO = "/photo"


def form_door(pages: Pages, voice: PageVoice, own: Settings) -> FastAPI:
    """Build the door.

    Args:
        pages: the frame of the resident's pages.
        voice: reads questions aloud.
        own: limits.
    """
    door, form = FastAPI(docs_url=None, redoc_url=None, openapi_url=None), FormPages(pages)
    door.include_router(_around(form, voice))
    door.include_router(_after(form))
    door.include_router(_asking(form))
    door.add_middleware(
        BodyLimit, most=own.limits.body_bytes, photos=_PHOTO, photo_bytes=own.attached.photo_bytes
    )

    async def closed(request: Request, _: Exception) -> Response:
        return form.closed(request)

    async def nothing(request: Request, error: Exception) -> Response:
        return pages.nothing(request, error.status_code if isinstance(error, HTTPException) else 404)

    door.add_exception_handler(ClosedError, closed)
    door.add_exception_handler(HTTPException, nothing)
    return door


def _asking(form: FormPages) -> APIRouter:
    router = APIRouter()

    @router.get("/{step}")
    async def page(step: str, request: Request) -> Response:
        """A question, or the look at everything."""
        writing = form.writing(request)
        draft = writing.draft or (_new() if step == "what" else None)
        if draft is None:
            return form.go(request, "", **({} if writing.receipt else {"lost": "1"}))
        if not open_to(step, draft, form.categories):
            return form.go(request, following(draft, form.categories))
        return await (form.check(request, draft) if step == CHECK else form.ask(request, step, draft))

    @router.post("/{step}")
    async def answer(step: str, request: Request) -> Response:
        """An answer, or the yes to everything."""
        writing = form.writing(request)
        draft = writing.draft or (_new() if step == "what" else None)
        if draft is None:
            return form.go(request, "done") if writing.receipt else form.go(request, "", lost="1")
        if not open_to(step, draft, form.categories):
            return form.go(request, following(draft, form.categories))
        if step == CHECK:
            return await _file(form, request, draft)
        return await _taken(form, request, step, draft)

    return router


def _new() -> Draft:
    return Draft(key=uuid.uuid4().hex)


async def _taken(form: FormPages, request: Request, step: str, draft: Draft) -> Response:
    """Take an answer and go on to the next open question; a wrong one is asked again, as it was written."""
    language, fields = language_asked(request), await _fields(request)
    found = answered(draft, step, fields, form.categories)
    problem = found.problem or await form.reader.problem(step, found.draft, language)
    if problem:
        return await form.ask(request, step, found.draft, problem, 422)
    now = found.draft
    if step == "what" and not draft.what:
        now = await form.reader.filled(now, language)
    if step in ("category", "place"):
        now = await form.reader.compared(now)
    try:
        return form.keep(request, form.go(request, following(now, form.categories)), Writing(now))
    except TooMuchError:
        return await form.ask(request, step, now, "too_long", 422)


async def _file(form: FormPages, request: Request, draft: Draft) -> Response:
    """Keep it, or join: once, however often the button is pressed."""
    try:
        writing = await (_join if draft.joins else _keep)(form, draft, language_asked(request))
    except (ComplaintError, StoreError) as error:
        kind = PROBLEMS[kind_of(error.code)]
        said = kind.ko if language_asked(request) == "ko" else kind.en
        return await form.check(request, draft, said, kind.status)
    return form.keep(request, form.go(request, "done"), writing)


async def _keep(form: FormPages, draft: Draft, language: str) -> Writing:
    wanted = filing(draft, language=language, channel=CHANNEL)
    kept = await form.office.file(wanted, key=f"{CHANNEL}:{draft.key}")
    return Writing(receipt=kept.receipt)


async def _join(form: FormPages, draft: Draft, language: str) -> Writing:
    named = draft.consent and not draft.anonymous
    contact = Contact(phone=draft.phone) if named else Contact()
    joiner = Joiner(contact=contact, consent=named, language=language, channel=CHANNEL)
    key, at = f"{CHANNEL}:{draft.key}", form.office.now()
    joined = await form.office.joining.join(draft.joins, joiner, actor="caller", key=key, at=at)
    return Writing(receipt=joined.receipt, join=joined.id)


def _around(form: FormPages, voice: PageVoice) -> APIRouter:
    router = APIRouter()

    @router.get("/")
    async def start(request: Request, lost: str = "") -> Response:
        """What it is about."""
        return form.start(request, form.writing(request), lost=bool(lost))

    @router.post("/stop")
    async def stop(request: Request) -> Response:
        """Forget what was written."""
        return form.cookie(request).forget(form.go(request, ""))

    @router.get("/{step}/sound.mp3")
    async def sound(step: str, request: Request) -> Response:
        """A question, read aloud; what was answered is not."""
        draft, language = form.writing(request).draft or _new(), language_asked(request)
        if not open_to(step, draft, form.categories) or step == CHECK:
            raise HTTPException(404)
        if not form.pages.behind.ready:
            return Response(status_code=503, headers=SECRET)
        try:
            heard = await voice.said(form.question(step, draft, language).spoken, language)
        except EngineError:
            return Response(status_code=503, headers=SECRET)
        return sound_response(request, heard, SECRET)

    return router


def _after(form: FormPages) -> APIRouter:
    router = APIRouter()

    @router.get("/done")
    async def done(request: Request) -> Response:
        """The receipt."""
        writing = form.writing(request)
        return await form.done(request, writing) if writing.receipt else form.go(request, "")

    @router.get("/done/qr.svg")
    async def qr(request: Request) -> Response:
        """Where it can be followed, for a telephone that is held to the screen."""
        writing = form.writing(request)
        if not writing.receipt or writing.join:
            raise HTTPException(404)
        address = f"{form.pages.site(request)}/track/{form.office.watch.issue(writing.receipt)}"
        return qr_response(address, SECRET)

    @router.post(_PHOTO)
    async def photo(request: Request, photo: UploadFile) -> Response:
        """A photo for what has just been filed."""
        writing, office = form.writing(request), form.office
        if not writing.receipt or writing.join:
            return form.go(request, "")
        try:
            clean = await office.attaching.cleaned(await photo.read())
            await office.attaching.add_photo(
                writing.receipt, clean, actor="caller", role="caller", at=office.now()
            )
        except (ComplaintError, EngineError) as error:
            kind = PROBLEMS[kind_of(error.code)]
            said = kind.ko if language_asked(request) == "ko" else kind.en
            return await form.done(request, writing, said, kind.status)
        return form.go(request, "done")

    return router


async def _fields(request: Request) -> Mapping[str, Any]:
    """What was posted; nothing where it is no form."""
    try:
        return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=10))
    except ValueError:
        return {}
