"""What browsers and search engines ask of a site: what there is, what to leave alone, what to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from voicebot.channels.resident.pages import FRESH, Pages, language_asked
from voicebot.channels.resident.words import words
from voicebot.civic.entry import LANGUAGES

__all__ = ["site_routes"]

HIDDEN = ("staff", "track", "complain", "search", "embed", "kiosk", "v1", "open311", "debug")
"""Paths that no search engine has anything to look for in."""
_OFFLINE = (
    "/offline",
    "/static/base.css",
    "/static/page.css",
    "/static/resident.css",
    "/static/tiles.css",
    "/static/icons.svg",
    "/static/favicon.svg",
)
"""What the service worker keeps: the page with the telephone numbers, and what it is drawn with."""
_ICONS = (("any", "192"), ("any", "512"), ("maskable", "512"))


@dataclass(frozen=True, slots=True)
class _Address:
    """One page for search engines.

    Attributes:
        path: of the page, in Korean.
        languages: in which there is one.
        checked: the day its facts were last compared with their source; empty if never.
    """

    path: str
    languages: tuple[str, ...] = LANGUAGES
    checked: str = ""


def site_routes(pages: Pages, web: Path) -> APIRouter:
    """The routes.

    Args:
        pages: the desk.
        web: folder with ``static``.
    """
    router = APIRouter()

    @router.get("/robots.txt")
    def robots(request: Request) -> Response:
        lines = ["User-agent: *", *(f"Disallow: /{name}" for name in HIDDEN)]
        return PlainTextResponse("\n".join([*lines, f"Sitemap: {pages.site(request)}/sitemap.xml", ""]))

    @router.get("/sitemap.xml")
    def sitemap(request: Request) -> Response:
        drawn = pages.draw(request, "sitemap.xml", addresses=list(_addresses(pages)))
        drawn.headers["Content-Type"] = "application/xml"
        return drawn

    @router.get("/manifest.webmanifest")
    def manifest(request: Request) -> Response:
        told = _manifest(pages, language_asked(request), pages.context(request)["base"])
        return JSONResponse(told, media_type="application/manifest+json", headers=FRESH)

    @router.get("/offline")
    def offline(request: Request) -> Response:
        phones = [one for one in pages.behind.district.phones if one.in_force(pages.today)]
        return pages.draw(request, "offline.html", phones=phones, english=words("en"))

    @router.get("/sw.js")
    def worker(request: Request) -> Response:
        page, script = offline(request), (web / "static" / "js" / "worker.js").read_text(encoding="utf-8")
        kept = [page.body, *((web / name.lstrip("/")).read_bytes() for name in _OFFLINE[1:])]
        version = hashlib.sha256(b"".join(map(bytes, kept))).hexdigest()[:16]
        code = script.replace("{version}", version).replace("{kept}", " ".join(_OFFLINE))
        return Response(code, media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    return router


def _addresses(pages: Pages) -> Iterator[_Address]:
    """Every page that an answer may be found on; what has expired is on none."""
    yield from (_Address("/"), _Address("/topics"))
    yield from (_Address(f"/topics/{event.id}") for event in pages.events.events)
    faq, today = pages.behind.faq, pages.today
    for name, entry in faq.entries("ko").items():
        languages = tuple(one for one in LANGUAGES if (found := faq.get(name, one)) and found.in_force(today))
        checked = entry.verified_on.isoformat() if entry.verified_on else ""
        if languages:
            yield _Address(f"/ask/{name}", languages, checked)


def _manifest(pages: Pages, language: str, base: str) -> dict[str, object]:
    """What a telephone needs to put the desk on its first screen."""
    say, asked = words(language), "?lang=en" if language == "en" else ""
    shortcuts = {"/complain": "nav_complain", "/track": "nav_track", "/topics": "nav_topics"}
    return {
        "id": f"{base}/",
        "name": pages.behind.name(language),
        "short_name": say["short_name"],
        "description": say["description"],
        "lang": language,
        "start_url": f"{base}/{asked}",
        "scope": f"{base}/",
        "display": "standalone",
        "background_color": "#f4f7f6",
        "theme_color": "#0b4f5c",
        "icons": [
            {"src": f"{base}/static/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
            *(
                {
                    "src": f"{base}/static/icon-{purpose}-{size}.png",
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for purpose, size in _ICONS
            ),
        ],
        "shortcuts": [{"name": say[word], "url": f"{base}{path}{asked}"} for path, word in shortcuts.items()],
    }
