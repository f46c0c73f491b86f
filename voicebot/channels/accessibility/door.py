"""``/accessibility``: what the desk does for everybody, what is wanting, and whom to tell."""

from __future__ import annotations

from typing import Any, Protocol

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates

from voicebot.channels.accessibility.markdown import summary
from voicebot.channels.accessibility.statement import statement
from voicebot.channels.language import language_of
from voicebot.languages import LANGUAGES, Language, table

__all__ = ["Behind", "accessibility_door"]


class Behind(Protocol):
    """What the page needs of the desk."""

    @property
    def phone(self) -> str:
        """Of the desk."""
        ...

    def name(self, language: str) -> str:
        """What the desk calls itself."""
        ...


def accessibility_door(behind: Behind, templates: Jinja2Templates) -> APIRouter:
    """The route of the page."""
    door = APIRouter()

    @door.get("/accessibility", response_class=HTMLResponse)
    def page(request: Request) -> Response:
        """The statement, in the language of the address or of the browser."""
        language = _language(request)
        return templates.TemplateResponse(request, "accessibility.html", context(behind, language))

    return door


def _language(request: Request) -> Language:
    asked = request.query_params.get("lang", "")
    chosen = asked if asked in LANGUAGES else language_of(request)
    return "en" if chosen == "en" else "ko"


def context(behind: Behind, language: Language) -> dict[str, Any]:
    """What the template takes."""
    told = statement()
    return {
        "say": table("accessibility", language),
        "lang": language,
        "other": "en" if language == "ko" else "ko",
        "phone": behind.phone,
        "desk": behind.name(language),
        "told": told,
        "summary": list(summary(told, language)),
    }
