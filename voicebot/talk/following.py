"""Somebody asks how their complaint stands: the number by voice or keys, then one sentence."""

from __future__ import annotations

from voicebot.talk.clerk import Clerk
from voicebot.talk.dialogue import Dialogue
from voicebot.talk.interview import about_filed
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import Reply
from voicebot.talk.tracking import Number, Tracking, heard, pressed

__all__ = ["Following"]


class Following:
    """Follows complaints for one caller; a complaint on its way waits meanwhile.

    Args:
        dialogue: keeps the digits so far.
        clerk: looks up.
        say: the desk's own sentences.
    """

    def __init__(self, dialogue: Dialogue, clerk: Clerk, say: Phrases) -> None:
        self._dialogue = dialogue
        self._clerk = clerk
        self._say = say

    async def words(self, text: str) -> Reply | None:
        """The reply to words that ask for it, or that hold digits where a number was asked for."""
        tracking = self._dialogue.thread.tracking
        number = heard(tracking, text) if tracking is not None else None
        if number is not None:
            return await self._number(number)
        return self._ask("track_ask", Tracking()) if about_filed(text) else None

    async def key(self, key: str) -> Reply | None:
        """The reply to a digit, where a number was asked for; ``#`` ends it."""
        tracking = self._dialogue.thread.tracking
        if tracking is None or not (key.isdigit() or key == "#"):
            return None
        return await self._number(pressed(tracking, key))

    async def _number(self, number: Number | Tracking) -> Reply:
        """A whole number is looked up; the rest of a part is asked for."""
        if isinstance(number, Number):
            reply = Reply("notice", await self._clerk.status(number))
            self._dialogue.remember(reply)
            return reply
        return self._ask("track_rest" if number.digits else "track_misheard", number)

    def _ask(self, phrase: str, tracking: Tracking) -> Reply:
        reply = Reply("question", self._say(phrase))
        self._dialogue.remember(reply)
        self._dialogue.thread.tracking = tracking
        return reply
