"""Joining somebody's complaint in conversation: looked for, joined, taken back, and said."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from voicebot.civic.complaints.filing import Contact
from voicebot.civic.complaints.joining import Joined, Joiner
from voicebot.civic.complaints.receipt import spoken
from voicebot.errors import VoicebotError
from voicebot.talk.backroom import Backroom
from voicebot.talk.clerk import Clerk
from voicebot.talk.interview import Draft, Step
from voicebot.talk.interview.joining import looked, offered_join, wants_lookup
from voicebot.talk.interview.state import Book
from voicebot.talk.outlet import Outlet
from voicebot.talk.phrases import phrases
from voicebot.talk.server_events import ComplaintJoined
from voicebot.telemetry.logs import log

__all__ = ["JoinDesk"]


class JoinDesk:
    """Works for one caller.

    Args:
        backroom: the register and what is shared.
        clerk: tells of changes.
        outlet: where events go.
    """

    def __init__(self, backroom: Backroom, clerk: Clerk, outlet: Outlet) -> None:
        self._room = backroom
        self._clerk = clerk
        self._outlet = outlet

    async def offered(self, step: Step, book: Book) -> Step:
        """The same step; where others have told of the same trouble, joining them is offered first.

        What goes wrong with looking is no reason not to take a complaint.
        """
        now, office = step.interview, self._room.office
        if not wants_lookup(now):
            return step
        draft = now.draft
        try:
            found = await office.joining.similar(draft.category, draft.place, draft.position, office.now())
        except (VoicebotError, SQLAlchemyError, OSError) as error:
            log.error("looking for the same failed", error=type(error).__name__)
            return step
        if found is None:
            return Step(now.knowing(looked(now)), step.sentences, step.kind, step.do)
        return offered_join(step, found.receipt, found.people, book)

    async def join(self, draft: Draft, channel: str) -> Joined | None:
        """Join, once, however often it is asked; nothing where it could not be done."""
        office, language = self._room.office, self._clerk.language
        contact = Contact(phone=draft.phone) if draft.consent and not draft.anonymous else Contact()
        joiner = Joiner(contact=contact, consent=draft.consent, language=language, channel=channel)
        key, now = f"{draft.key}/join/{draft.joins}", office.now()
        try:
            return await office.joining.join(draft.joins, joiner, actor="caller", key=key, at=now)
        except (VoicebotError, SQLAlchemyError, OSError) as error:
            log.error("joining failed", code=getattr(error, "code", "store"), error=type(error).__name__)
            return None

    async def tell(self, joined: Joined, *, told: bool) -> tuple[str, ...]:
        """That it is done, and the number to ask by, twice.

        Args:
            joined: what was joined.
            told: whether they left a way to tell them of changes.
        """
        say, language = phrases(self._clerk.language), self._clerk.language
        digits = spoken(joined.receipt, language)
        numbers = (*say("filed_number", digits=digits), *say("filed_number_again", digits=digits))
        lead = (*say("joined"), *(say("joined_told") if told else ()), *say("joined_number"))
        sentences = (*lead, *numbers, *say("filed_undo"))
        await self._outlet.event(
            ComplaintJoined(
                receipt=joined.receipt,
                people=joined.people,
                watch_token=self._room.office.watch.issue_join(joined.id),
                say=" ".join(sentences),
            )
        )
        await self._clerk.follow(joined.receipt)
        return sentences

    async def leave(self, join: int) -> None:
        """Take it back."""
        office = self._room.office
        await office.joining.leave(join, actor="caller", at=office.now())
