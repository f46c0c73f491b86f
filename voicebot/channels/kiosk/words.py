"""What the kiosk shows and says by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from voicebot.channels.websocket.codes import CODES
from voicebot.civic.entry import Entry
from voicebot.languages import table
from voicebot.talk.phrases import phrases

__all__ = ["Topic", "Words", "spoken_topics", "topics", "words"]

FIXED = {"report": "note", "mine": "folder"}
"""What every kiosk offers first, and the picture for it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One picture of the first screen.

    Attributes:
        number: of the key that chooses it.
        label: the word on it.
        picture: a symbol of ``pictures.svg`` or an entry's emoji.
        ask: what is asked when it is chosen.
    """

    number: int
    label: str
    picture: str
    ask: str


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words.

    Attributes:
        labels: what stands on a button, by its name.
        says: sentences that are shown and said, by their names.
        asks: what is asked when a picture that stands for no entry is chosen.
        spoken: how each label and sentence sounds; labels as ``label.<name>``.
    """

    labels: Mapping[str, str]
    says: Mapping[str, str]
    asks: Mapping[str, str]
    spoken: Mapping[str, str]


@cache
def words(language: str, phone: str) -> Words:
    """The words of a language, with the desk's number in them."""
    own = table("kiosk", language)
    pairs = {name: _pair(entry) for name, entry in own["labels"].items()}
    says = {name: text.format(phone=phone) for name, text in own["says"].items()} | _errors(language)
    spoken = says | {f"label.{name}": said for name, (_, said) in pairs.items()}
    spoken |= {f"digit.{digit}": said for digit, said in enumerate(own["digits"])}
    return Words({name: shown for name, (shown, _) in pairs.items()}, says, own["asks"], spoken)


def _pair(entry: str | list[str]) -> tuple[str, str]:
    """What is shown, and what is said."""
    return (entry, f"{entry}.") if isinstance(entry, str) else (entry[0], entry[1])


def _errors(language: str) -> dict[str, str]:
    """What the desk tells of errors by text alone: the page says that too."""
    book = phrases(language)
    names = sorted({row.phrase for row in CODES.values()} | {"ended"})
    return {f"desk.{name}": book.line(name) for name in names}


def topics(language: Words, entries: Iterable[Entry]) -> list[Topic]:
    """The pictures of the first screen: what every kiosk offers, then the district's entries."""
    fixed = [(language.labels[name], picture, language.asks[name]) for name, picture in FIXED.items()]
    asked = [(entry.label, entry.picture, entry.question) for entry in entries]
    return [Topic(number, *each) for number, each in enumerate([*fixed, *asked], 1)]


def spoken_topics(language: str, first: Iterable[Topic]) -> dict[str, str]:
    """How the pictures of the first screen sound, as ``topic.<number>``."""
    book = phrases(language)
    return {f"topic.{t.number}": book.line("choice", number=t.number, label=t.label) for t in first}
