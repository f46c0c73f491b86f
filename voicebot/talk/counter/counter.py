"""The counter itself: hears first what is its own, and answers for photos, places and what is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from voicebot.civic.complaints.photos import Photo
from voicebot.talk.backroom import Backroom
from voicebot.talk.clerk import Clerk
from voicebot.talk.client_events import Language
from voicebot.talk.counter.advance import Advance
from voicebot.talk.counter.case import Case
from voicebot.talk.counter.doorway import Again, Doorway
from voicebot.talk.counter.in_words import undo, wished
from voicebot.talk.counter.meaning import Meaning
from voicebot.talk.counter.pressing import Pressing
from voicebot.talk.deeds import Deeds
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.following import Following
from voicebot.talk.form import reply_of
from voicebot.talk.inquiring import Inquiring
from voicebot.talk.interview import Interview, Said, again, goes_on, located, resume, take
from voicebot.talk.interview.asking import ask
from voicebot.talk.joining import JoinDesk
from voicebot.talk.outlet import Outlet
from voicebot.talk.photos import PhotoTray, wants_photo
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.talk.server_events import ComplaintDraft
from voicebot.talk.sounding import SoundDesk
from voicebot.understand.meaning import Match, Reading

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
        photo_phrase: what is said to somebody who has a photo; depends on the channel.
        case: how far the complaint has come, and what the desk waits for.
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
        self._room = backroom
        self._clerk = clerk
        self._outlet = outlet
        self.has_heard = has_heard
        self.photo_phrase = ""
        self.case = Case(backroom)
        self.sounds = SoundDesk(backroom)
        self._photos = PhotoTray(backroom, outlet)
        self._meaning = Meaning(self.case, backroom, has_heard)
        joining = JoinDesk(backroom, clerk, outlet)
        deeds = Deeds(clerk, joining, self._photos, self.sounds)
        self._advance = Advance(self.case, outlet, joining, self._photos, self.sounds, deeds)
        self._doorway = Doorway(self.case, backroom, self._meaning, self._advance, name=name)
        self._pressing = Pressing(self.case, self._advance, self._say)

    def serve(self, dialogue: Dialogue, language: Language, channel: str) -> None:
        """Work in this conversation from now on."""
        self.case.serve(dialogue, language, channel)
        self._clerk.language = language
        self._photos.here = channel == "browser"
        self._following = Following(dialogue, self._clerk, phrases(language))
        self._inquiring = Inquiring(dialogue, self._clerk, phrases(language))

    @property
    def acted(self) -> bool:
        """Whether the last utterance did something that cannot be undone by going on."""
        return self._advance.acted

    # -- words ---------------------------------------------------------------------------------------

    async def first(self, readings: Sequence[Reading]) -> Reply | None:
        """What comes before the entries: the answer to an open question, a number."""
        self._advance.acted = False
        now, said = self.case.now, await self._meaning.of(readings)
        followed = await self._following.hear(said) or await self._inquiring.hear(said, readings)
        reply = followed or await self._pressing.number(said)
        reply = reply or await self._doorway.offer_taken(readings, said)
        return reply or (await self._go_on(now, said) if now else None)

    async def _go_on(self, now: Interview, said: Said) -> Reply | None:
        """What words mean to the interview; nothing where they are no answer."""
        case = self.case
        if now.asking == "paused" and goes_on(said.text):
            return await self._advance.by(resume(now, case.book))
        if now.open and not now.personal and wants_photo(said.text):
            return case.remember(now, self._photo_told(now))
        step = take(now, said, case.book)
        if now.asking == "sound" and step is None:
            case.dialogue.thread.interview = self._lapsed(now)
        return await self._advance.by(step) if step else None

    async def _say(self, words: str) -> Reply | None:
        return await self.first([Reading(words)])

    def _lapsed(self, now: Interview) -> Interview:
        """Something else was said than whether the sound goes along: it does not."""
        self.sounds.drop()
        return replace(now, asking="filed")

    async def instead(
        self, readings: Sequence[Reading], match: Match, again: Again | None = None
    ) -> Reply | None:
        """What comes before an answer from the entries; see `Doorway`."""
        return await self._doorway.instead(readings, match, again)

    async def unheard(self) -> Reply | None:
        """Sound without words, while the desk waits for an answer."""
        now = self.case.now
        return await self._advance.by(again(now, self.case.book)) if now and now.open else None

    # -- keys, choices, wishes, the position ---------------------------------------------------------

    async def key(self, key: str) -> Reply | None:
        """A key, where the desk waits for a number or an answer."""
        return await self._following.key(key) or await self._pressing.key(key)

    async def choose(self, choice_id: str) -> Reply | None:
        """A category, or another answer, that was pressed."""
        return await self._pressing.choose(choice_id)

    async def wish(self, name: str) -> Reply | None:
        """A wish that means something of its own while the desk waits for an answer."""
        now = self.case.now
        if now is None or not now.open:
            return None
        if name == "help":
            return await self._advance.by(again(now, self.case.book))
        words = wished(name, now, self.case.language)
        return await self._say(words) if words else None

    async def undo(self) -> Reply | None:
        """Take back: what was filed, or nothing yet."""
        now = self.case.now
        return None if now is None or now.asking == "paused" else await self._say(undo(self.case.language))

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

    # -- photos, and forgetting ----------------------------------------------------------------------

    async def photo(self, photo: Photo) -> tuple[str, ...]:
        """Take a photo for the complaint that is being told, or was filed a moment ago; what to say of it.

        Raises:
            ComplaintError: ``photo_unasked``: there is no complaint; ``photos_enough``.
        """
        interview, phrase = await self._photos.take(self.case.now, photo)
        self.case.dialogue.thread.interview = interview
        return self.case.book.phrases(phrase)

    def _photo_told(self, now: Interview) -> Reply:
        """Where photos go in, or that none can be taken here; then the question that is open."""
        book, wanted = self.case.book, self._room.office.attaching.limits.photos > 0 and self._photos.here
        name = self.photo_phrase or ("photo_where" if wanted else "photo_nowhere")
        reply = reply_of(ask(now, book, *book.phrases(name)), book)
        return replace(reply, mark=None) if now.asking == "readback" else reply

    def forgotten(self) -> Reply:
        """The reply to who wants everything forgotten; what was filed already is kept."""
        now = self.case.now
        filed = now is not None and now.asking == "filed"
        reply = self.case.dialogue.command("forget")
        more = self.case.book.phrases("forget_filed") if filed else ()
        return replace(reply, sentences=reply.sentences + more)

    async def forget(self) -> None:
        """The caller wants nothing to be kept of what was said: form, photos and sound go at once."""
        self._photos.drop()
        await self.sounds.forget()
        await self._outlet.event(ComplaintDraft(form={}, say=""))

    def close(self) -> None:
        """Nobody is there any more."""
        self._photos.drop()
        self.sounds.drop()
