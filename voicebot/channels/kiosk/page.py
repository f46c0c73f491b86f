"""What the kiosk's page is made from: its words in a language, its first screen, how each of them sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from voicebot.channels.kiosk.words import Topic, Words, topics, words
from voicebot.civic.overlay.menu import Item

__all__ = ["Page", "page"]


@dataclass(frozen=True, slots=True)
class Page:
    """One language of the page.

    Attributes:
        words: its labels and sentences.
        topics: the pictures of the first screen.
        spoken: everything that it can say, by name.
    """

    words: Words
    topics: list[Topic]
    spoken: Mapping[str, str]

    def told(self) -> dict[str, object]:
        """As the page's script takes it."""
        every = {"labels": self.words.labels, "says": self.words.says, **self.menu()}
        return {**every, "spoken": self.spoken}

    def menu(self) -> dict[str, object]:
        """What of it may change while the page is open."""
        first = [{**asdict(topic), "say": topic.say} for topic in self.topics]
        return {"topics": first, "spoken": _sounds(self.topics)}


def page(menu: Sequence[Item], language: str, phone: str) -> Page:
    """The page in a language.

    Args:
        menu: what it offers first.
        language: ko or en.
        phone: of the desk.
    """
    book, first = words(language, phone), topics(language, phone, menu)
    return Page(book, first, {**book.spoken, **_sounds(first)})


def _sounds(first: Sequence[Topic]) -> dict[str, str]:
    return {topic.say: topic.sentence for topic in first}
