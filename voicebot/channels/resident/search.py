"""``/search``: what people type, found by the same matcher that answers who speaks; danger comes first."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response

from voicebot.channels.resident.finding import Found, called, find
from voicebot.channels.resident.pages import SECRET, Pages, language_asked
from voicebot.civic.entry import Entry
from voicebot.errors import EngineError
from voicebot.talk.alarm import first_aid
from voicebot.text.keyboard import hangul_typed
from voicebot.text.printable import printable
from voicebot.understand.meaning import Match, Reading, Zone

__all__ = ["Searcher", "search_routes"]

LONGEST = 200
"""Letters of a search."""


class Searcher:
    """Finds entries.

    Args:
        pages: the desk and what happens in a life.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def find(self, text: str, language: str) -> tuple[str, Found]:
        """What was found, and for which words: for Korean typed on English keys, the Korean ones."""
        for words in filter(None, (text, hangul_typed(text) if language == "ko" else "")):
            known = self._pages.behind.faq.entries(language)
            found = find(words, await self._match(words, language), known, self._pages.events, language)
            if found:
                return words, found
        return text, Found()

    async def best(self, word: str, language: str) -> Entry | None:
        """The one entry for a word: what is called so, else what the matcher is sure of."""
        known = self._pages.behind.faq.entries(language)
        if named := called(word, known):
            return named
        match = await self._match(word, language)
        sure = match is not None and match.zone is Zone.ANSWER
        return known.get(match.candidates[0].entry) if match and sure else None

    async def _match(self, text: str, language: str) -> Match | None:
        """What the matcher makes of it; nothing while it is not there, or too many wait for it."""
        behind = self._pages.behind
        if language not in behind.knowledge:
            return None
        try:
            return await behind.match([Reading(text)], language)
        except EngineError:
            return None

    async def keep(self, text: str, language: str) -> None:
        """Let the FAQ officer know, masked, what had no answer."""
        if self._pages.behind.ready:
            await self._pages.behind.questions.add(text, language=language, channel="page")


def search_routes(pages: Pages, searcher: Searcher) -> APIRouter:
    """The route."""
    router = APIRouter()

    @router.get("/search")
    async def search(request: Request, q: str = "") -> Response:
        language, text = language_asked(request), " ".join(printable(q).split())[:LONGEST]
        aid = await asyncio.to_thread(first_aid, text, language) if text else None
        meant, found = await searcher.find(text, language) if text else ("", Found())
        if text and not found and not aid:
            await searcher.keep(text, language)
        more = {"query": text, "meant": meant, "found": found, "aid": aid, "events": pages.events.events}
        return pages.draw(request, "search.html", 200, SECRET, **more)

    return router
