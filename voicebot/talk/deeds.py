"""Does what a step of the interview asks for (files, takes back, joins, leaves), and says what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicebot.talk.clerk import Clerk
from voicebot.talk.interview import Book, Interview, Step
from voicebot.talk.interview.asking import ask
from voicebot.talk.joining import JoinDesk
from voicebot.talk.photos import PhotoTray
from voicebot.talk.reply import Reply
from voicebot.talk.sounding import SoundDesk

__all__ = ["Deed", "Deeds"]


@dataclass(frozen=True, slots=True)
class Deed:
    """What came of a step.

    Attributes:
        interview: as it is now; nothing where it is over.
        reply: what is said of it.
        acted: whether it cannot be undone by going on.
    """

    interview: Interview | None
    reply: Reply
    acted: bool = True


class Deeds:
    """Works for one caller.

    Args:
        clerk: files and takes back.
        joining: joins others' complaints.
        photos: what goes along.
        sounds: what was said, as sound.
    """

    def __init__(self, clerk: Clerk, joining: JoinDesk, photos: PhotoTray, sounds: SoundDesk) -> None:
        self._clerk = clerk
        self._joining = joining
        self._photos = photos
        self._sounds = sounds

    async def do(self, step: Step, before: Interview | None, book: Book, channel: str) -> Deed | Step:
        """Do it; a step to go on with where it could not be done and the interview has another way.

        Args:
            step: asks for something to be done.
            before: the interview before it.
            book: categories and phrases.
            channel: the caller's.
        """
        now = step.interview
        match step.do:
            case "file":
                return await self._file(now, before, book, channel)
            case "withdraw":
                return await self._withdraw(now, book)
            case "join":
                return await self._join(now, book, channel)
            case "leave":
                await self._joining.leave(now.join)
                return Deed(None, Reply("notice", book.phrases("left")))
        return await self._sound(step, book)

    async def _file(self, now: Interview, before: Interview | None, book: Book, channel: str) -> Deed:
        complaint = await self._clerk.file(now.draft, channel)
        if complaint is None:
            back = replace(before or now, asking="readback")
            return Deed(back, Reply("notice", book.phrases("filed_not"), mark=back.mark), acted=False)
        sentences = await self._clerk.tell_filed(complaint)
        if not await self._photos.attach(complaint.receipt):
            sentences = (*sentences, *book.phrases("photo_lost"))
        await self._photos.tell(now, complaint.receipt)
        if not self._sounds.asks(now.draft.key):
            done = replace(now, asking="filed", receipt=complaint.receipt)
            return Deed(done, Reply("notice", sentences, keep=False))
        done = replace(now, asking="sound", receipt=complaint.receipt)
        sentences = (*sentences, *book.phrases("ask_sound"))
        return Deed(done, Reply("confirm", sentences, keep=False, mark=done.mark))

    async def _join(self, now: Interview, book: Book, channel: str) -> Deed | Step:
        joined = await self._joining.join(now.draft, channel)
        if joined is None:
            alone = now.draft.having(joins="", similar="", consent=False, anonymous=False)
            return ask(now.ask_next(alone, book), book, *book.phrases("joined_not"))
        self._photos.drop()
        self._sounds.drop()
        draft = now.draft
        sentences = await self._joining.tell(joined, told=draft.consent and not draft.anonymous)
        done = replace(now, asking="joined", receipt=joined.receipt, join=joined.id)
        await self._photos.tell(done)
        return Deed(done, Reply("notice", sentences, keep=False))

    async def _withdraw(self, now: Interview, book: Book) -> Deed:
        self._sounds.drop()
        if not await self._clerk.withdraw(now.receipt):
            return Deed(now, Reply("notice", book.phrases("undo_late")))
        return Deed(None, Reply("notice", book.phrases("withdrawn")))

    async def _sound(self, step: Step, book: Book) -> Deed:
        """The sound goes along, or is dropped."""
        sent = step.do == "send_sound" and await self._sounds.send(step.interview.receipt)
        self._sounds.drop()
        lost = step.do == "send_sound" and not sent
        sentences = book.phrases("sound_lost") if lost else step.sentences
        return Deed(step.interview, Reply("notice", sentences), acted=False)
