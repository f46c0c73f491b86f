"""One thing residents ask, with its answer, where the facts come from, and how sure anybody is of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from voicebot.languages import LANGUAGES, Language, book

__all__ = [
    "HEDGES",
    "LANGUAGES",
    "OUT_OF_DATE",
    "STALE_AFTER",
    "Entry",
    "Language",
    "has_figure",
    "split_sentences",
]

HEDGES: Mapping[str, str] = MappingProxyType(
    {language: book("entries", language).line("hedge") for language in LANGUAGES}
)
"""Said once in an answer that nobody vouches for."""

_CHECK = {"ko": "120에서 확인", "en": "calling 120"}  # an answer that says so itself needs no second hedge

OUT_OF_DATE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {language: book("entries", language)("out_of_date") for language in LANGUAGES}
)
"""Said in place of an answer whose time has passed or has not come."""

STALE_AFTER = timedelta(days=365)
"""After so long without a check a fact counts as doubtful again (design choice: fees change yearly)."""

_OPENING = (
    2  # sentences among which a doubtful figure belongs, so that its hedge is heard before "더 들을까요?"
)
_PHONE = re.compile(
    r"(?<![\d,.-])(?:0\d{1,2}-\d{3,4}(?:-\d{4})?|1\d{3}-\d{4}|1(?:09|10|12|14|19|20|29)|1388)(?![\d,]|\s?(?:원|만|won))"
)


def split_sentences(text: str) -> tuple[str, ...]:
    """Cut a text after each full stop, question or exclamation mark that is followed by a space."""
    return tuple(part for part in re.split(r"(?<=[.?!])\s+", text.strip()) if part)


def has_figure(sentence: str) -> bool:
    """Whether a sentence states a figure (a fee, a date, an age); public telephone numbers do not count."""
    return bool(re.search(r"\d", _PHONE.sub("", sentence)))


def _sentences(value: object) -> object:
    return list(split_sentences(value)) if isinstance(value, str) else value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Lines = Annotated[tuple[Line, ...], Field(strict=False)]
Sentences = Annotated[tuple[Line, ...], BeforeValidator(_sentences), Field(strict=False, min_length=1)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+\S*$")]


class Entry(BaseModel):
    """One thing residents ask, and what the office has approved as the answer.

    Attributes:
        language: ISO 639-1 code; given by the folder the entry lies in.
        label: what a button says.
        picture: an emoji for that button.
        answer_spoken: sentences, the most needed first; at most three are said before "더 들을까요?".
        answer_written: what the page shows; may be fuller.
        audio: a recording of the answer in ``faq/audio``, played as it is.
        who: who may do it or gets it; a whole sentence, as the two that follow.
        hours: when it is open or answers.
        deadline: until when, or how long it takes.
        url: where a resident goes to get it done.
        source_url: the page the facts were read on.
        source_note: a source that is no address, such as a newspaper's article number.
        verified_on: the day somebody of the office compared the facts with their source; empty if nobody has.
        valid_from: the first day the facts hold.
        valid_until: the last day the facts hold.
        review_owner: who has to keep it right.
        urgent: help for people in danger; said without the hedge, which would cost more than an error. It
            may state no figure but telephone numbers.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    language: Language
    topic: Line
    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)]
    picture: Line
    question: Line
    variants: Lines = ()
    answer_spoken: Sentences
    answer_written: Line
    steps: Lines = ()
    docs: Lines = ()
    fee: Line | None = None
    where: Line | None = None
    phone: Line | None = None
    who: Line | None = None
    hours: Line | None = None
    deadline: Line | None = None
    url: Address | None = None
    source_url: Address | None = None
    source_note: Line | None = None
    verified_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    scope: Literal["national", "city", "district"]
    confidence: Literal["high", "medium", "low"]
    review_owner: Line
    audio: Annotated[str, StringConstraints(pattern=r"^[^/\\]+$")] | None = None
    urgent: bool = False

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way to ask for it, the plain question first."""
        return (self.question, *self.variants)

    def in_force(self, today: date) -> bool:
        """Whether the facts hold on this day at all."""
        return (self.valid_from or date.min) <= today <= (self.valid_until or date.max)

    def stale(self, today: date) -> bool:
        """Whether the last check is too long ago."""
        return self.verified_on is not None and today - self.verified_on > STALE_AFTER

    def doubtful(self, today: date) -> bool:
        """Whether nobody vouches for the facts today: unsure, without source, never checked or stale."""
        vouched = self.confidence == "high" and self.source_url and self.verified_on
        return not vouched or self.stale(today) or not self.in_force(today)

    def spoken(self, today: date) -> tuple[str, ...]:
        """The sentences to say today, the most needed first.

        A doubtful answer carries the hedge once, as an item of its own among the first three: after the last
        figure of the first two sentences, or after both when neither states one. An answer whose first three
        sentences send to 120 to check, or send to 120 where the answer states no figure, carries none.
        """
        if not self.in_force(today):
            return OUT_OF_DATE[self.language]
        if self.urgent or not self.doubtful(today) or self._sends_to_check():
            return self.answer_spoken
        at = self._hedge_position()
        return (*self.answer_spoken[:at], HEDGES[self.language], *self.answer_spoken[at:])

    def voiced(self, today: date, *, recorded: bool) -> tuple[str, ...]:
        """The same in the pieces in which it is played: a recording of the answer is one, the first."""
        spoken = self.spoken(today)
        if not recorded or not self.in_force(today):
            return spoken
        whole = " ".join(self.answer_spoken)
        return (whole, *(line for line in spoken if line not in self.answer_spoken))

    def written(self, today: date) -> str:
        """The text to show today, with the same caution as the spoken one."""
        if not self.in_force(today):
            return " ".join(OUT_OF_DATE[self.language])
        if self.urgent or not self.doubtful(today):
            return self.answer_written
        return f"{self.answer_written}\n\n{HEDGES[self.language]}"

    def _sends_to_check(self) -> bool:
        opening = " ".join(self.answer_spoken[: _OPENING + 1])
        return _CHECK[self.language] in opening or (
            "120" in opening and not any(map(has_figure, self.answer_spoken))
        )

    def _hedge_position(self) -> int:
        opening = self.answer_spoken[:_OPENING]
        stated = [number for number, sentence in enumerate(opening, 1) if has_figure(sentence)]
        return stated[-1] if stated else len(opening)
