"""``/``: the page on which people talk, with what is asked most; ``/embed``: the same inside another site."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from voicebot.channels.resident.embedding import embed_headers
from voicebot.channels.resident.pages import Pages, addresses
from voicebot.channels.resident.words import words
from voicebot.civic.entry import LANGUAGES

__all__ = ["front_routes"]


def front_routes(pages: Pages) -> APIRouter:
    """The routes."""
    router = APIRouter()

    @router.get("/")
    def talk(request: Request, channel: str = "browser") -> Response:
        kiosk = channel == "kiosk"
        return _drawn(pages, request, {}, channel="kiosk" if kiosk else "browser", front=not kiosk)

    @router.get("/embed")
    def embedded(request: Request) -> Response:
        origins = pages.own.widget.origins
        return _drawn(pages, request, embed_headers(origins), embedded=True, origins=" ".join(origins))

    return router


def _drawn(pages: Pages, request: Request, headers: dict[str, str], **more: object) -> Response:
    behind = pages.behind
    context = pages.context(request)
    context |= {
        "words": {language: words(language) for language in LANGUAGES},
        "desk_name": behind.name("ko"),
        "desk_name_en": behind.name("en"),
        "greeting": behind.greeter.line("ko"),
        "greeting_en": behind.greeter.line("en"),
        "weather_credit": behind.weather_credit,
        "quick": {language: pages.quick_menu(language) for language in LANGUAGES},
        "to_in": {language: addresses(context["base"], language) for language in LANGUAGES},
    }
    return pages.render(request, "talk.html", context | more, headers)
