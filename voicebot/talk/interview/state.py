"""Where an interview stands, and what comes of one utterance: plain values."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Literal

from voicebot.civic.complaints.categories import Categories, Category
from voicebot.talk.interview.draft import Asking, Draft, next_question
from voicebot.talk.phrases import Phrases
from voicebot.talk.server_events import ReplyKind
from voicebot.understand.expected import DIGITS, YES_NO
from voicebot.understand.slots import Phone, Span

__all__ = ["Book", "Interview", "Step", "is_whole"]

Do = Literal["file", "withdraw", "join", "leave", "send_sound", "drop_sound"]
_YES_NO: frozenset[Asking] = frozenset({"consent", "readback", "join", "sound", "phone_check"})
_OVER: frozenset[Asking] = frozenset({"filing", "sound", "filed", "joining", "joined", "paused"})


@dataclass(frozen=True, slots=True)
class Book:
    """What the desk knows and says.

    Attributes:
        days: for how long name and number are kept after the complaint was closed.
        areas: of the district, as somebody may press them who does not say where it is.
    """

    categories: Categories
    phrases: Phrases
    language: str
    days: int
    areas: tuple[str, ...] = ()

    def category(self, draft: Draft) -> Category | None:
        """The draft's category, if it is known."""
        return self.categories.get(draft.category) if draft.category else None

    def label(self, category_id: str) -> str:
        """What a category is called."""
        return self.categories.get(category_id).name.in_(self.language)


@dataclass(frozen=True, slots=True)
class Interview:
    """One complaint on its way.

    Attributes:
        asking: what the desk has asked.
        tries: how often in a row the answer was not understood.
        offered: categories to choose from, in order.
        receipt: of the complaint, once it is kept or joined.
        join: id of the joining, once it is kept.
        page: which of the answers to press are shown, where there are many (`picks`).
        picking: whether those are said, too: the caller has pressed a key that meant nothing else.
    """

    draft: Draft
    asking: Asking = "what"
    tries: int = 0
    offered: tuple[str, ...] = ()
    receipt: str = ""
    join: int = 0
    page: int = 0
    picking: bool = False

    @property
    def open(self) -> bool:
        """Whether the desk waits for an answer without which it cannot go on."""
        return self.asking not in _OVER

    @property
    def mark(self) -> Hashable:
        """What has to be heard to its end before a yes to it counts; nothing elsewhere."""
        if self.asking == "phone_check":
            return (self.asking, self.draft.phone)
        if self.asking in ("consent", "join", "sound"):
            return (self.asking, self.draft.key, self.draft.joins or self.draft.similar)
        return self.draft if self.asking == "readback" else None

    @property
    def expected(self) -> tuple[str, ...]:
        """Answers of a syllable that can be meant (`voicebot.understand.expected`)."""
        if self.asking == "category":
            return tuple(str(number) for number, _ in enumerate(self.offered, 1))
        if self.asking == "phone":
            return DIGITS
        return YES_NO if self.asking in _YES_NO else ()

    @property
    def personal(self) -> bool:
        """Whether the next words will say who somebody is, and are shown to nobody."""
        return self.asking in ("name", "phone", "phone_check")

    def knowing(self, name: str) -> Interview:
        """The same, where something has been looked up and need not be again."""
        return replace(self, draft=self.draft.passing(name))

    def ask_next(self, draft: Draft, book: Book) -> Interview:
        """The same with more known, asking for the next thing."""
        asking = next_question(draft, book.category(draft), is_whole(draft.phone))
        tries = self.tries if asking == self.asking else 0
        return replace(self, draft=draft, asking=asking, tries=tries, page=0)


@dataclass(frozen=True, slots=True)
class Step:
    """What comes of an utterance.

    Attributes:
        interview: as it is now.
        sentences: what the desk says.
        do: what has to be done before they are said.
    """

    interview: Interview
    sentences: tuple[str, ...]
    kind: ReplyKind = "question"
    do: Do | None = None


def is_whole(digits: str) -> bool:
    """Whether a telephone number is complete."""
    return Phone(digits, Span(0, 0)).fault is None
