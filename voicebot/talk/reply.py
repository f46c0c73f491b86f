"""What the desk says back: a value, before any of it is sound."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from voicebot.talk.inquiry import Inquiry
from voicebot.talk.server_events import Call, Choice, Link, ReplyKind, Source, Step
from voicebot.talk.walk import Walk
from voicebot.text.masking import MASK, mask

__all__ = ["AT_ONCE", "Effect", "Option", "Reply", "veiled"]

AT_ONCE = 3
"""Sentences said before the desk asks whether to go on (product.md, "How the desk speaks")."""


class Effect(StrEnum):
    """What a reply does besides being said."""

    SLOWER = "slower"
    FASTER = "faster"
    LOUDER = "louder"
    SOFTER = "softer"
    RECORD = "record"
    REJECT = "reject"
    FORGET = "forget"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice and the entry it leads to."""

    entry: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Reply:
    """What the desk says back.

    Attributes:
        kind: as in ``response.created``.
        sentences: said now, in order; choices' sentences are among them.
        rest: what "더 들을까요?" offers.
        options: the numbered choices, at most three.
        source: the entry it comes from.
        recordings: the officer's recording of a sentence, played instead of synthesis.
        effects: what else happens.
        mark: what a yes to it means; it counts only once the reply was heard to its end (`Mouth.has_heard`).
        hidden: words in it that say who somebody is: spoken, but neither shown nor kept.
        calls: telephones to press.
        links: to look at beside what is said.
        keep: whether its sound may be kept; never where only one caller will ever hear it.
        offers: the category of the complaint that a yes to it begins.
        step: which of several things told one at a time it is.
        onward: what "다음" brings after it, or a yes, while that is only offered.
        inquiry: a question of the office that the next words answer.
    """

    kind: ReplyKind
    sentences: tuple[str, ...]
    rest: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    source: Source | None = None
    recordings: Mapping[str, Path] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    mark: Hashable = None
    hidden: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    links: tuple[Link, ...] = ()
    keep: bool = True
    offers: str = ""
    step: Step | None = None
    onward: Walk | None = None
    inquiry: Inquiry | None = None

    @property
    def goes_on(self) -> bool:
        """Whether the wish for more is granted without a question in between."""
        return bool(self.rest or (self.onward and self.onward.begun))

    @property
    def yes_no(self) -> bool:
        """Whether it ends with a question that is answered by yes or no alone."""
        offered = self.onward is not None and not self.goes_on
        return self.kind == "confirm" or bool(self.offers) or offered

    @property
    def shown(self) -> list[str]:
        """The sentences as they may be read by others; as long as they are."""
        if not self.hidden:
            return [*self.sentences]
        return [veiled(sentence, self.hidden) for sentence in self.sentences]

    @property
    def choices(self) -> list[Choice]:
        """The choices as they are sent."""
        return [option.choice for option in self.options]

    def after(self, first: tuple[str, ...], *effects: Effect) -> Reply:
        """The same reply with something said before it: "네, 천천히 말씀드릴게요." and then again."""
        return replace(self, sentences=first + self.sentences, effects=effects)


def veiled(text: str, hidden: tuple[str, ...]) -> str:
    """A text in which the hidden words, and whatever else is personal, cannot be read."""
    for words in sorted(filter(None, hidden), key=len, reverse=True):
        text = text.replace(words, re.sub(r"[^\W_]", MASK, words))
    return mask(text)
