"""``/``: the page on which people talk, with what is asked most; ``/embed``: the same inside another site."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from voicebot.channels.resident.embedding import embed_headers
from voicebot.channels.resident.pages import Pages, addresses, language_asked
from voicebot.channels.resident.translated import page_words, translated
from voicebot.channels.resident.words import words
from voicebot.civic.entry import LANGUAGES

__all__ = ["front_routes"]


def front_routes(pages: Pages) -> APIRouter:
    """The routes.

    Args:
        pages: the desk.
    """
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
    drawn = pages.render(request, "talk.html", _context(pages, request) | more, headers)
    language = language_asked(request)
    if language == "ko":
        return drawn
    page = bytes(drawn.body).decode()
    return HTMLResponse(translated(page, language, page_words(language), pages.behind.phone), headers=headers)


def _context(pages: Pages, request: Request) -> dict[str, object]:
    behind, context = pages.behind, pages.context(request)
    return context | {
        "words": {language: words(language) for language in LANGUAGES},
        "desk_name": behind.name("ko"),
        "desk_name_en": behind.name("en"),
        "desk_site": behind.district.desk.site,
        "greeting": behind.greeter.line("ko"),
        "greeting_en": behind.greeter.line("en"),
        "weather_credit": behind.weather_credit,
        "quick": {language: pages.quick_menu(language) for language in LANGUAGES},
        "to_in": {language: addresses(context["base"], language) for language in LANGUAGES},
    }
