"""What the desk says back: a value, before any of it is sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from voicebot.talk.server_events import Choice, ReplyKind, Source

__all__ = ["AT_ONCE", "Effect", "Option", "Reply"]

AT_ONCE = 3
"""Sentences said before the desk asks whether to go on (product.md, "How the desk speaks")."""


class Effect(StrEnum):
    """What a reply does besides being said."""

    SLOWER = "slower"
    FASTER = "faster"
    LOUDER = "louder"
    SOFTER = "softer"
    RECORD = "record"
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
    """

    kind: ReplyKind
    sentences: tuple[str, ...]
    rest: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    source: Source | None = None
    recordings: Mapping[str, Path] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()

    @property
    def choices(self) -> list[Choice]:
        """The choices as they are sent."""
        return [option.choice for option in self.options]

    def after(self, first: tuple[str, ...], *effects: Effect) -> Reply:
        """The same reply with something said before it: "네, 천천히 말씀드릴게요." and then again."""
        return replace(self, sentences=first + self.sentences, effects=effects)
