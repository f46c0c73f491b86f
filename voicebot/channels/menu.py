"""``/v1/menu``: the quick menu of this moment, for pages, which ask for it again every few seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from fastapi import APIRouter, Request, Response

from voicebot.channels.tagged import tagged
from voicebot.civic.overlay.menu import Item
from voicebot.talk.phrases import phrases

__all__ = ["menu_door", "sentence"]

Language = Literal["ko", "en"]


def menu_door(menu: Callable[[str], list[Item]]) -> APIRouter:
    """The route.

    Args:
        menu: the menu of a language.
    """
    router = APIRouter(prefix="/v1")

    @router.get("/menu")
    def now(request: Request, language: Language = "ko") -> Response:
        """Its topics, each with the key that chooses it, a word, a picture and what it is said as."""
        return tagged(request, {"items": [_told(item, language) for item in menu(language)]})

    return router


def sentence(item: Item, language: str) -> str:
    """How a topic is said."""
    return phrases(language).line("choice", number=item.number, label=item.entry.label)


def _told(item: Item, language: str) -> Mapping[str, Any]:
    return {
        "number": item.number,
        "entry": item.entry.id,
        "label": item.entry.label,
        "picture": item.picture,
        "ask": item.entry.question,
        "say": sentence(item, language),
    }
