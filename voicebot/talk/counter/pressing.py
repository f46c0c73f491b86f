"""What is pressed at the counter, or wished for: most of it stands for words that an interview knows."""

from __future__ import annotations

from voicebot.talk.counter.advance import Advance
from voicebot.talk.counter.case import Case
from voicebot.talk.counter.in_words import undo, wished, yes
from voicebot.talk.counter.picking import Picking
from voicebot.talk.counter.words import Words
from voicebot.talk.interview import again
from voicebot.talk.interview.keys import said_by
from voicebot.talk.reply import Reply

__all__ = ["Pressing"]

_ASK_ANEW = frozenset("123456789#")
"""Keys that, where they are no answer, mean that the question was not clear."""


class Pressing:
    """Works for one caller.

    Args:
        case: the complaint.
        advance: takes its interview on.
        picking: answers that have a number.
        words: hears what a key stands for.
    """

    def __init__(self, case: Case, advance: Advance, picking: Picking, words: Words) -> None:
        self._case = case
        self._advance = advance
        self._picking = picking
        self._words = words

    async def key(self, key: str) -> Reply | None:
        """The reply to a key, where the desk waits for a number or an answer."""
        case = self._case
        followed = await self._words.following.key(key)
        if followed:
            return followed
        if case.dialogue.thread.offer and key in ("#", "select"):
            return await self._words.say(yes(case.language))
        return await self._answer(key)

    async def _answer(self, key: str) -> Reply | None:
        now = self._case.now
        if now is None or not now.open:
            return None
        words = said_by(now, key, self._case.language)
        if words:
            return await self._words.say(words)
        by_number = await self._picking.pick(int(key)) if key.isdigit() else None
        return by_number or (await self._picking.show(now) if key in _ASK_ANEW else None)

    async def choose(self, choice_id: str) -> Reply | None:
        """A category, or another answer, that was pressed."""
        shown, now = await self._picking.pressed(choice_id), self._case.now
        if shown or now is None or now.asking != "category" or not choice_id.startswith("category-"):
            return shown
        return await self._words.say(str(now.offered.index(choice_id.removeprefix("category-")) + 1))

    async def wish(self, name: str) -> Reply | None:
        """A wish that means something of its own while the desk waits for an answer."""
        now = self._case.now
        if now is None or not now.open:
            return None
        if name == "help":
            return await self._advance.by(again(now, self._case.book))
        words = wished(name, now, self._case.language)
        return await self._words.say(words) if words else None

    async def undo(self) -> Reply | None:
        """Take back: what was filed, or nothing yet."""
        now = self._case.now
        if now is None or now.asking == "paused":
            return None
        return await self._words.say(undo(self._case.language))
