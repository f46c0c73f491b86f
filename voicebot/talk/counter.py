"""The complaint counter of one conversation: which words are the interview's, and what is done about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import replace

from voicebot.civic.complaints.photos import Photo
from voicebot.talk.backroom import Backroom, about
from voicebot.talk.clerk import Clerk
from voicebot.talk.client_events import Language
from voicebot.talk.deeds import Deed, Deeds
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.following import Following
from voicebot.talk.form import by_dictation, by_sound, form_of, hidden, in_passing, reply_of
from voicebot.talk.inquiring import Inquiring
from voicebot.talk.interview import (
    Book,
    Interview,
    Said,
    Step,
    again,
    asks,
    begin,
    goes_on,
    located,
    pick_of,
    picked,
    picks,
    resume,
    take,
    wants_to_complain,
)
from voicebot.talk.interview.asking import ask, question
from voicebot.talk.interview.keys import said_by
from voicebot.talk.interview.numbers import NUMBER, fits
from voicebot.talk.joining import JoinDesk
from voicebot.talk.leads import Leads
from voicebot.talk.outlet import Outlet
from voicebot.talk.photos import PhotoTray, wants_photo
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply, veiled
from voicebot.talk.server_events import ComplaintDraft, ComplaintReadback
from voicebot.talk.sounding import SoundDesk
from voicebot.understand.asking import calls_for_filing
from voicebot.understand.commands import number_choice
from voicebot.understand.expected import YES, YES_NO, expected_answer
from voicebot.understand.led import Lead
from voicebot.understand.meaning import Match, Reading, Zone
from voicebot.understand.suggest import Door

__all__ = ["Again", "Counter"]

Again = Callable[[], Awaitable[Sequence[Reading]]]
"""Hears the last words once more, names of places waited for."""

_IN_INTERVIEW = {
    "back": ("고칠래요", "i want to change it"),
    "reject": ("고칠래요", "i want to change it"),
    "start_over": ("처음부터 다시 할게요", "start over"),
    "stop": ("그만할래요", "cancel"),
}
"""Wishes, as the interview understands them."""

YES_S = 120.0
"""A yes that comes later than this after the read-back is asked for again."""

_ASK_ANEW = frozenset("123456789#")
"""Keys that, where they are no answer, mean that the question was not clear."""


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
        sounds: what was said, as sound.
        has_heard: as given.
        acted: whether the last utterance did something that cannot be undone by going on.
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
        self._name = name
        self.has_heard = has_heard
        self._joining = JoinDesk(backroom, clerk, outlet)
        self._photos = PhotoTray(backroom, outlet)
        self.sounds = SoundDesk(backroom)
        self._deeds = Deeds(clerk, self._joining, self._photos, self.sounds)
        self.photo_phrase = ""
        self._begun = 0
        self.acted = False

    def serve(self, dialogue: Dialogue, language: Language, channel: str) -> None:
        """Work in this conversation from now on."""
        self._dialogue, self._language, self._channel = dialogue, language, channel
        self._clerk.language = language
        self._photos.here = channel == "browser"
        self._leads = Leads(language, self._room.names)
        self._following = Following(dialogue, self._clerk, phrases(language))
        self._inquiring = Inquiring(dialogue, self._clerk, phrases(language))
        room = self._room
        self._book = Book(
            room.office.categories, phrases(language), language, days=room.days, areas=room.areas
        )

    @property
    def now(self) -> Interview | None:
        """The interview, if there is one."""
        return self._dialogue.thread.interview

    @property
    def question(self) -> tuple[str, ...]:
        """The question of the interview that is open, in its own words; nothing without one."""
        return question(self.now, self._book) if self.now else ()

    @property
    def asking(self) -> bool:
        """Whether the desk waits for an answer to one of its own questions."""
        thread = self._dialogue.thread
        return bool((self.now and self.now.open) or thread.tracking or thread.inquiry)

    @property
    def personal(self) -> bool:
        """Whether the next words will say who somebody is."""
        return bool(self.now and self.now.personal) or self._dialogue.thread.tracking is not None

    @property
    def fits(self) -> Callable[[str], float] | None:
        """How readily digits are taken for the number that was asked for; nothing where none was."""
        tracking, now = self._dialogue.thread.tracking, self.now
        if tracking is not None:
            return tracking.fits
        return fits(now) if now and now.asking in NUMBER else None

    @property
    def lead(self) -> Lead:
        """What the answer to the open question may hold."""
        put = self._dialogue.thread.tracking or self._dialogue.thread.inquiry
        asked = self.now.asking if self.now and self.now.open else ""
        return self._leads.to(put.asking if put else asked)

    @property
    def opening(self) -> Lead:
        """What may be said to the desk when nothing is open."""
        return self._leads.opening

    # -- words ---------------------------------------------------------------------------------------

    async def first(self, readings: Sequence[Reading]) -> Reply | None:
        """What comes before the entries: the answer to an open question, a number."""
        self.acted = False
        now, said = self.now, await self._meant(readings)
        followed = await self._following.hear(said) or await self._inquiring.hear(said, readings)
        if followed:
            return followed
        by_number = await self._pick_said(said)
        if by_number:
            return by_number
        if self._takes_offer(readings, said):
            return await self._did(self._begin(said, self._dialogue.thread.offer))
        if now and now.asking == "paused" and goes_on(said.text):
            return await self._did(resume(now, self._book))
        if now and now.open and not now.personal and wants_photo(said.text):
            return self._remember(now, self._photo_told(now))
        step = take(now, said, self._book) if now else None
        if now and now.asking == "sound" and step is None:
            self._dialogue.thread.interview = self._lapsed(now)
        return await self._did(step) if step else None

    def _photo_told(self, now: Interview) -> Reply:
        """Where photos go in, or that none can be taken here; then the question that is open."""
        wanted = self._room.office.attaching.limits.photos > 0 and self._photos.here
        name = self.photo_phrase or ("photo_where" if wanted else "photo_nowhere")
        reply = reply_of(ask(now, self._book, *self._book.phrases(name)), self._book)
        return replace(reply, mark=None) if now.asking == "readback" else reply

    def _lapsed(self, now: Interview) -> Interview:
        """Something else was said than whether the sound goes along: it does not."""
        self.sounds.drop()
        return replace(now, asking="filed")

    async def instead(
        self, readings: Sequence[Reading], match: Match, again: Again | None = None
    ) -> Reply | None:
        """What comes before an answer from the entries: a complaint that begins, or one that goes on.

        Where the entries answer a question about what could be filed too, filing is offered with the answer.

        Args:
            readings: what was heard.
            match: what the entries make of it.
            again: hears it once more, where it was spoken.
        """
        if self.now and self.now.open:
            return await self._aside(match)
        said = await self._meant(readings)
        suggestion = await self._room.door(readings, said, self._language, match)
        tells = said.slots.what or wants_to_complain(said.text) or calls_for_filing(said.text)
        if suggestion.door is Door.FILE and tells:
            if again:
                readings = await again()
                said = await self._meant(readings)
                suggestion = await self._room.door(readings, said, self._language, match)
            return await self._did(self._begin(about(said, suggestion)))
        if suggestion.door is Door.OFFER and suggestion.likely and match.zone is Zone.ANSWER:
            answer = self._dialogue.matched(match)
            offered = answer.kind == "answer"
            return self._dialogue.offering(answer, suggestion.likely[0]) if offered else answer
        return None

    def _begin(self, said: Said, offered: str = "") -> Step:
        self._begun += 1
        return begin(f"{self._name}/{self._begun}", said, self._book, offered)

    def _takes_offer(self, readings: Sequence[Reading], said: Said) -> bool:
        """Whether words say yes to the offer to file."""
        if not self._dialogue.thread.offer:
            return False
        by_ear = expected_answer(readings, YES_NO, self._language) if said.answer is None else None
        return said.answer is True or by_ear == YES or wants_to_complain(said.text)

    async def unheard(self) -> Reply | None:
        """Sound without words, while the desk waits for an answer."""
        return await self._did(again(self.now, self._book)) if self.now and self.now.open else None

    async def _aside(self, match: Match) -> Reply | None:
        """A question in the middle is answered, and the draft waits; anything else was not understood."""
        now = self.now
        if now is None:
            return None
        if match.zone is not Zone.ANSWER or not asks(match.reading):
            return await self._did(again(now, self._book))
        kept = self._dialogue.snapshot()
        answer = self._dialogue.matched(match)
        self._dialogue.thread = kept
        on = (*self._book.phrases("back_to_it"), *question(now, self._book))
        return self._remember(now, replace(answer, sentences=(*answer.sentences[:3], *on), rest=()))

    async def _meant(self, readings: Sequence[Reading]) -> Said:
        """What the best reading means; a syllable that is near an answer is that answer."""
        now, said = self.now, await self._room.understand(readings[0].text, self._language)
        if self.fits:
            said = await self._dictated(said, readings, self.fits)
        else:
            said = in_passing(said, readings)
        if now is None or self._dialogue.thread.tracking is not None:
            return said
        if now.open and not now.personal:
            said = await self._room.kinds(readings, said, self._language)
        said = replace(said, heard=now.mark is None or self.has_heard(now.mark, YES_S))
        if not said.wish and not said.number and now.expected:
            said = by_sound(said, expected_answer(readings, now.expected, self._language), now)
        return said

    async def _dictated(
        self, said: Said, readings: Sequence[Reading], likely: Callable[[str], float]
    ) -> Said:
        if self._language != "ko":
            return said
        found: Said = await self._room.run(lambda: by_dictation(said, readings, likely))
        return found

    # -- keys, choices, the position -----------------------------------------------------------------

    async def key(self, key: str) -> Reply | None:
        """A key, where the desk waits for a number or an answer."""
        followed = await self._following.key(key)
        now = self.now
        if followed:
            return followed
        if self._dialogue.thread.offer and key in ("#", "select"):
            return await self.first([Reading("네" if self._language == "ko" else "yes")])
        if now is None or not now.open:
            return None
        words = said_by(now, key, self._language)
        if words:
            return await self.first([Reading(words)])
        by_number = await self._pick(int(key)) if key.isdigit() and self._picking else None
        return by_number or (await self._press_what(now) if key in _ASK_ANEW else None)

    @property
    def _by_hand(self) -> bool:
        """Whether answers to press are shown with every question: a page for people who may not speak."""
        return self._channel == "kiosk"

    @property
    def _picking(self) -> bool:
        return self._by_hand or bool(self.now and self.now.picking)

    async def _press_what(self, now: Interview) -> Reply | None:
        """A key that is no answer: the question once more, with what can be pressed, if anything can."""
        if not picks(now, self._book):
            return self._dialogue.command("repeat")
        return await self._did(ask(replace(now, picking=True), self._book))

    async def _pick_said(self, said: Said) -> Reply | None:
        """The same by a number that is said; where one may be the answer itself, it is."""
        if self.now is None or self.now.asking == "extra" or not self._picking:
            return None
        return await self._pick(number_choice(said.text, self._language) or 0)

    async def _pick(self, number: int) -> Reply | None:
        """The answer with that number, if there is one to press."""
        now = self.now
        pick = pick_of(now, number, self._book) if now and now.open else None
        return await self._did(picked(now, pick, self._book)) if now and pick else None

    async def choose(self, choice_id: str) -> Reply | None:
        """A category, or another answer, that was pressed."""
        now = self.now
        if now and now.open and self._picking:
            shown = [pick.id for pick in picks(now, self._book)]
            if choice_id in shown:
                return await self._pick(shown.index(choice_id) + 1)
        if now is None or now.asking != "category" or not choice_id.startswith("category-"):
            return None
        number = now.offered.index(choice_id.removeprefix("category-")) + 1
        return await self.first([Reading(str(number))])

    async def wish(self, name: str) -> Reply | None:
        """A wish that means something of its own while the desk waits for an answer."""
        now = self.now
        if now is None or not now.open:
            return None
        if name == "help":
            return await self._did(again(now, self._book))
        words = _IN_INTERVIEW.get(name, ("", ""))[self._language == "en"]
        if name == "reject" and now.asking in ("category", "join"):
            words = "no" if self._language == "en" else "아니요"
        return await self.first([Reading(words)]) if words else None

    async def undo(self) -> Reply | None:
        """Take back: what was filed, or nothing yet."""
        if self.now is None or self.now.asking == "paused":
            return None
        words = "방금 거 취소해 주세요" if self._language == "ko" else "undo that"
        return await self.first([Reading(words)])

    def forgotten(self) -> Reply:
        """The reply to who wants everything forgotten; what was filed already is kept."""
        filed = self.now is not None and self.now.asking == "filed"
        reply = self._dialogue.command("forget")
        more = self._book.phrases("forget_filed") if filed else ()
        return replace(reply, sentences=reply.sentences + more)

    async def located(self, latitude: float, longitude: float) -> Reply | None:
        """Where the caller stands."""
        now = self.now
        if now is None or not now.open:
            return None
        if not self._room.office.district.reaches(latitude, longitude):
            return self._remember(now, Reply("question", self._book.phrases("place_outside")))
        return await self._did(located(now, latitude, longitude, self._book))

    # -- what comes of it ----------------------------------------------------------------------------

    async def _did(self, step: Step) -> Reply:
        """Do what a step asks for, then say what came of it."""
        before = self._dialogue.thread.interview
        step = self._photos.counted(await self._joining.offered(step, self._book))
        self._dialogue.thread.interview = step.interview
        self.sounds.keep(before, step.interview)
        if step.do:
            done = await self._deeds.do(step, before, self._book, self._channel)
            return await self._did(done) if isinstance(done, Step) else self._settled(done)
        await self._tell_form(step)
        return self._remember(step.interview, reply_of(step, self._book, by_hand=self._by_hand))

    def _settled(self, deed: Deed) -> Reply:
        self.acted = self.acted or deed.acted
        return self._remember(deed.interview, deed.reply)

    def put(self, reply: Reply) -> Reply:
        """News of a complaint as it is said now: the office's question is not put while another is open."""
        if reply.inquiry is None:
            return reply
        if self.asking:
            return replace(reply, kind="notice", sentences=reply.sentences[:1], inquiry=None)
        self._dialogue.remember(reply)
        return reply

    # -- photos, and forgetting ----------------------------------------------------------------------

    async def photo(self, photo: Photo) -> tuple[str, ...]:
        """Take a photo for the complaint that is being told, or was filed a moment ago; what to say of it.

        Raises:
            ComplaintError: ``photo_unasked``: there is no complaint; ``photos_enough``.
        """
        self._dialogue.thread.interview, phrase = await self._photos.take(self.now, photo)
        return self._book.phrases(phrase)

    async def forget(self) -> None:
        """The caller wants nothing to be kept of what was said: form, photos and sound go at once."""
        self._photos.drop()
        await self.sounds.forget()
        await self._outlet.event(ComplaintDraft(form={}, say=""))

    def close(self) -> None:
        """Nobody is there any more."""
        self._photos.drop()
        self.sounds.drop()

    async def _tell_form(self, step: Step) -> None:
        now, book = step.interview, self._book
        line = " ".join(reply_of(step, book).shown)
        await self._outlet.event(ComplaintDraft(form=form_of(now, book), say=line))
        await self._photos.tell(now)
        if now.asking == "readback":
            summary = veiled(" ".join(question(now, book)), hidden(now, book))
            await self._outlet.event(ComplaintReadback(summary=summary, say=line))

    def _remember(self, interview: Interview | None, reply: Reply) -> Reply:
        self._dialogue.remember(reply)
        self._dialogue.thread.interview = interview
        return reply
