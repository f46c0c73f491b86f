"""The complaint that one conversation is about: how far it has come, and what the desk waits for."""

from __future__ import annotations

from collections.abc import Callable

from voicebot.talk.backroom import Backroom
from voicebot.talk.client_events import Language
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.interview import Book, Interview
from voicebot.talk.interview.asking import question
from voicebot.talk.interview.numbers import NUMBER, fits
from voicebot.talk.leads import Leads
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.understand.led import Lead

__all__ = ["Case"]


class Case:
    """What the parts of a counter share of the conversation; the dialogue's thread keeps it.

    Args:
        backroom: the register and what is shared.

    Attributes:
        dialogue: the conversation.
        language: that is spoken.
        channel: where the caller is.
        book: categories and phrases in that language.
    """

    def __init__(self, backroom: Backroom) -> None:
        self._room = backroom

    def serve(self, dialogue: Dialogue, language: Language, channel: str) -> None:
        """Be about this conversation from now on."""
        self.dialogue, self.language, self.channel = dialogue, language, channel
        self._leads = Leads(language, self._room.names)
        categories, days, areas = self._room.office.categories, self._room.days, self._room.areas
        self.book = Book(categories, phrases(language), language, days=days, areas=areas)

    @property
    def now(self) -> Interview | None:
        """The interview, if there is one."""
        return self.dialogue.thread.interview

    @property
    def question(self) -> tuple[str, ...]:
        """The question of the interview that is open, in its own words; nothing without one."""
        return question(self.now, self.book) if self.now else ()

    @property
    def asking(self) -> bool:
        """Whether the desk waits for an answer to one of its own questions."""
        thread = self.dialogue.thread
        return bool((self.now and self.now.open) or thread.tracking or thread.inquiry)

    @property
    def personal(self) -> bool:
        """Whether the next words will say who somebody is."""
        return bool(self.now and self.now.personal) or self.dialogue.thread.tracking is not None

    @property
    def fits(self) -> Callable[[str], float] | None:
        """How readily digits are taken for the number that was asked for; nothing where none was."""
        tracking, now = self.dialogue.thread.tracking, self.now
        if tracking is not None:
            return tracking.fits
        return fits(now) if now and now.asking in NUMBER else None

    @property
    def lead(self) -> Lead:
        """What the answer to the open question may hold."""
        put = self.dialogue.thread.tracking or self.dialogue.thread.inquiry
        asked = self.now.asking if self.now and self.now.open else ""
        return self._leads.to(put.asking if put else asked)

    @property
    def opening(self) -> Lead:
        """What may be said to the desk when nothing is open."""
        return self._leads.opening

    @property
    def by_hand(self) -> bool:
        """Whether answers to press are shown with every question: a page for people who may not speak."""
        return self.channel == "kiosk"

    @property
    def picking(self) -> bool:
        """Whether answers to press are shown with this one."""
        return self.by_hand or bool(self.now and self.now.picking)

    def remember(self, interview: Interview | None, reply: Reply) -> Reply:
        """A reply of the interview, and where the interview stands with it."""
        self.dialogue.remember(reply)
        self.dialogue.thread.interview = interview
        return reply
