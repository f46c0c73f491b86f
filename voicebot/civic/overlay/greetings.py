"""Greetings as officers have them: the phrases of a file with what was added, changed or switched off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voicebot.civic.greetings import Greetings, Phrase
from voicebot.civic.overlay.laying import OFF, Row, by_key, key_of, laid_over
from voicebot.store.ledger import Content, Lines

__all__ = ["Spoken", "chapter", "content_of", "greetings_over", "in_force", "phrase_key", "switched"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A phrase and what it is about."""

    topic: str
    phrase: Phrase


def chapter(language: str) -> str:
    """Where the ledger has the greetings of a language."""
    return f"greeting.{language}"


def phrase_key(topic: str, says: str) -> str:
    """Names a phrase, whatever else is said of when it holds."""
    return key_of(topic, says)


def greetings_over(base: Greetings, lines: Lines) -> list[Row[Spoken]]:
    """Every phrase of a language, those that are switched off too."""
    filed = (Spoken(topic, phrase) for topic, rows in base.phrases.items() for phrase in rows)
    known = by_key(filed, lambda one: phrase_key(one.topic, one.phrase.says))
    return laid_over(known, lines, _read)


def in_force(rows: Iterable[Row[Spoken]]) -> Greetings:
    """What may be said."""
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for row in rows:
        if not row.off:
            phrases[row.value.topic] = (*phrases.get(row.value.topic, ()), row.value.phrase)
    return Greetings(phrases)


def content_of(spoken: Spoken, *, off: bool) -> Content:
    """A phrase as a line of the ledger."""
    phrase = spoken.phrase.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"topic": spoken.topic, "phrase": phrase, OFF: off}


def switched(base: Greetings, row: Row[Spoken], *, off: bool) -> Content | None:
    """The line by which a phrase is said no more, or again.

    Args:
        base: of the file.
        row: the phrase.
        off: which of the two.
    """
    filed = {one.key: one.value for one in greetings_over(base, {})}
    if filed.get(row.key) == row.value:
        return {OFF: True} if off else None
    return content_of(row.value, off=off)


def _read(content: Content) -> Spoken:
    return Spoken(str(content["topic"]), Phrase.model_validate(content["phrase"]))
