"""``/kiosk``: the page, how it is fitted to its screen, its words and their sound, the bell for the staff."""

from __future__ import annotations

from typing import Protocol

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.templating import Jinja2Templates

from voicebot.channels.kiosk.bell import Bell
from voicebot.channels.kiosk.page import Page, page
from voicebot.channels.spoken import Speaks, spoken_wav
from voicebot.channels.tagged import tagged
from voicebot.civic.faq import LANGUAGES
from voicebot.civic.overlay.menu import ON_KIOSK, Item
from voicebot.settings import Kiosk
from voicebot.telemetry.metrics import HELP_CALLS

__all__ = ["Behind", "context", "kiosk_door"]


class Behind(Speaks, Protocol):
    """What the page needs of the desk."""

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
        return await spoken_wav(behind, text, language)

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
