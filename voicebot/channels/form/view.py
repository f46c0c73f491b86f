"""What a question's page and the look at everything show; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from voicebot.channels.form.steps import EXTRA, before, way
from voicebot.civic.complaints.categories import Categories, Category
from voicebot.talk.interview import Draft
from voicebot.talk.interview.counting import people_told
from voicebot.talk.phrases import phrases
from voicebot.understand.slots import Phone, Span

__all__ = ["Question", "Row", "question", "rows"]

Way = Literal["long", "text", "phone", "name", "category", "yes_no"]
_WAYS: Mapping[str, Way] = {
    "what": "long", "category": "category", "join": "yes_no", "consent": "yes_no", "name": "name",
    "phone": "phone",
}  # fmt: skip
_SKIPPED = ("place", "when")


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the form.

    Attributes:
        name: of the step.
        way: how it is answered.
        asks: the question itself.
        tells: what has to be known before it is answered, a sentence each.
        value: what was answered before.
        skips: whether somebody may say that they do not know.
        number: which question it is.
        count: how many there are.
        back: the step before; empty at the first.
    """

    name: str
    way: Way
    asks: str
    tells: tuple[str, ...]
    value: str
    skips: bool
    number: int
    count: int
    back: str

    @property
    def spoken(self) -> tuple[str, ...]:
        """The same for ears."""
        return (*self.tells, self.asks)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the look at everything."""

    step: str
    name: str
    value: str


def question(
    step: str, draft: Draft, categories: Categories, say: Mapping[str, str], language: str, days: int
) -> Question:
    """Put together what a page asks.

    Args:
        step: which question.
        draft: what is known.
        categories: of the district.
        say: the pages' words.
        language: ``ko`` or ``en``.
        days: for how long name and number are kept after the complaint was closed.
    """
    asked, lines = way(draft, categories), _lines(step, draft, categories, say, language, days)
    return Question(
        name=step,
        way=_WAYS.get(step, "text"),
        asks=lines[-1],
        tells=lines[:-1],
        value=_value(step, draft),
        skips=step in _SKIPPED or step.startswith(EXTRA),
        number=asked.index(step) + 1,
        count=len(asked) - 1,
        back=before(step, draft, categories),
    )


def _lines(
    step: str, draft: Draft, categories: Categories, say: Mapping[str, str], language: str, days: int
) -> tuple[str, ...]:
    """What is told, and last the question; in the words of the interview where they fit a page."""
    spoken = phrases(language)
    if step.startswith(EXTRA):
        return (_asks(categories.get(draft.category), step, language),)
    if step == "consent":
        return spoken("ask_join_consent" if draft.joins else "ask_consent", days=days)
    if step == "join":
        return spoken("ask_join", people=people_told(draft.people, language))
    return (say[f"ask_{step}"],)


def _asks(category: Category, step: str, language: str) -> str:
    return next(one.in_(language) for one in category.ask if f"{EXTRA}{one.id}" == step)


def _value(step: str, draft: Draft) -> str:
    if step.startswith(EXTRA):
        return dict(draft.answers).get(step.removeprefix(EXTRA), "")
    if step == "phone":
        return "-".join(Phone(draft.phone, Span(0, 0)).groups)
    return str(getattr(draft, step, ""))


def rows(draft: Draft, categories: Categories, say: Mapping[str, str], language: str) -> list[Row]:
    """Everything that would be filed, in the order in which it was asked."""
    return [
        Row(step, _name(step, draft, categories, say, language), value)
        for step in way(draft, categories)
        if (value := _shown(step, draft, categories, say, language))
    ]


def _name(step: str, draft: Draft, categories: Categories, say: Mapping[str, str], language: str) -> str:
    if step.startswith(EXTRA):
        return _asks(categories.get(draft.category), step, language)
    return say[f"row_{step}"]


def _shown(step: str, draft: Draft, categories: Categories, say: Mapping[str, str], language: str) -> str:
    if step == "category":
        return categories.get(draft.category).name.in_(language)
    if step == "consent":
        return say["row_nameless"] if draft.anonymous else say["row_named"]
    if step == "join":
        return say["row_joins"] if draft.joins else ""
    return "" if step == "check" else _value(step, draft) or say["row_unknown"]
