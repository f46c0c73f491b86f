"""The form's pages: drawn from what the browser keeps, and kept there again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from fastapi import Request, Response

from voicebot.channels.form.kept import Cookie, Writing
from voicebot.channels.form.reader import Reader
from voicebot.channels.form.steps import following
from voicebot.channels.form.view import Question, question, rows
from voicebot.channels.resident.pages import SECRET, Pages, language_asked
from voicebot.channels.resident.words import words
from voicebot.channels.rest.views import filed
from voicebot.civic.complaints.categories import Categories
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.receipt import grouped
from voicebot.civic.complaints.telling import spoken_when
from voicebot.talk.interview import Draft

__all__ = ["PATH", "ClosedError", "FormPages"]

PATH = "/complain"


class ClosedError(Exception):
    """The store is not open yet."""


class FormPages:
    """Draws.

    Args:
        pages: the frame, and the desk behind it.
    """

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.reader = Reader(pages.behind)

    @property
    def office(self) -> Office:
        """The complaint desk.

        Raises:
            ClosedError: it is not open yet.
        """
        if self.pages.behind.office is None:
            raise ClosedError
        return self.pages.behind.office

    @property
    def categories(self) -> Categories:
        """Of the district."""
        return self.office.categories

    def cookie(self, request: Request) -> Cookie:
        """What seals and opens this browser's writing."""
        keyring, tls = self.pages.behind.keyring, self.pages.own.staff.tls
        if keyring is None:
            raise ClosedError
        return Cookie(keyring, f"{self.pages.base(request)}{PATH}", tls or request.url.scheme == "https")

    def writing(self, request: Request) -> Writing:
        """What this browser has written; a category that the district has given up is asked for anew."""
        found = self.cookie(request).read(request)
        known = {one.id for one in self.categories.categories}
        if found.draft and found.draft.category and found.draft.category not in known:
            return replace(found, draft=found.draft.having(category="", answers=()))
        return found

    def question(self, step: str, draft: Draft, language: str) -> Question:
        """What a page asks."""
        days = self.pages.own.retention.contacts_days
        return question(step, draft, self.categories, words(language), language, days)

    async def ask(
        self, request: Request, step: str, draft: Draft, problem: str = "", status: int = 200
    ) -> Response:
        """The page of a question."""
        language = language_asked(request)
        return self._draw(
            request,
            "form_question.html",
            status,
            ask=self.question(step, draft, language),
            problem=problem,
            behalf=draft.behalf,
            likely=await self.reader.likely(draft, language) if step == "category" else (),
            categories=self.categories.categories,
            aid=await self.reader.aid(draft if step != "what" else None, language),
        )

    async def check(self, request: Request, draft: Draft, problem: str = "", status: int = 200) -> Response:
        """The look at everything before it is filed."""
        language = language_asked(request)
        return self._draw(
            request,
            "form_check.html",
            status,
            draft=draft,
            rows=rows(draft, self.categories, words(language), language),
            category=self.categories.get(draft.category),
            problem=problem,
            aid=await self.reader.aid(draft, language),
        )

    async def done(
        self, request: Request, writing: Writing, problem: str = "", status: int = 200
    ) -> Response:
        """The receipt; who has joined is shown no more of it than everybody with the number."""
        office, language = self.office, language_asked(request)
        complaint = await office.register.get(writing.receipt)
        last = (await office.latest([writing.receipt]))[writing.receipt]
        mine = None if writing.join else await asyncio.to_thread(filed, complaint, office, last, language)
        due = office.due(complaint)
        photos = [one for one in await office.attaching.listed(complaint.receipt) if one.kind == "photo"]
        return self._draw(
            request,
            "form_done.html",
            status,
            mine=mine,
            number=grouped(complaint.receipt).split(),
            people=await office.joining.people(complaint.receipt),
            due=spoken_when(due, language) if due else "",
            photos=len(photos),
            room=office.attaching.limits.photos - len(photos),
            problem=problem,
        )

    def start(self, request: Request, writing: Writing, *, lost: bool) -> Response:
        """What it is about, before the first question; and the way back to what was begun."""
        begun = following(writing.draft, self.categories) if writing.draft else ""
        return self._draw(request, "form_start.html", begun=begun, receipt=writing.receipt, lost=lost)

    def closed(self, request: Request) -> Response:
        """The desk is opening."""
        return self._draw(request, "form_closed.html", 503)

    def go(self, request: Request, step: str, **query: str) -> Response:
        """On to another page of the form."""
        return self.pages.go(request, f"{PATH}/{step}", 303, **query)

    def keep(self, request: Request, response: Response, writing: Writing) -> Response:
        """The same answer, with what was written.

        Raises:
            TooMuchError: it does not fit into a browser.
        """
        return self.cookie(request).write(response, writing)

    def _draw(self, request: Request, template: str, status: int = 200, **more: Any) -> Response:  # noqa: ANN401
        return self.pages.draw(request, template, status, SECRET, form=PATH, **more)
