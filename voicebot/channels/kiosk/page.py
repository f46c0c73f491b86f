"""What the kiosk's page is made from: its words in a language, its first screen, how each of them sounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from voicebot.channels.kiosk.words import Topic, Words, spoken_topics, topics, words
from voicebot.civic.faq import Faq

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
        first = [asdict(topic) for topic in self.topics]
        return {
            "labels": self.words.labels,
            "says": self.words.says,
            "topics": first,
            "spoken": self.spoken,
        }


def page(faq: Faq, wanted: list[str], language: str, phone: str) -> Page:
    """The page in a language.

    Args:
        faq: every entry.
        wanted: ids of entries for the first screen; who is not there is left out.
        language: ko or en.
        phone: of the desk.
    """
    known, book = faq.entries(language), words(language, phone)
    first = topics(book, [known[name] for name in wanted if name in known])
    return Page(book, first, {**book.spoken, **spoken_topics(language, first)})
