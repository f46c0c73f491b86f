"""``/ask/…``: an answer as a page, for ears, for who reads little, for a telephone held to the screen."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from voicebot.channels.heard import sound_response
from voicebot.channels.resident.answer import answer_of, structured
from voicebot.channels.resident.pages import FRESH, Pages, language_asked
from voicebot.channels.resident.qr import qr_response
from voicebot.channels.resident.search import Searcher
from voicebot.channels.resident.voice import PageVoice
from voicebot.civic.entry import Entry
from voicebot.civic.events import related
from voicebot.errors import EngineError

__all__ = ["ask_routes"]

_WAIT = {"Cache-Control": "no-store", "Retry-After": "5"}


def ask_routes(pages: Pages, searcher: Searcher, voice: PageVoice) -> APIRouter:
    """The routes; `word` is an entry's id, or what people call it."""
    router = APIRouter(prefix="/ask")

    @router.get("/{word}")
    async def answer(word: str, request: Request) -> Response:
        entry = pages.entry(word, language_asked(request))
        if entry is None:
            return await _elsewhere(pages, searcher, word, request)
        return _drawn(pages, entry, request, "answer.html")

    @router.get("/{word}/easy")
    async def easy(word: str, request: Request) -> Response:
        entry = pages.entry(word, language_asked(request))
        return _drawn(pages, entry, request, "easy.html") if entry else pages.nothing(request)

    @router.get("/{word}/qr.svg")
    async def qr(word: str, request: Request) -> Response:
        entry = pages.entry(word, language_asked(request))
        return qr_response(_address(pages, entry, request), FRESH) if entry else pages.nothing(request)

    @router.get("/{word}/sound.mp3")
    async def sound(word: str, request: Request) -> Response:
        return await _heard(pages, voice, word, request, name=False)

    @router.get("/{word}/name.mp3")
    async def name(word: str, request: Request) -> Response:
        return await _heard(pages, voice, word, request, name=True)

    return router


async def _elsewhere(pages: Pages, searcher: Searcher, word: str, request: Request) -> Response:
    """The best entry for a word, otherwise what a search finds."""
    best = await searcher.best(word, language_asked(request))
    return pages.go(request, f"/ask/{best.id}") if best else pages.go(request, "/search", q=word)


def _address(pages: Pages, entry: Entry, request: Request) -> str:
    """The one address of an answer, whichever way it was reached."""
    return f"{pages.site(request)}/ask/{entry.id}{'?lang=en' if entry.language == 'en' else ''}"


def _drawn(pages: Pages, entry: Entry, request: Request, template: str) -> Response:
    answer, address = answer_of(entry, pages.today, pages.tel), _address(pages, entry, request)
    known = pages.behind.faq.entries(entry.language)
    return pages.draw(
        request,
        template,
        answer=answer,
        entry=entry,
        address=address,
        structured=structured(answer, address),
        related=related(entry, known, pages.events),
        languages=[name for name in ("ko", "en") if pages.behind.faq.get(entry.id, name)],
    )


async def _heard(pages: Pages, voice: PageVoice, word: str, request: Request, *, name: bool) -> Response:
    entry = pages.entry(word, language_asked(request))
    if entry is None:
        return pages.nothing(request)
    if not pages.behind.ready:
        return Response(status_code=503, headers=_WAIT)
    try:
        sound = await (voice.name(entry) if name else voice.answer(entry, pages.today))
    except EngineError:
        return Response(status_code=503, headers=_WAIT)
    return sound_response(request, sound, FRESH)
