"""``/kiosk``: the page, how it is fitted to its screen, its words and their sound, the bell for the staff."""

from __future__ import annotations

from typing import Protocol

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.templating import Jinja2Templates

from voicebot.audio.encode import wav_bytes
from voicebot.channels.kiosk.bell import Bell
from voicebot.channels.kiosk.page import Page, page
from voicebot.channels.tagged import tagged
from voicebot.civic.faq import LANGUAGES
from voicebot.civic.overlay.menu import ON_KIOSK, Item
from voicebot.errors import EngineError
from voicebot.settings import Kiosk
from voicebot.speak.speaker import Spoken
from voicebot.talk.client_events import SpeechOptions
from voicebot.telemetry.metrics import HELP_CALLS

__all__ = ["Behind", "context", "kiosk_door"]

RATE = 24000
DAY = {"Cache-Control": "max-age=86400"}
"""The page keeps its own sentences, so that it can say that there is no connection."""


class Voices(Protocol):
    """Makes sentences into sound."""

    async def make_sound(self, text: str, language: str, options: SpeechOptions, rate: int) -> Spoken:
        """A sentence."""
        ...


class Behind(Protocol):
    """What the page needs of the desk; it cannot speak while the desk is opening."""

    @property
    def ready(self) -> bool:
        """Whether it can speak."""
        ...

    @property
    def voices(self) -> Voices:
        """Speaks."""
        ...

    @property
    def phone(self) -> str:
        """Of the desk."""
        ...

    def name(self, language: str) -> str:
        """What the desk calls itself."""
        ...

    def menu(self, language: str, most: int) -> list[Item]:
        """The quick menu."""
        ...


def context(behind: Behind, kiosk: Kiosk) -> dict[str, object]:
    """What the page's template takes."""
    korean = page(behind.menu("ko", ON_KIOSK), "ko", behind.phone)
    keys = kiosk.model_dump_json(include={"keys"})
    names = {"desk_name": behind.name("ko"), "desk_name_en": behind.name("en"), "desk_phone": behind.phone}
    return {**names, "kiosk": kiosk, "keys": keys, "labels": korean.words.labels, "says": korean.words.says}


def kiosk_door(behind: Behind, kiosk: Kiosk, templates: Jinja2Templates) -> APIRouter:
    """The routes of the page."""
    door = APIRouter(prefix="/kiosk")

    @door.get("", response_class=HTMLResponse)
    def screen(request: Request) -> Response:
        return templates.TemplateResponse(request, "kiosk.html", context(behind, kiosk), headers=_FRESH)

    @door.get("/calibrate", response_class=HTMLResponse)
    def calibrate(request: Request) -> Response:
        return templates.TemplateResponse(request, "calibrate.html", {})

    @door.get("/words/{language}")
    def told(language: str) -> JSONResponse:
        return JSONResponse(_in(language, behind).told(), headers=_FRESH)

    @door.get("/menu/{language}")
    def menu(request: Request, language: str) -> Response:
        return tagged(request, _in(language, behind).menu())

    @door.get("/say/{language}/{name}.wav")
    async def say(language: str, name: str) -> Response:
        text = _in(language, behind).spoken.get(name)
        if text is None:
            raise HTTPException(404)
        return await _sound(behind, text, language)

    bell = Bell(str(kiosk.help_url) if kiosk.help_url else "")

    @door.post("/help")
    async def ring() -> JSONResponse:
        called = await bell.ring()
        HELP_CALLS.labels(outcome="told" if called else "bell").inc()
        return JSONResponse({"called": called}, headers=_FRESH)

    return door


_FRESH = {"Cache-Control": "no-store"}


def _in(language: str, behind: Behind) -> Page:
    if language not in LANGUAGES:
        raise HTTPException(404)
    return page(behind.menu(language, ON_KIOSK), language, behind.phone)


async def _sound(behind: Behind, text: str, language: str) -> Response:
    """One of the page's own sentences; never anything that somebody sends."""
    if not behind.ready:
        return Response(status_code=503, headers={"Retry-After": "5", **_FRESH})
    try:
        spoken = await behind.voices.make_sound(text, language, SpeechOptions(), RATE)
    except EngineError:
        return Response(status_code=503, headers={"Retry-After": "5", **_FRESH})
    return Response(wav_bytes(spoken.audio), media_type="audio/wav", headers=DAY)
