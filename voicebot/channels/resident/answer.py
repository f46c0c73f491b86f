"""What the page of an answer shows; pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from voicebot.civic.easy import EasyLine, easy_lines
from voicebot.civic.entry import Entry, split_sentences
from voicebot.civic.pictures import symbol

__all__ = ["Answer", "Fact", "answer_of", "structured"]

_FACTS = ("who", "where", "phone", "fee", "hours", "deadline")
"""Fields of an entry that are shown by themselves, in this order."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know.

    Attributes:
        name: which field of the entry it is.
        value: as the officer wrote it.
        link: what pressing it does; empty where it does nothing.
    """

    name: str
    value: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry on a day. Once its time has passed, nothing of it is shown as a fact.

    Attributes:
        holds: whether it is in force.
        lines: what is said, a sentence each.
        written: what the office has written, a paragraph each.
        easy: the sentences with their drawings.
    """

    entry: Entry
    holds: bool
    lines: tuple[str, ...]
    written: tuple[str, ...]
    easy: tuple[EasyLine, ...]
    facts: tuple[Fact, ...]
    steps: tuple[str, ...]
    docs: tuple[str, ...]


def answer_of(entry: Entry, today: dt.date, tel: Callable[[str], str]) -> Answer:
    """Put together what is shown.

    Args:
        entry: in the language in which there is one.
        today: the district's date.
        tel: makes a telephone number something to press.
    """
    holds, lines = entry.in_force(today), entry.spoken(today)
    thoughts = (thought for line in lines for thought in split_sentences(line))
    return Answer(
        entry=entry,
        holds=holds,
        lines=lines,
        written=tuple(part for part in entry.written(today).split("\n\n") if part),
        easy=tuple(easy_lines(thoughts, entry.language, symbol(entry.picture))),
        facts=tuple(_facts(entry, tel)) if holds else (),
        steps=entry.steps if holds else (),
        docs=entry.docs if holds else (),
    )


def _facts(entry: Entry, tel: Callable[[str], str]) -> list[Fact]:
    told = ((name, getattr(entry, name)) for name in _FACTS)
    return [Fact(name, value, tel(value) if name == "phone" else "") for name, value in told if value]


def structured(answer: Answer, address: str) -> Markup:
    """The same for search engines (schema.org, FAQPage), safe inside a ``script``."""
    entry = answer.entry
    said = {"@type": "Answer", "text": " ".join(answer.written)}
    told = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "url": address,
        "inLanguage": entry.language,
        "mainEntity": [{"@type": "Question", "name": entry.question, "acceptedAnswer": said}],
    }
    return Markup(json.dumps(told, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - escaped
