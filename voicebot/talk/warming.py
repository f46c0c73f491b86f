"""Sentences that are known before anybody calls, so that their sound can be made beforehand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from string import Formatter

from voicebot.civic.complaints.categories import FALLBACK, Categories
from voicebot.civic.complaints.states import table
from voicebot.civic.complaints.telling import tell
from voicebot.civic.district import District
from voicebot.civic.faq import Faq
from voicebot.civic.smalltalk import SmallTalk
from voicebot.talk.interview import Book
from voicebot.talk.interview.asking import category_told
from voicebot.talk.interview.filling import CHOICES
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import AT_ONCE
from voicebot.talk.walk import Walk, in_order

__all__ = ["answers", "changes", "choices", "own_sentences", "questions", "spoken_talk"]


def own_sentences(language: str) -> Iterator[str]:
    """What the desk itself says, where nothing has to be filled in."""
    yield from phrases(language).fixed()


def answers(faq: Faq, language: str, today: dt.date) -> Iterator[str]:
    """Approved answers, most asked first, with their steps, and what asks back for each."""
    for entry in faq.entries(language).values():
        yield from entry.spoken(today)
        yield from _stepped(in_order(entry.steps), language)
    yield from choices(faq, language)


def choices(faq: Faq, language: str) -> Iterator[str]:
    """What asks back for each answer."""
    say = phrases(language)
    for entry in faq.entries(language).values():
        yield from say("confirm", label=entry.label)
        yield from _numbered(entry.label, AT_ONCE, language)


def questions(categories: Categories, language: str, days: int) -> Iterator[str]:
    """What is asked and told about each kind of complaint.

    Args:
        categories: of the district.
        language: that is spoken.
        days: for how long name and number are kept after a complaint was closed.
    """
    book = Book(categories, phrases(language), language, days)
    yield from book.phrases("ask_consent", days=days)
    for kind in categories.categories:
        yield from category_told(kind.id, book)
        yield from (words.in_(language) for words in (*kind.ask, kind.needs, kind.notice) if words)
        if kind.id != FALLBACK:
            yield from book.phrases("read_category", label=book.label(kind.id))
            yield from _numbered(book.label(kind.id), CHOICES, language)
    yield from _numbered(book.label(FALLBACK), CHOICES + 1, language)  # after the others


def changes(district: District, language: str, today: dt.date) -> Iterator[str]:
    """What is said when staff change a complaint, by each department; a day or a reason cannot be known."""
    known = [one.id for one in district.departments if one.in_force(today)]
    for key, words in table().say.items():
        wants = {name for _, name, _, _ in Formatter().parse(words.in_(language)) if name}
        for department in known if wants == {"department"} else [None] if not wants else []:
            yield tell(key, {"department": department}, district, today, language)


def spoken_talk(talk: SmallTalk, language: str) -> Iterator[str]:
    """Everyday talk, where nothing has to be filled in."""
    for topic in talk.topics(language).values():
        said = [line for saying in topic.say for line in saying.sentences]
        yield from (line for line in [*said, topic.offer or ""] if line and "{" not in line)


def _stepped(walk: Walk | None, language: str) -> Iterator[str]:
    """Each of several things to do, as it is said when they are told one at a time."""
    while walk:
        yield from walk.told(phrases(language))
        walk = walk.onward


def _numbered(label: str, places: int, language: str) -> Iterator[str]:
    """A choice in every place that it may have among others."""
    for number in range(1, places + 1):
        yield phrases(language).line("choice", number=number, label=label)
