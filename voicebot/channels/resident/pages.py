"""What every page shares: its language, its words, its addresses, its frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from voicebot.channels.resident.behind import Behind
from voicebot.channels.resident.words import words
from voicebot.civic.entry import Entry, Language
from voicebot.civic.events import load_events
from voicebot.civic.pictures import symbol
from voicebot.civic.quick_menu import QuickMenu
from voicebot.settings import Settings

__all__ = ["FRESH", "SECRET", "Pages", "addresses", "language_asked"]

FRESH = {"Cache-Control": "max-age=60"}
"""Answers may be published at any minute; a minute later everybody has them."""
SECRET = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
"""What somebody has typed is kept by nobody on the way."""


def language_asked(request: Request) -> Language:
    """English where the address asks for it (``?lang=en``), else Korean: an address always shows the same."""
    return "en" if request.query_params.get("lang") == "en" else "ko"


def addresses(base: str, language: str) -> Callable[..., str]:
    """Makes addresses within the pages, in a language."""

    def to(path: str, **query: str) -> str:
        asked = {**query, **({"lang": language} if language != "ko" else {})}
        return f"{base}{quote(path)}{'?' if asked else ''}{urlencode(asked)}"

    return to


class Pages:
    """Draws pages in their frame.

    Args:
        behind: the desk.
        templates: the pages.
        own: the settings.
        quick_menu: says what is offered before anybody has asked.

    Attributes:
        events: what happens in a life.
    """

    def __init__(
        self, behind: Behind, templates: Jinja2Templates, own: Settings, quick_menu: QuickMenu
    ) -> None:
        self.behind = behind
        self.own = own
        self.events = load_events(own.district_dir)
        self._menu = quick_menu
        self._templates = templates

    @property
    def today(self) -> dt.date:
        """By the district's clock."""
        return self.behind.now().date()

    def entry(self, name: str, language: str) -> Entry | None:
        """An entry by its id; in Korean where there is none in the language."""
        return self.behind.faq.get(name, language) or self.behind.faq.get(name, "ko")

    def quick_menu(self, language: str) -> list[Entry]:
        """What is offered at this moment, as far as there is an entry."""
        known = self.behind.faq.entries(language)
        return [known[name] for name in self._menu(self.behind.now()) if name in known]

    def base(self, request: Request) -> str:
        """The path behind a proxy, without a slash at the end; empty where there is none."""
        return str(request.scope.get("app_root_path", request.scope.get("root_path", "")))

    def site(self, request: Request) -> str:
        """Where people reach the desk, without a slash at the end."""
        return str(self.own.staff.url or request.base_url).rstrip("/")

    def draw(
        self,
        request: Request,
        template: str,
        status: int = 200,
        headers: Mapping[str, str] = FRESH,
        **more: Any,  # noqa: ANN401 - the page's own
    ) -> Response:
        """A page."""
        return self.render(
            request, f"resident/{template}", {**self.context(request), **more}, headers, status
        )

    def render(
        self,
        request: Request,
        template: str,
        context: dict[str, Any],
        headers: Mapping[str, str],
        status: int = 200,
    ) -> Response:
        """A template as it is."""
        return self._templates.TemplateResponse(request, template, context, status, headers)

    def context(self, request: Request) -> dict[str, Any]:
        """What every template takes."""
        language, base = language_asked(request), self.base(request)
        other = "en" if language == "ko" else "ko"
        kept = {name: value for name, value in request.query_params.items() if name != "lang"}
        here = request.url.path.removeprefix(base)
        return {
            "say": words(language),
            "lang": language,
            "other": other,
            "base": base,
            "site": self.site(request),
            "here": here,
            "there": addresses(base, other)(here, **kept),
            "to": addresses(base, language),
            "symbol": symbol,
            "desk_name": self.behind.name(language),
            "desk_phone": self.behind.phone,
            "desk_tel": self.tel(self.behind.phone),
        }

    def nothing(self, request: Request, status: int = 404) -> Response:
        """The page of an address that leads nowhere: whom to call, and where to look."""
        return self.draw(request, "nothing.html", status, SECRET, events=self.events.events)

    def go(self, request: Request, path: str, status: int = 302, **query: str) -> Response:
        """On to another page, in the same language."""
        to = addresses(self.base(request), language_asked(request))
        return RedirectResponse(to(path, **query), status, headers=SECRET)

    def tel(self, number: str) -> str:
        """What a telephone has to dial for a number as it is shown."""
        found = self.behind.district.phone(number, self.today)
        return found.uri if found else f"tel:{''.join(c for c in number if c.isdigit() or c == '+')}"
