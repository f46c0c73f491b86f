"""What a conversation remembers, and which question of the desk is open."""

from __future__ import annotations

from dataclasses import dataclass, field

from voicebot.talk.alarm import Alert
from voicebot.talk.handing import Handing
from voicebot.talk.inquiry import Inquiry
from voicebot.talk.interview import Interview
from voicebot.talk.reply import Option, Reply
from voicebot.talk.tracking import Tracking
from voicebot.talk.walk import Walk
from voicebot.understand.expected import NEXT, YES_NO

__all__ = ["Thread"]


@dataclass(slots=True)
class Thread:
    """What the conversation remembers; wiped with the session.

    Attributes:
        said: replies that can be repeated or gone back to, newest last (at most eight).
        rest: sentences that "더 들을까요?" offered.
        onward: what "다음" brings, or a yes, while that is only offered.
        options: choices that are open.
        others: runners-up of the last match, for "아니 그거 말고".
        misses: times in a row that nothing was understood.
        entry: what was answered last, to which short questions go on; empty for nothing.
        asked: the words of the last question that was matched.
        topics: entries answered so far, for a summary.
        mood: how the caller felt, as far as the desk has shown that it noticed.
        offer: the category of the complaint that the desk has offered to take; empty for none.
        inquiry: what the office asks about a complaint, and the next words answer.
        interview: a complaint on its way, or the last one.
        tracking: the digits so far, while a number is being asked for.
        handing: a caller on the way to a person.
        alert: danger that the caller is in, or may be.
        seeking: the kind of place for which the caller's dong is being asked.
    """

    said: list[Reply] = field(default_factory=list)
    rest: tuple[str, ...] = ()
    onward: Walk | None = None
    options: tuple[Option, ...] = ()
    others: tuple[str, ...] = ()
    misses: int = 0
    offer: str = ""
    inquiry: Inquiry | None = None
    interview: Interview | None = None
    tracking: Tracking | None = None
    entry: str = ""
    asked: str = ""
    topics: tuple[str, ...] = ()
    mood: str = ""
    handing: Handing | None = None
    alert: Alert | None = None
    seeking: str = ""

    @property
    def last(self) -> Reply | None:
        """What was said last, if it can be said again."""
        return self.said[-1] if self.said else None

    @property
    def walking(self) -> bool:
        """Whether the caller is told one thing at a time, and there is another."""
        return self.onward is not None and self.onward.begun

    @property
    def expected(self) -> tuple[str, ...]:
        """Answers to the desk's open question: yes or no, or the numbers of the choices; see `understand`."""
        interview = self.interview
        if self.tracking is not None:
            return self.tracking.expected
        if self.inquiry is not None:
            return self.inquiry.expected
        if interview and (interview.open or interview.asking == "sound"):
            return interview.expected
        return self.handing.expected if self.handing else self._expected_of_entries

    @property
    def _expected_of_entries(self) -> tuple[str, ...]:
        numbers = tuple(str(option.choice.number) for option in self.options)
        alone = len(numbers) == 1 or bool(self.rest or self.offer or self.onward)
        return (*(YES_NO if alone else ()), *((NEXT,) if self.walking else ()), *numbers)

    def turn_to(self, entry: str) -> None:
        """An entry is what the talk is about now."""
        self.entry = entry
        self.topics = (*(topic for topic in self.topics if topic != entry), entry)[-3:]

    def remember(self, reply: Reply, others: tuple[str, ...] = ()) -> Reply:
        """A reply that can be repeated becomes what the conversation is about."""
        self.said, self.seeking = [*self.said[-7:], reply], ""
        self.rest, self.options, self.others, self.misses = reply.rest, reply.options, others, 0
        self.onward = reply.onward
        self.offer, self.inquiry = reply.offers, reply.inquiry
        return reply
