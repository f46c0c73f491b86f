"""Words that are the counter's before they are anybody else's: a number, an answer, a yes to an offer."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.talk.clerk import Clerk
from voicebot.talk.counter.advance import Advance
from voicebot.talk.counter.case import Case
from voicebot.talk.counter.doorway import Doorway
from voicebot.talk.counter.meaning import Meaning
from voicebot.talk.counter.photo_desk import PhotoDesk
from voicebot.talk.counter.picking import Picking
from voicebot.talk.following import Following
from voicebot.talk.inquiring import Inquiring
from voicebot.talk.interview import Interview, Said, goes_on, resume, take
from voicebot.talk.photos import wants_photo
from voicebot.talk.reply import Reply
from voicebot.understand.meaning import Reading

__all__ = ["Words"]


class Words:
    """Works for one caller.

    Args:
        case: the complaint.
        meaning: what words mean.
        advance: takes the interview on.
        doorway: begins one.
        picking: answers that have a number.
        photos: says where they go in.

    Attributes:
        following: says how complaints stand.
    """

    def __init__(
        self,
        case: Case,
        meaning: Meaning,
        advance: Advance,
        doorway: Doorway,
        picking: Picking,
        photos: PhotoDesk,
    ) -> None:
        self._case = case
        self._meaning = meaning
        self._advance = advance
        self._doorway = doorway
        self._picking = picking
        self._photos = photos

    def serve(self, clerk: Clerk) -> None:
        """Work in the conversation that the case is about now."""
        dialogue, say = self._case.dialogue, self._case.book.phrases
        self.following = Following(dialogue, clerk, say)
        self._inquiring = Inquiring(dialogue, clerk, say)

    async def hear(self, readings: Sequence[Reading]) -> Reply | None:
        """The reply; nothing where the words are for somebody else."""
        self._advance.acted = False
        now, said = self._case.now, await self._meaning.of(readings)
        followed = await self.following.hear(said) or await self._inquiring.hear(said, readings)
        self._advance.acted = self.following.looked_up
        reply = followed or await self._picking.said(said)
        reply = reply or await self._doorway.offer_taken(readings, said)
        return reply or (await self._go_on(now, said) if now else None)

    async def say(self, words: str) -> Reply | None:
        """The same for words that something pressed stands for."""
        return await self.hear([Reading(words)])

    async def _go_on(self, now: Interview, said: Said) -> Reply | None:
        """What words mean to the interview; nothing where they are no answer."""
        book = self._case.book
        if now.asking == "paused" and goes_on(said.text):
            return await self._advance.by(resume(now, book))
        if now.open and not now.personal and wants_photo(said.text):
            return self._case.remember(now, self._photos.where(now))
        step = take(now, said, book)
        if now.asking == "sound" and step is None:
            self._advance.without_sound(now)
        return await self._advance.by(step) if step else None
