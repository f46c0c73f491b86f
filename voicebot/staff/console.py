"""The frame: who comes to a page is known, may see it and was not sent by another site, or gets another one.

A page is a function of a `Visit`. It is added with the right that it takes; without one it cannot be::

    @console.get("/board", "complaints")
    async def board(visit: Visit) -> Response:
        return visit.draw("board.html", rows=...)
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from fastapi.templating import Jinja2Templates
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from voicebot.civic.complaints.states import Words
from voicebot.settings import Settings
from voicebot.staff.account import Account
from voicebot.staff.hashing import Hasher
from voicebot.staff.roles import Right, detour
from voicebot.staff.safe import ROOT, local, ours, token_fits
from voicebot.staff.tools import Behind, Tools, utc_now
from voicebot.staff.visit import Visit
from voicebot.store.staff_accounts import new_token

__all__ = ["Console", "Entrance", "MenuItem"]

Page = Callable[[Visit], Awaitable[Response]]
Method = Literal["GET", "POST"]
FORM_BYTES = 64 * 1024
"""Of a form without files."""
_TOUCH = dt.timedelta(seconds=20)
"""How exactly it is known when somebody was last seen: not every request writes."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """A page, and what it takes to see it.

    Attributes:
        method: ``GET`` changes nothing; ``POST`` needs the page's token.
        path: below ``/staff``.
        right: of `voicebot.staff.roles`.
        most: bytes of the request.
        quiet: the page asks by itself: it is no sign of anybody being there.
        streamed: the body is one file and no form; the page reads it as it comes.
    """

    method: Method
    path: str
    right: Right
    most: int = FORM_BYTES
    quiet: bool = False
    streamed: bool = False


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A part of the console, shown to whoever has the right; `about` says what can be done there."""

    path: str
    right: Right
    name: str
    about: str


