"""Answers that have a number: shown beside the question, and taken by it."""

from __future__ import annotations

from dataclasses import replace

from voicebot.talk.counter.advance import Advance
from voicebot.talk.counter.case import Case
from voicebot.talk.interview import Interview, Said, pick_of, picked, picks
from voicebot.talk.interview.asking import ask
from voicebot.talk.reply import Reply
from voicebot.understand.commands import number_choice

__all__ = ["Picking"]


class Picking:
    """Works for one caller.

    Args:
        case: the complaint.
        advance: takes its interview on.
    """

    def __init__(self, case: Case, advance: Advance) -> None:
        self._case = case
        self._advance = advance

    async def pick(self, number: int) -> Reply | None:
        """The answer with that number, if answers are shown and there is such a one."""
        now, book = self._case.now, self._case.book
        if now is None or not now.open or not self._case.picking:
            return None
        pick = pick_of(now, number, book)
        return await self._advance.by(picked(now, pick, book)) if pick else None

    async def said(self, said: Said) -> Reply | None:
        """The same by a number that is said; where one may be the answer itself, it is."""
        now = self._case.now
        if now is None or now.asking == "extra":
            return None
        return await self.pick(number_choice(said.text, self._case.language) or 0)

    async def pressed(self, choice_id: str) -> Reply | None:
        """The answer that was pressed, if it is shown."""
        now = self._case.now
        shown = [pick.id for pick in picks(now, self._case.book)] if now and now.open else []
        return await self.pick(shown.index(choice_id) + 1) if choice_id in shown else None

    async def show(self, now: Interview) -> Reply:
        """The question once more, with what can be pressed, if anything can."""
        book = self._case.book
        if not picks(now, book):
            return self._case.dialogue.command("repeat")
        return await self._advance.by(ask(replace(now, picking=True), book))
