"""What is pressed at the counter: the number of an answer, a key, a choice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from voicebot.talk.counter.advance import Advance
from voicebot.talk.counter.case import Case
from voicebot.talk.counter.in_words import yes
from voicebot.talk.interview import Interview, Said, pick_of, picked, picks
from voicebot.talk.interview.asking import ask
from voicebot.talk.interview.keys import said_by
from voicebot.talk.reply import Reply
from voicebot.understand.commands import number_choice

__all__ = ["Pressing"]

_ASK_ANEW = frozenset("123456789#")
"""Keys that, where they are no answer, mean that the question was not clear."""


class Pressing:
    """Works for one caller.

    Args:
        case: the complaint.
        advance: takes its interview on.
        say: the reply to words that a key stands for.
    """

    def __init__(self, case: Case, advance: Advance, say: Callable[[str], Awaitable[Reply | None]]) -> None:
        self._case = case
        self._advance = advance
        self._say = say

    async def key(self, key: str) -> Reply | None:
        """The reply to a key, where the desk waits for an answer."""
        case, now = self._case, self._case.now
        if case.dialogue.thread.offer and key in ("#", "select"):
            return await self._say(yes(case.language))
        if now is None or not now.open:
            return None
        words = said_by(now, key, case.language)
        if words:
            return await self._say(words)
        by_number = await self._pick(int(key)) if key.isdigit() and case.picking else None
        return by_number or (await self._show_answers(now) if key in _ASK_ANEW else None)

    async def number(self, said: Said) -> Reply | None:
        """The same by a number that is said; where one may be the answer itself, it is."""
        case = self._case
        if case.now is None or case.now.asking == "extra" or not case.picking:
            return None
        return await self._pick(number_choice(said.text, case.language) or 0)

    async def choose(self, choice_id: str) -> Reply | None:
        """A category, or another answer, that was pressed."""
        case, now = self._case, self._case.now
        if now and now.open and case.picking:
            shown = [pick.id for pick in picks(now, case.book)]
            if choice_id in shown:
                return await self._pick(shown.index(choice_id) + 1)
        if now is None or now.asking != "category" or not choice_id.startswith("category-"):
            return None
        return await self._say(str(now.offered.index(choice_id.removeprefix("category-")) + 1))

    async def _show_answers(self, now: Interview) -> Reply | None:
        """A key that is no answer: the question once more, with what can be pressed, if anything can."""
        book = self._case.book
        if not picks(now, book):
            return self._case.dialogue.command("repeat")
        return await self._advance.by(ask(replace(now, picking=True), book))

    async def _pick(self, number: int) -> Reply | None:
        """The answer with that number, if there is one to press."""
        now, book = self._case.now, self._case.book
        pick = pick_of(now, number, book) if now and now.open else None
        return await self._advance.by(picked(now, pick, book)) if now and pick else None
