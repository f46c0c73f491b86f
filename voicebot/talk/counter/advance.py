"""Takes an interview a step on: does what the step asks for, shows the form, says what came of it."""

from __future__ import annotations

from dataclasses import replace

from voicebot.talk.counter.case import Case
from voicebot.talk.deeds import Deed, Deeds
from voicebot.talk.form import form_of, hidden, reply_of
from voicebot.talk.interview import Interview, Step
from voicebot.talk.interview.asking import question
from voicebot.talk.joining import JoinDesk
from voicebot.talk.outlet import Outlet
from voicebot.talk.photos import PhotoTray
from voicebot.talk.reply import Reply, veiled
from voicebot.talk.server_events import ComplaintDraft, ComplaintReadback
from voicebot.talk.sounding import SoundDesk

__all__ = ["Advance"]


class Advance:
    """Works for one caller.

    Args:
        case: the complaint.
        outlet: where events go.
        joining: looks for others who told of the same.
        photos: what goes along.
        sounds: what was said, as sound.
        deeds: files, takes back, joins, leaves.

    Attributes:
        acted: whether the last utterance did something that cannot be undone by going on.
    """

    def __init__(
        self,
        case: Case,
        outlet: Outlet,
        joining: JoinDesk,
        photos: PhotoTray,
        sounds: SoundDesk,
        deeds: Deeds,
    ) -> None:
        self._case = case
        self._outlet = outlet
        self._joining = joining
        self._photos = photos
        self._sounds = sounds
        self._deeds = deeds
        self.acted = False

    async def by(self, step: Step) -> Reply:
        """Do what a step asks for, then say what came of it."""
        case, before = self._case, self._case.now
        step = self._photos.counted(await self._joining.offered(step, case.book))
        case.dialogue.thread.interview = step.interview
        self._sounds.keep(before, step.interview)
        if step.do:
            done = await self._deeds.do(step, before, case.book, case.channel)
            return await self.by(done) if isinstance(done, Step) else self._settled(done)
        await self._tell_form(step)
        return case.remember(step.interview, reply_of(step, case.book, by_hand=case.by_hand))

    def without_sound(self, now: Interview) -> None:
        """Something else was said than whether the sound goes along: it does not."""
        self._sounds.drop()
        self._case.dialogue.thread.interview = replace(now, asking="filed")

    def _settled(self, deed: Deed) -> Reply:
        self.acted = self.acted or deed.acted
        return self._case.remember(deed.interview, deed.reply)

    async def _tell_form(self, step: Step) -> None:
        now, book = step.interview, self._case.book
        line = " ".join(reply_of(step, book).shown)
        await self._outlet.event(ComplaintDraft(form=form_of(now, book), say=line))
        await self._photos.tell(now)
        if now.asking == "readback":
            summary = veiled(" ".join(question(now, book)), hidden(now, book))
            await self._outlet.event(ComplaintReadback(summary=summary, say=line))