class Console:
    """Holds the pages together.

    Args:
        behind: the desk.
        templates: its pages.
        own: limits and the console's own settings.
        now: the time, with a zone.
    """

    def __init__(
        self,
        behind: Behind,
        templates: Jinja2Templates,
        own: Settings,
        now: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self.behind = behind
        self.templates = templates
        self.own = own
        self.now = now
        self.hasher = Hasher()
        self.entrances: list[Entrance] = []
        self.routes: list[Route] = []
        self.menu: list[MenuItem] = []
        self.running: list[Callable[[], Coroutine[None, None, None]]] = []
        self.closing: list[Callable[[], Awaitable[None]]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._words: dict[str, Words] = {}
        self._tools: Tools | None = None

    @property
    def cookie(self) -> str:
        """The cookie's name; with the prefix, browsers take it only by https and from this very host."""
        return "__Host-staff" if self.own.staff.tls else "staff"

    def get(self, path: str, right: Right, *, quiet: bool = False) -> Callable[[Page], Page]:
        """Add a page that changes nothing."""
        return self._adding(Entrance("GET", path, right, quiet=quiet))

    def post(
        self, path: str, right: Right, *, most: int = FORM_BYTES, streamed: bool = False
    ) -> Callable[[Page], Page]:
        """Add something that can be done, by a form with the field ``csrf`` (htmx sends it by itself).

        Args:
            path: below ``/staff``.
            right: that it takes.
            most: bytes of the form with its files.
            streamed: the body is a file that a script sends, with the token in the header ``X-CSRF-Token``.
        """
        return self._adding(Entrance("POST", path, right, most, streamed=streamed))

    def add_to_menu(self, item: MenuItem) -> None:
        """Show a part of the console in the menu and on the first page."""
        self.menu.append(item)

    def add_words(self, words: Mapping[str, Words]) -> None:
        """Give the pages more words; ``say`` has them by their keys.

        Raises:
            ValueError: a key is taken.
        """
        if taken := words.keys() & self._words.keys():
            raise ValueError(f"words are there already: {', '.join(sorted(taken))}")
        self._words |= words

    def open(self) -> None:
        """Begin what works behind the pages, whether anybody looks at them or not."""
        self._tasks = [asyncio.create_task(run()) for run in self.running]

    async def close(self) -> None:
        """End what works behind the pages, while the store is still open."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for close in self.closing:
            await close()

    def say(self, language: str) -> dict[str, str]:
        """All words in one language."""
        return {name: each.in_(language) for name, each in self._words.items()}

    def _adding(self, entrance: Entrance) -> Callable[[Page], Page]:
        def add(page: Page) -> Page:
            async def endpoint(request: Request) -> Response:
                return await self._serve(request, entrance, page)

            self.entrances.append(entrance)
            methods = [entrance.method]
            self.routes.append(Route(entrance.path, endpoint, methods=methods, max_body_size=entrance.most))
            return page

        return add

    async def _serve(self, request: Request, entrance: Entrance, page: Page) -> Response:
        visit = await self.visit(request, touch=not entrance.quiet)
        if visit is None:
            return self.closed()
        if not visit.may(entrance.right):
            return self._kept(visit, self._elsewhere(visit))
        if entrance.method == "POST" and not await self._posted(visit, entrance):
            return self._kept(visit, visit.draw("refused.html", 403, kind="foreign"))
        try:
            return self._kept(visit, await page(visit))
        finally:
            await request.close()

    async def visit(self, request: Request, *, touch: bool = False) -> Visit | None:
        """Who it is; nothing while the store is not open."""
        self._tools = self._tools or Tools.of(self.behind, self.own, self.hasher, self.now)
        if self._tools is None:
            return None
        cookie = request.cookies.get(self.cookie, "")
        visit = Visit(request, self, self._tools, cookie or new_token())
        await self._recognise(visit, cookie, touch=touch)
        return visit

    async def _recognise(self, visit: Visit, cookie: str, *, touch: bool) -> None:
        tools, found = visit.tools, await visit.tools.sessions.find(cookie) if cookie else None
        if found is None:
            return
        session, row = found
        now = tools.now()
        standing = tools.times.standing(session.started_at, session.seen_at, now)
        if standing == "over":
            await tools.sessions.end(session.id)
            return
        visit.session, visit.account = session, Account.of(row)
        if standing == "locked" and session.stage == "open":
            session.stage = "locked"
            await tools.sessions.set(session.id, stage="locked")
        elif touch and session.stage != "locked" and now - session.seen_at >= _TOUCH:
            await tools.sessions.set(session.id, seen_at=now)

    async def _posted(self, visit: Visit, entrance: Entrance) -> bool:
        """Read a form; whether it is one of ours, drawn for this visitor."""
        if not ours(visit.request.headers):
            return False
        if not entrance.streamed:
            visit.form = await visit.request.form(max_files=20, max_fields=400)
        given = visit.request.headers.get("x-csrf-token") or visit.secret("csrf")
        return token_fits(visit.tools.keyring, visit.cookie, given)

    def _elsewhere(self, visit: Visit) -> Response:
        """To where they can get the right, or a page that says that they have not got it."""
        way = detour(visit.stage)
        if not way:
            return visit.draw("refused.html", 403, kind="right")
        wanted = f"{ROOT}{visit.request.scope['path'].removeprefix(ROOT)}"
        query = f"?{visit.request.url.query}" if visit.request.url.query else ""
        back = local(wanted + query) if visit.request.method == "GET" else f"{ROOT}/"
        target = f"{ROOT}{way}?next={quote(back, safe='/')}"
        if visit.request.headers.get("hx-request"):
            return Response(status_code=401, headers={"HX-Redirect": target})
        return RedirectResponse(target, 303)

    def _kept(self, visit: Visit, response: Response) -> Response:
        """Let the browser keep who it is."""
        if visit.cookie != visit.request.cookies.get(self.cookie):
            self.set_cookie(response, self.cookie, visit.cookie)
        return response

    def set_cookie(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        """A cookie that no script reads and no other site sends along with a form."""
        tls = self.own.staff.tls
        path = "/" if tls else ROOT
        response.set_cookie(
            name, value, max_age=seconds, path=path, secure=tls, httponly=True, samesite="lax"
        )

    def closed(self) -> Response:
        """While the desk is opening."""
        text = (
            "창구를 여는 중이에요. 잠시 뒤에 다시 열어 주세요.\nThe desk is opening. Try again in a moment.\n"
        )
        return Response(text, 503, {"Retry-After": "2"}, "text/plain; charset=utf-8")
