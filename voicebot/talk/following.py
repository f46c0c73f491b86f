"""Somebody asks how their complaint stands: the number by voice or keys, then one sentence."""

from __future__ import annotations

from voicebot.civic.complaints.receipt import spoken
from voicebot.talk.clerk import Clerk
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.interview import Said, about_filed, asks
from voicebot.talk.interview.asking import spoken_phone
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import Reply
from voicebot.talk.server_events import ReplyKind
from voicebot.talk.tracking import Number, Tracking, confirmed, heard, pressed
from voicebot.understand.commands import command
from voicebot.understand.safety import ANSWER
from voicebot.understand.traits import length_of

__all__ = ["Following"]


class Following:
    """Follows complaints for one caller; a complaint on its way waits meanwhile.

    Args:
        dialogue: keeps the digits so far.
        clerk: looks up.
        say: the desk's own sentences.

    Attributes:
        looked_up: whether the last words were a whole number; wrong ones are counted, so it is not undone by
            going on, and what is said next is no part of it.
    """

    def __init__(self, dialogue: Dialogue, clerk: Clerk, say: Phrases) -> None:
        self._dialogue = dialogue
        self._clerk = clerk
        self._say = say
        self.looked_up = False

    async def hear(self, said: Said) -> Reply | None:
        """The reply to words that ask for it, or that hold digits where a number was asked for."""
        now, self.looked_up = self._dialogue.thread.tracking, False
        if now is not None:
            answer = confirmed(now, said.wish) or heard(now, said.digits or said.text)
            known = said.sure or (answer == now.doubted)
            if isinstance(answer, Number) and answer.kind == "phone" and not known:
                return self._check(now, answer)
            if answer is not None:
                return await self._number(answer)
            if now.doubted and self._misheard(said.text):
                return self._ask("track_check_again", now)
        return self._ask("track_ask", Tracking()) if about_filed(said.text) else None

    def _misheard(self, text: str) -> bool:
        """Whether a word or two that mean nothing are rather a yes or a no than another matter."""
        return length_of(text) < ANSWER and not asks(text) and command(text, self._clerk.language) is None

    async def key(self, key: str) -> Reply | None:
        """The reply to a digit, where a number was asked for; ``#`` ends it."""
        tracking = self._dialogue.thread.tracking
        if tracking is None or not (key.isdigit() or key == "#"):
            return None
        return await self._number(pressed(tracking, key))

    async def _number(self, number: Number | Tracking) -> Reply:
        """A whole number is looked up; the rest of a part is asked for."""
        if isinstance(number, Number):
            return await self._told(number)
        if number.part == "last":
            return self._ask("track_last", number, spoken_phone(number.digits, self._clerk.language))
        if number.digits:
            return self._ask("track_parts" if number.part else "track_rest", number)
        return self._ask("track_anew" if number.refused else "track_misheard", number)

    async def _told(self, number: Number) -> Reply:
        """Where it stands; a number that is not known is said, and asked for once more."""
        self.looked_up = True
        reply = await self._clerk.status(number)
        if reply.sentences == self._say("track_unknown"):
            now = self._dialogue.thread.tracking or Tracking()
            again = Tracking(refused=now.refused | {number.digits})
            return self._ask("track_unknown", again, self._spoken(number))
        self._dialogue.remember(reply)
        if reply.kind == "question" and reply.inquiry is None:
            self._dialogue.thread.tracking = Tracking()  # the receipt is asked for
        return reply

    def _check(self, now: Tracking, number: Number) -> Reply:
        """A telephone number has no check digit, and wrong ones are counted: so it is asked about first."""
        refused = now.refused | ({now.doubted.digits} if now.doubted else set())
        doubted = Tracking(doubted=number, refused=refused)
        return self._ask("track_check", doubted, self._spoken(number))

    def _spoken(self, number: Number) -> str:
        language = self._clerk.language
        say = spoken if number.kind == "receipt" else spoken_phone
        return say(number.digits, language)

    def _ask(self, phrase: str, tracking: Tracking, digits: str = "") -> Reply:
        """Ask for the number; who is asked hears which one was understood, and nobody else."""
        lead = (f"{digits}.",) if digits else ()
        kind: ReplyKind = "confirm" if tracking.doubted else "question"
        hidden = (digits,) if digits else ()
        reply = Reply(kind, (*lead, *self._say(phrase)), hidden=hidden, keep=not digits)
        self._dialogue.remember(reply)
        self._dialogue.thread.tracking = tracking
        return reply
