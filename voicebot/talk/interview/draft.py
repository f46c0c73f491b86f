"""A complaint that is being told: what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from voicebot.civic.complaints.categories import Category
from voicebot.civic.complaints.filing import Contact, Filing, made

__all__ = ["SHORT", "Asking", "Draft", "Vague", "extra_open", "filing", "next_question"]

Asking = Literal[
    "what", "category", "place", "join", "when", "extra", "consent", "name", "phone", "phone_check",
    "readback", "fix", "filing", "sound", "filed", "joining", "joined", "paused",
]  # fmt: skip
"""What the desk has asked; from ``filing`` on it is being kept, or kept, or put aside (`Interview.open`)."""

Vague = Literal["", "area", "unnamed"]

SHORT = 200
"""Letters that are kept of a place, a time or an answer (`voicebot.civic.complaints.filing`)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known; immutable, so that a read-back belongs to exactly one draft.

    Attributes:
        key: names this filing, so that a retry or a second "네" files nothing more.
        what: the trouble in the caller's words.
        category: id of a category; empty while it is not known.
        place: as it will be read back.
        vague: why staff would not find it: ``area`` for a dong alone, ``unnamed`` for 우리 집 앞.
        position: degrees north and east, where the device gave them.
        when: in the caller's words.
        phone: digits, perhaps not all of them yet.
        phone_after: digits that are known to follow those, where a part is asked for again.
        phone_sure: whether the whole number need not be asked about.
        refused: whole numbers that were heard, and were not it.
        consent: whether they agreed that name and number are kept.
        anonymous: whether they want to say neither: then it is a 제보.
        behalf: whether somebody else speaks for the person whose complaint it is.
        answers: to the category's extra questions, by their ids.
        passed: what need not be asked any more.
        similar: receipt of somebody's open complaint about the same trouble.
        people: how many have told of that.
        joins: that receipt, once they want to join it instead of filing.
        photos: how many came with it; a read-back of the same words stays the same.
    """

    key: str
    what: str = ""
    category: str = ""
    place: str = ""
    vague: Vague = ""
    position: tuple[float, float] | None = None
    when: str = ""
    name: str = ""
    phone: str = ""
    phone_after: str = ""
    phone_sure: bool = False
    refused: frozenset[str] = frozenset()
    consent: bool = False
    anonymous: bool = False
    behalf: bool = False
    answers: tuple[tuple[str, str], ...] = ()
    passed: frozenset[str] = frozenset()
    similar: str = ""
    people: int = 0
    joins: str = ""
    photos: int = field(default=0, compare=False)

    def having(self, **known: Any) -> Draft:  # noqa: ANN401 - checked by the dataclass
        """The same with more known."""
        return replace(self, **known)

    def passing(self, *names: str) -> Draft:
        """The same, where these are not asked any more."""
        return replace(self, passed=self.passed | set(names))


def next_question(draft: Draft, category: Category | None, complete: bool) -> Asking:
    """What to ask next: one thing, and only what is missing.

    Args:
        draft: what is known.
        category: the draft's, if it is known.
        complete: whether the telephone number is whole.
    """
    if draft.joins:
        return _next_to_join(draft, complete)
    open_extra = category and extra_open(draft, category)
    questions: tuple[tuple[Asking, bool], ...] = (
        ("what", not draft.what),
        ("category", not draft.category),
        ("place", (not draft.place or bool(draft.vague)) and "place" not in draft.passed),
        ("join", bool(draft.similar) and "join" not in draft.passed),
        ("when", not draft.when and "when" not in draft.passed),
        ("extra", bool(open_extra)),
        ("consent", not (draft.consent or draft.anonymous)),
        ("name", not (draft.name or draft.anonymous)),
        ("phone", not (complete or draft.anonymous)),
        ("phone_check", not (draft.phone_sure or draft.anonymous)),
    )
    return next((asking for asking, is_open in questions if is_open), "readback")


def _next_to_join(draft: Draft, complete: bool) -> Asking:
    """Who joins is asked for a telephone only, to tell them of changes."""
    if not (draft.consent or draft.anonymous):
        return "consent"
    if draft.anonymous:
        return "joining"
    if not complete:
        return "phone"
    return "joining" if draft.phone_sure else "phone_check"


def extra_open(draft: Draft, category: Category) -> str:
    """Id of the category's next extra question; empty when there is none."""
    done = {name for name, _ in draft.answers} | draft.passed
    return next((question.id for question in category.ask if question.id not in done), "")


def filing(draft: Draft, *, language: str, channel: str) -> Filing:
    """The draft as it is filed; name and number only with consent.

    Raises:
        ComplaintError: ``filing_invalid``.
    """
    named = draft.consent and not draft.anonymous
    latitude, longitude = draft.position or (None, None)
    return made(
        category=draft.category,
        what=draft.what,
        place=draft.place[:SHORT],
        occurred=draft.when[:SHORT],
        answers={name: answer[:SHORT] for name, answer in draft.answers},
        latitude=latitude,
        longitude=longitude,
        language=language,
        channel=channel,
        contact=Contact(name=draft.name, phone=draft.phone) if named else Contact(),
        consent=named,
        behalf=draft.behalf,
    )
