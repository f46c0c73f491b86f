"""Does what an interview leads to, and says what came of it: files, takes back, tells where things stand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.receipt import spoken
from voicebot.civic.complaints.telling import spoken_when
from voicebot.civic.complaints.tries import LockedError
from voicebot.errors import ComplaintError, VoicebotError
from voicebot.store.tables import ComplaintEvent
from voicebot.talk.backroom import Backroom
from voicebot.talk.inquiry import Inquiry, put
from voicebot.talk.interview import Draft, filing
from voicebot.talk.outlet import Outlet
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.talk.server_events import ComplaintFiled, ComplaintStatus
from voicebot.talk.tracking import Number
from voicebot.telemetry.logs import log

__all__ = ["Clerk"]

UNDO_S = 60.0
"""For so long what was filed can be taken back by a word."""


class Clerk:
    """Works for one caller.

    Args:
        backroom: the register and what is shared.
        outlet: where events go.
        asker: who is locked out after too many wrong numbers.
        speak: says something when nothing else is being said.
    """

    def __init__(
        self,
        backroom: Backroom,
        outlet: Outlet,
        asker: str,
        speak: Callable[[Reply], Awaitable[None]],
    ) -> None:
        self._room = backroom
        self._outlet = outlet
        self._asker = asker
        self._speak = speak
        self._filing: asyncio.Task[Complaint] | None = None
        self._filed_at: dict[str, float] = {}
        self.language = "ko"

    async def file(self, draft: Draft, channel: str) -> Complaint | None:
        """Keep a draft, once, whoever gives up waiting; nothing where it could not be kept."""
        try:
            wanted = filing(draft, language=self.language, channel=channel)
            self._filing = asyncio.create_task(self._room.office.file(wanted, key=draft.key))
            complaint = await asyncio.shield(self._filing)
        except (VoicebotError, SQLAlchemyError, OSError) as error:
            log.error("filing failed", code=getattr(error, "code", "store"), error=type(error).__name__)
            return None
        self._filed_at.setdefault(complaint.receipt, time.monotonic())
        return complaint

    async def tell_filed(self, complaint: Complaint) -> tuple[str, ...]:
        """The number, twice, and by when there will be an answer; said only of what is kept."""
        say = phrases(self.language)
        digits, due = spoken(complaint.receipt, self.language), self._room.office.due(complaint)
        numbers = (*say("filed_number", digits=digits), *say("filed_number_again", digits=digits))
        then = say("filed_due", due=spoken_when(due, self.language)) if due else say("filed_no_answer")
        sentences = (*say("filed"), *numbers, *then, *say("filed_undo"))
        token = self._room.office.watch.issue(complaint.receipt)
        line = " ".join(sentences)
        await self._outlet.event(
            ComplaintFiled(receipt=complaint.receipt, due=due, watch_token=token, say=line)
        )
        await self.follow(complaint.receipt)
        return sentences

    async def withdraw(self, receipt: str) -> bool:
        """Take back what was filed a moment ago; false when the moment has passed."""
        if time.monotonic() - self._filed_at.get(receipt, -UNDO_S) > UNDO_S:
            return False
        act = Act("withdraw", "caller", "caller", self._room.office.now())
        register = self._room.office.register
        if (await register.get(receipt)).state != "withdrawn":
            await register.act(receipt, act)
        return True

    async def status(self, number: Number) -> Reply:
        """Where a complaint stands, in one sentence, and nothing that says whose it is.

        What the office asks is put only to who knows the receipt: it may say more than how things stand.
        """
        say = phrases(self.language)
        try:
            found = await self._room.office.tries.ask(self._asker, lambda: self._found(number))
        except LockedError:
            return Reply("notice", say("track_locked"))
        if not found:
            return Reply("notice", say("track_unknown"))
        more = say("track_several", number=len(found)) if len(found) > 1 else ()
        told = (*more, await self._sentence(found[0].receipt))
        if number.kind == "receipt":
            return await self._asked(found[0].receipt, told)
        unheard = say("inquiry_by_receipt") if found[0].state == "need_info" else ()
        return Reply("question" if unheard else "notice", told + unheard)

    async def pass_on(self, inquiry: Inquiry) -> tuple[str, ...]:
        """Keep an answer to the office's question; how it stands then, or nothing where it was not kept."""
        act = Act("reply", "caller", "caller", self._room.office.now(), {"text": inquiry.answer})
        try:
            await self._room.office.register.act(inquiry.receipt, act)
        except ComplaintError as error:
            if error.code != "not_possible":  # else somebody has answered meanwhile: that is told
                return ()
        except (VoicebotError, SQLAlchemyError, OSError) as error:
            log.error("passing on failed", error=type(error).__name__)
            return ()
        return (await self._sentence(inquiry.receipt),)

    async def _asked(self, receipt: str, told: tuple[str, ...]) -> Reply:
        """How it stands, with the office's question where there is one."""
        question = await self._room.office.register.asked(receipt)
        if not question:
            return Reply("notice", told)
        inquiry = Inquiry(receipt, question)
        return Reply("question", (*told, *put(inquiry, phrases(self.language))), inquiry=inquiry)

    async def _found(self, number: Number) -> list[Complaint] | None:
        register = self._room.office.register
        if number.kind == "phone":
            return await register.by_phone(number.digits) or None
        try:
            return [await register.get(number.digits)]
        except ComplaintError:
            return None

    async def _sentence(self, receipt: str) -> str:
        event = (await self._room.office.latest([receipt]))[receipt]
        return self._room.office.register.told(event, self.language)

    # -- telling of changes --------------------------------------------------------------------------

    async def follow(self, receipt: str) -> None:
        """Tell of every change of what was filed or joined here."""
        await self._room.watchers.watch(receipt, self._changed)

    async def watch(self, receipt: str, token: str) -> bool:
        """Tell of every change of a complaint; false when the token is not its own."""
        office = self._room.office

        async def fitting() -> bool | None:
            return await office.may_watch(receipt, token) or None

        try:
            fits = await office.tries.ask(self._asker, fitting)
        except LockedError:
            return False
        if fits:
            await self.follow(receipt)
        return bool(fits)

    async def _changed(self, receipt: str, event: ComplaintEvent) -> None:
        sentence = self._room.office.register.told(event, self.language)
        at = self._room.office.local(event.at)
        await self._outlet.event(
            ComplaintStatus(receipt=receipt, state=event.state, say=sentence, at=at.isoformat() if at else "")
        )
        if event.role != "caller":
            await self._speak(await self._asked(receipt, (sentence,)))

    def close(self) -> None:
        """Nobody listens any more; what is being kept is kept all the same."""
        self._room.watchers.leave(self._changed)
