"""The counter of one conversation, put together; what it says of places, news, and what is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from voicebot.talk.backroom import Backroom
from voicebot.talk.clerk import Clerk
from voicebot.talk.client_events import Language
from voicebot.talk.counter.advance import Advance
from voicebot.talk.counter.case import Case
from voicebot.talk.counter.doorway import Doorway
from voicebot.talk.counter.meaning import Meaning
from voicebot.talk.counter.photo_desk import PhotoDesk
from voicebot.talk.counter.picking import Picking
from voicebot.talk.counter.pressing import Pressing
from voicebot.talk.counter.words import Words
from voicebot.talk.deeds import Deeds
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.interview import again, located
from voicebot.talk.joining import JoinDesk
from voicebot.talk.outlet import Outlet
from voicebot.talk.photos import PhotoTray
from voicebot.talk.reply import Reply
from voicebot.talk.server_events import ComplaintDraft
from voicebot.talk.sounding import SoundDesk

__all__ = ["Counter"]


class Counter:
    """What one caller does about complaints.

    Args:
        backroom: the register and what is shared.
        clerk: files, takes back and looks up.
        outlet: where events go.
        name: of the conversation; begins the keys of its filings.
        has_heard: whether what bears a mark was heard to its end, within so many seconds.

    Attributes:
        case: how far the complaint has come, and what the desk waits for.
        words: what is said to the counter.
        pressing: what is pressed at it, or wished for.
        doorway: begins complaints, and lets questions in between.
        photos: what is shown.
        sounds: what was said, as sound.
        has_heard: as given.
    """

    def __init__(
        self,
        backroom: Backroom,
        clerk: Clerk,
        outlet: Outlet,
        name: str,
        has_heard: Callable[[Hashable, float], bool],
    ) -> None:
        self._room, self._clerk, self._outlet = backroom, clerk, outlet
        self.has_heard = has_heard
        self.case = case = Case(backroom)
        self.sounds, self._tray = SoundDesk(backroom), PhotoTray(backroom, outlet)
        self.photos = PhotoDesk(case, self._tray, backroom)
        joining = JoinDesk(backroom, clerk, outlet)
        deeds = Deeds(clerk, joining, self._tray, self.sounds)
        self._advance = advance = Advance(case, outlet, joining, self._tray, self.sounds, deeds)
        meaning, picking = Meaning(case, backroom, has_heard), Picking(case, advance)
        self.doorway = Doorway(case, backroom, meaning, advance, name=name)
        self.words = Words(case, meaning, advance, self.doorway, picking, self.photos)
        self.pressing = Pressing(case, advance, picking, self.words)

    def serve(self, dialogue: Dialogue, language: Language, channel: str) -> None:
        """Work in this conversation from now on."""
        self.case.serve(dialogue, language, channel)
        self._clerk.language = language
        self._tray.here = channel == "browser"
        self.words.serve(self._clerk)

    @property
    def acted(self) -> bool:
        """Whether the last utterance did something that cannot be undone by going on."""
        return self._advance.acted

    async def unheard(self) -> Reply | None:
        """Sound without words, while the desk waits for an answer."""
        now = self.case.now
        return await self._advance.by(again(now, self.case.book)) if now and now.open else None

    async def located(self, latitude: float, longitude: float) -> Reply | None:
        """Where the caller stands."""
        now, book = self.case.now, self.case.book
        if now is None or not now.open:
            return None
        if not self._room.office.district.reaches(latitude, longitude):
            return self.case.remember(now, Reply("question", book.phrases("place_outside")))
        return await self._advance.by(located(now, latitude, longitude, book))

    def put(self, reply: Reply) -> Reply:
        """News of a complaint as it is said now: the office's question is not put while another is open."""
        if reply.inquiry is None:
            return reply
        if self.case.asking:
            return replace(reply, kind="notice", sentences=reply.sentences[:1], inquiry=None)
        self.case.dialogue.remember(reply)
        return reply

    def forgotten(self) -> Reply:
        """The reply to who wants everything forgotten; what was filed already is kept."""
        now = self.case.now
        filed = now is not None and now.asking == "filed"
        reply = self.case.dialogue.command("forget")
        more = self.case.book.phrases("forget_filed") if filed else ()
        return replace(reply, sentences=reply.sentences + more)

    async def forget(self) -> None:
        """The caller wants nothing to be kept of what was said: form, photos and sound go at once."""
        self._tray.drop()
        await self.sounds.forget()
        await self._outlet.event(ComplaintDraft(form={}, say=""))

    def close(self) -> None:
        """Nobody is there any more."""
        self._tray.drop()
        self.sounds.drop()
