"""The quick menu: a few topics with a number each, as officers have set them and as people ask. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from voicebot.civic.entry import Entry
from voicebot.store.ledger import Content, Lines

__all__ = [
    "CHAPTER",
    "FIRST",
    "NUMBERS",
    "ON_KIOSK",
    "Asked",
    "Choice",
    "Item",
    "choices",
    "chosen_so",
    "content_of",
    "menu",
    "moved",
    "ranked",
]

CHAPTER = "menu"
FIRST = 3
"""1 and 2 are for filing a complaint and for one's own, everywhere and always."""
NUMBERS = tuple(range(FIRST, 10))
"""One key each."""
ON_KIOSK = 4
"""Topics that a kiosk shows, beside the two: as many as the smallest screen has room for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What officers have said of one entry.

    Attributes:
        number: its key; nothing where it only comes when it is asked often.
        hidden: it never comes.
        picture: the name of a symbol in place of the entry's own picture; empty for that.
    """

    number: int | None = None
    hidden: bool = False
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One topic of the menu.

    Attributes:
        number: of the key that chooses it.
        picture: an emoji, or the name of a symbol.
        pinned: whether officers have given it its number.
    """

    number: int
    entry: Entry
    picture: str
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """How often an entry was answered in an hour of the day, 0 to 23."""

    entry: str
    hour: int
    count: int


def choices(lines: Lines) -> dict[str, Choice]:
    """What officers have said, by the ids of entries."""
    return {key: _read(content) for key, content in lines.items()}


def content_of(choice: Choice) -> Content | None:
    """A choice as a line of the ledger; nothing where nothing is said."""
    if choice == Choice():
        return None
    return {"number": choice.number, "hidden": choice.hidden, "picture": choice.picture}


def ranked(asked: Iterable[Asked], hour: int) -> list[str]:
    """Entries by how often they are asked at this hour, and half as much for each hour that it lies away."""
    scores: dict[str, float] = {}
    for one in asked:
        apart = min((one.hour - hour) % 24, (hour - one.hour) % 24)
        scores[one.entry] = scores.get(one.entry, 0.0) + one.count / 2**apart
    return sorted(scores, key=lambda entry: (-scores[entry], entry))


def menu(
    chosen: Mapping[str, Choice], order: Sequence[str], known: Mapping[str, Entry], most: int = len(NUMBERS)
) -> list[Item]:
    """The menu of a language.

    Args:
        chosen: what officers have said.
        order: the other entries, those asked most first; others of the district follow in its own order.
        known: entries of the language that are spoken now.
        most: topics at most, those with the lowest numbers.
    """
    pinned = {one.number: name for name, one in chosen.items() if one.number in NUMBERS and not one.hidden}
    settled = {name for name, one in chosen.items() if one.hidden} | set(pinned.values())
    others = iter([name for name in dict.fromkeys([*order, *known]) if name in known and name not in settled])
    items = []
    for number in NUMBERS[:most]:
        name = pinned.get(number) if pinned.get(number) in known else next(others, None)
        if name is not None:
            picture = chosen.get(name, Choice()).picture or known[name].picture
            items.append(Item(number, known[name], picture, pinned.get(number) == name))
    return items


def chosen_so(chosen: Mapping[str, Choice], entry: str, choice: Choice) -> dict[str, Choice]:
    """The choices that change when an entry gets one; who had its number before gets what it had.

    Args:
        chosen: what officers have said so far.
        entry: whose choice it is.
        choice: the new one.
    """
    changed = {entry: choice}
    for name, other in chosen.items():
        if name != entry and choice.number and other.number == choice.number:
            changed[name] = replace(other, number=chosen.get(entry, Choice()).number)
    return changed


def moved(items: Sequence[Item], chosen: Mapping[str, Choice], entry: str, step: int) -> dict[str, Choice]:
    """The choices that change when a topic goes one place up (-1) or down (1); both places are fixed then."""
    at = next((place for place, item in enumerate(items) if item.entry.id == entry), None)
    if at is None or not 0 <= at + step < len(items):
        return {}
    one, other = items[at], items[at + step]
    return {
        item.entry.id: replace(chosen.get(item.entry.id, Choice()), number=number, hidden=False)
        for item, number in ((one, other.number), (other, one.number))
    }


def _read(content: Content) -> Choice:
    number = content.get("number")
    return Choice(
        int(number) if number else None, bool(content.get("hidden")), str(content.get("picture", ""))
    )
