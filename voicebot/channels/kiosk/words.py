"""What the kiosk shows and says by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from voicebot.channels.menu import sentence
from voicebot.channels.websocket.codes import CODES
from voicebot.civic.overlay.laying import key_of
from voicebot.civic.overlay.menu import Item
from voicebot.languages import table
from voicebot.talk.phrases import Phrases, phrases

__all__ = ["Topic", "Words", "topics", "words"]

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
        sentence: how it sounds.
    """

    number: int
    label: str
    picture: str
    ask: str
    sentence: str

    @property
    def say(self) -> str:
        """Names its sound: another sentence has another name, so that no browser plays what it has kept."""
        return f"topic.{key_of(self.sentence)}"


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


def topics(language: str, phone: str, menu: Iterable[Item]) -> list[Topic]:
    """The pictures of the first screen: what every kiosk offers, then the quick menu."""
    book, say = words(language, phone), phrases(language)
    fixed = [
        Topic(number, book.labels[name], picture, book.asks[name], _choice(say, number, book.labels[name]))
        for number, (name, picture) in enumerate(FIXED.items(), 1)
    ]
    asked = [
        Topic(item.number, item.entry.label, item.picture, item.entry.question, sentence(item, language))
        for item in menu
    ]
    return [*fixed, *asked]


def _choice(say: Phrases, number: int, label: str) -> str:
    return say.line("choice", number=number, label=label)
