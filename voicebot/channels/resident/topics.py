"""``/topics``: what happens in a life, and what helps then."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from voicebot.channels.resident.pages import Pages, language_asked

__all__ = ["topics_routes"]


def topics_routes(pages: Pages) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/topics")

    @router.get("")
    async def events(request: Request) -> Response:
        known = pages.behind.faq.entries(language_asked(request))
        shown = [(event, len(event.of(known))) for event in pages.events.events if event.of(known)]
        others = [known[name] for name in pages.events.left_out(known)]
        return pages.draw(request, "topics.html", shown=shown, others=others)

    @router.get("/{event}")
    async def one(event: str, request: Request) -> Response:
        known, found = pages.behind.faq.entries(language_asked(request)), pages.events.get(event)
        if found is None:
            return pages.nothing(request)
        return pages.draw(request, "topic.html", event=found, entries=found.of(known))

    return router
