"""One request, with who makes it: what a page of the console is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from voicebot.staff.account import Account
from voicebot.staff.roles import Right, Stage, allowed
from voicebot.staff.safe import ROOT, form_token
from voicebot.staff.tools import Tools
from voicebot.store.staff_audit import Entry, write
from voicebot.store.staff_tables import StaffSession
from voicebot.text.printable import printable

if TYPE_CHECKING:
    from voicebot.staff.console import Console

__all__ = ["Visit"]


class Visit:
    """Somebody at the console.

    Attributes:
        request: as it came.
        console: the frame around the pages.
        tools: stores, hasher, clock.
        session: of whoever has signed in, however far.
        account: whose it is.
        cookie: what tells this browser from others; who signs in gets a new one.
        language: ``ko`` or ``en``.
        form: what was posted, after its token was checked.
    """

    def __init__(self, request: Request, console: Console, tools: Tools, cookie: str) -> None:
        self.request = request
        self.console = console
        self.tools = tools
        self.session: StaffSession | None = None
        self.account: Account | None = None
        self.cookie = cookie
        self.language = "en" if request.cookies.get("staff_lang") == "en" else "ko"
        self.form = FormData()

    @property
    def stage(self) -> Stage | None:
        """How far the session is; nothing where there is none."""
        return self.session.stage if self.session else None  # type: ignore[return-value]

    @property
    def me(self) -> Account:
        """Who it is, on pages that nobody sees without having signed in."""
        assert self.account
        return self.account

    @property
    def own(self) -> StaffSession:
        """Their session, on the same pages."""
        assert self.session
        return self.session

    @property
    def address(self) -> str:
        """Where they are."""
        return self.request.client.host if self.request.client else ""

    @property
    def base(self) -> str:
        """Where people reach the desk: as the operator says, else as they have reached it now."""
        return str(self.console.own.staff.url or self.request.url.replace(path="/", query="", fragment=""))

    def say(self, key: str) -> str:
        """Words in their language."""
        return self.console.say(self.language)[key]

    def may(self, right: Right) -> bool:
        """Whether they may do something; `Account.reaches` says for which department."""
        return allowed(right, self.stage, self.account.roles if self.account else ())

    def text(self, name: str, most: int = 200) -> str:
        """A field of the form or else of the address, without control characters and blanks around it."""
        value = self.form.get(name, self.request.query_params.get(name, ""))
        return "" if isinstance(value, UploadFile) else printable(value)[:most].strip()

    def long_text(self, name: str, most: int) -> str:
        """A field of several lines, without control characters but the ends of its lines."""
        value = self.form.get(name, "")
        lines = () if isinstance(value, UploadFile) else value[:most].splitlines()
        return "\n".join(printable(line).strip() for line in lines).strip()

    def secret(self, name: str) -> str:
        """A field of the form as it was typed."""
        value = self.form.get(name, "")
        return "" if isinstance(value, UploadFile) else value[:2048]

    def texts(self, name: str) -> list[str]:
        """A field of the form that may come several times."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def number(self) -> int:
        """The number in the path; 0 where it is none that a database holds."""
        given = self.request.path_params.get("number", 0)
        return int(given) if int(given) < 2**31 else 0

    def local(self, moment: dt.datetime) -> dt.datetime:
        """A moment on the district's clock."""
        return moment.astimezone(self.console.behind.district.zone)

    async def note(self, action: str, about: str = "", **details: str) -> None:
        """Keep in the audit log what they do or are about to be shown; nothing personal of a caller."""
        await write(self.tools.engine, self.tools.keyring, self.entry(action, about, **details))

    def entry(self, action: str, about: str = "", **details: str) -> Entry:
        """An entry of the audit log, for what is kept together with a change."""
        actor, role = (self.account.name, self.account.role) if self.account else ("", "")
        return Entry(actor, role, action, about[:128], details)

    def draw(self, template: str, status: int = 200, **context: Any) -> Response:  # noqa: ANN401 - a page's own
        """A page of ``templates/staff``.

        It has, besides what is given: ``say`` (words in the visitor's language), ``lang``, ``me``, ``menu``,
        ``csrf`` (for the field ``csrf`` of every form), ``may``, ``root`` and ``here`` (its own path).
        """
        return self.console.templates.TemplateResponse(
            self.request, f"staff/{template}", {**self._common(), **context}, status
        )

    def _common(self) -> Mapping[str, Any]:
        say = self.console.say(self.language)
        return {
            "say": say,
            "lang": self.language,
            "other": "en" if self.language == "ko" else "ko",
            "me": self.account,
            "stage": self.stage,
            "menu": [one for one in self.console.menu if self.may(one.right)],
            "may": self.may,
            "csrf": form_token(self.tools.keyring, self.cookie),
            "lock_s": self.console.own.staff.lock_s,
            "root": ROOT,
            "here": f"{ROOT}{self.request.scope['path'].removeprefix(ROOT)}",
            "desk_name": self._desk_name(),
        }

    def _desk_name(self) -> str:
        desk = self.console.behind.district.desk
        return desk.name_en if self.language == "en" else desk.name

    def go(self, path: str) -> Response:
        """On to another page of the console, such as ``/people``."""
        return RedirectResponse(f"{ROOT}{path}", 303)
