"""Puts the office's questions to one caller, hears the answers, and passes on what was agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicebot.talk.clerk import Clerk
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.inquiry import Inquiry, agreed, checked, later
from voicebot.talk.interview import Said
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import Reply
from voicebot.text.masking import mask
from voicebot.understand.meaning import Reading

__all__ = ["Inquiring"]


class Inquiring:
    """Works for one caller.

    Args:
        dialogue: keeps the question that is open.
        clerk: passes answers on.
        say: the desk's own sentences.
    """

    def __init__(self, dialogue: Dialogue, clerk: Clerk, say: Phrases) -> None:
        self._dialogue = dialogue
        self._clerk = clerk
        self._say = say

    async def hear(self, said: Said, readings: Sequence[Reading]) -> Reply | None:
        """The reply to what was said while a question of the office was open; nothing where none was.

        Whatever is said then is taken for the answer, and passed on only after it was said back.
        """
        now = self._dialogue.thread.inquiry
        if now is None:
            return None
        yes = agreed(now, said, readings, self._clerk.language)
        if yes:
            return self._remember(await self._passed_on(now))
        if yes is False:
            anew = Reply("question", self._say("inquiry_anew"), inquiry=replace(now, answer=""))
            return self._remember(anew)
        if later(said):
            return self._remember(Reply("notice", self._say("inquiry_later")))
        return self._remember(self._check(now, said.text))

    def _check(self, now: Inquiry, answer: str) -> Reply:
        inquiry, sentences = checked(now, answer, self._say)
        personal = (answer,) if mask(answer) != answer else ()
        return Reply("confirm", sentences, inquiry=inquiry, hidden=personal, keep=False)

    async def _passed_on(self, now: Inquiry) -> Reply:
        """How it stands now; where the answer could not be kept the question stays open."""
        told = await self._clerk.pass_on(now)
        return Reply("notice", told) if told else Reply("confirm", self._say("inquiry_failed"), inquiry=now)

    def _remember(self, reply: Reply) -> Reply:
        self._dialogue.remember(reply)
        return reply
