"""Everything that residents look at, put together."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.templating import Jinja2Templates

from voicebot.channels.form.door import form_door
from voicebot.channels.form.pages import PATH
from voicebot.channels.mounted import mounted
from voicebot.channels.resident.ask import ask_routes
from voicebot.channels.resident.behind import Behind
from voicebot.channels.resident.embedding import embed_routes
from voicebot.channels.resident.follow import follow_routes
from voicebot.channels.resident.front import front_routes
from voicebot.channels.resident.pages import Pages
from voicebot.channels.resident.search import Searcher, search_routes
from voicebot.channels.resident.site import site_routes
from voicebot.channels.resident.topics import topics_routes
from voicebot.channels.resident.voice import PageVoice
from voicebot.civic.quick_menu import QuickMenu
from voicebot.settings import Settings

__all__ = ["resident_door"]


def resident_door(
    behind: Behind, own: Settings, templates: Jinja2Templates, web: Path, quick_menu: QuickMenu
) -> APIRouter:
    """The routes, from the site's first page on.

    Args:
        behind: the desk.
        own: the settings.
        templates: the pages.
        web: folder with ``static``.
        quick_menu: says what is offered before anybody has asked.
    """
    pages = Pages(behind, templates, own, quick_menu)
    searcher, voice = Searcher(pages), PageVoice(behind)
    door = APIRouter()
    for routes in (
        front_routes(pages),
        search_routes(pages, searcher),
        topics_routes(pages),
        ask_routes(pages, searcher, voice),
        follow_routes(pages),
        site_routes(pages, web),
        embed_routes(web),
    ):
        door.include_router(routes)
    door.routes.append(mounted(PATH, form_door(pages, voice, own)))
    return door
