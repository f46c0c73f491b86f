"""Answers that can be pressed, for who does not say them: each question's own, a few at a time; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from voicebot.talk.interview.asking import ask, category_told
from voicebot.talk.interview.draft import Asking, extra_open
from voicebot.talk.interview.filling import Filled
from voicebot.talk.interview.numbers import without_name
from voicebot.talk.interview.state import Book, Interview, Step
from voicebot.talk.interview.wishes import corrected

__all__ = ["Pick", "pick_of", "picked", "picks"]

AT_A_TIME = 5
"""Beside the one that shows the others: as many as the smallest screen has room for."""
_OTHERS = "pick-others"


@dataclass(frozen=True, slots=True)
class Pick:
    """One answer to press.

    Attributes:
        id: what pressing it says; of the desk, never shown.
        label: what it is called.
        picture: the name of a picture, or a pictograph.
        fills: what it adds to the draft.
    """

    id: str
    label: str
    picture: str
    fills: Callable[[], Filled]


def picks(now: Interview, book: Book) -> tuple[Pick, ...]:
    """What can be pressed as the answer to the open question; nothing where it has answers of its own."""
    offers = _OFFERS.get(now.asking)
    everything = offers(now, book) if offers else ()
    if len(everything) <= AT_A_TIME + 1:
        return tuple(everything)
    pages = -(-len(everything) // AT_A_TIME)
    first = now.page % pages * AT_A_TIME
    others = Pick(_OTHERS, book.phrases.line("pick_others"), "next", lambda: Filled(now.draft))
    return (*everything[first : first + AT_A_TIME], others)


def pick_of(now: Interview, number: int, book: Book) -> Pick | None:
    """What bears that number; nothing where nothing does."""
    shown = picks(now, book)
    return shown[number - 1] if 1 <= number <= len(shown) else None


def picked(now: Interview, pick: Pick, book: Book) -> Step:
    """What comes of it."""
    if pick.id == _OTHERS:
        return ask(replace(now, page=now.page + 1), book)
    filled = pick.fills()
    return ask(now.ask_next(filled.draft, book), book, *filled.leads)


def _kinds(now: Interview, book: Book) -> Sequence[Pick]:
    """What it is about is then all that is known of what happened."""

    def fills(category: str) -> Filled:
        draft = now.draft.having(what=book.label(category), category=category)
        return Filled(draft, category_told(category, book), took=True)

    return [
        Pick(f"pick-{one.id}", book.label(one.id), one.picture, lambda name=one.id: fills(name))  # type: ignore[misc]
        for one in book.categories.categories
    ]


def _places(now: Interview, book: Book) -> Sequence[Pick]:
    """A dong is as much as can be pressed."""

    def fills(place: str) -> Filled:
        return Filled(now.draft.having(place=place, vague="").passing("place"), took=True)

    areas = [
        Pick(f"pick-place-{number}", name, "map", lambda name=name: fills(name))  # type: ignore[misc]
        for number, name in enumerate(book.areas)
    ]
    return [*areas, _unknown("place", now, book)]


def _times(now: Interview, book: Book) -> Sequence[Pick]:
    def pick(name: str) -> Pick:
        when = book.phrases.line(f"pick_{name}")
        draft = now.draft.having(when=when)
        return Pick(f"pick-{name}", when, "calendar", lambda: Filled(draft, took=True))

    return [pick("today"), pick("yesterday"), _unknown("when", now, book)]


def _extras(now: Interview, book: Book) -> Sequence[Pick]:
    return [_unknown(extra_open(now.draft, book.categories.get(now.draft.category)), now, book)]


def _unknown(name: str, now: Interview, book: Book) -> Pick:
    label = book.phrases.line("pick_unknown")
    return Pick("pick-unknown", label, "question", lambda: Filled(now.draft.passing(name), took=True))


def _names(now: Interview, book: Book) -> Sequence[Pick]:
    return [Pick("pick-nameless", book.phrases.line("pick_nameless"), "no", lambda: without_name(now, book))]


def _slots(now: Interview, book: Book) -> Sequence[Pick]:
    def pick(slot: str, picture: str) -> Pick:
        label = book.phrases.line(f"pick_slot_{slot}")
        return Pick(f"pick-{slot}", label, picture, lambda: Filled(corrected(now.draft, slot), took=True))

    told = [("what", "note"), ("place", "map"), ("when", "calendar")]
    personal = [] if now.draft.anonymous else [("name", "person"), ("phone", "phone")]
    return [pick(*one) for one in (*told, *personal)]


_OFFERS: dict[Asking, Callable[[Interview, Book], Sequence[Pick]]] = {
    "what": _kinds,
    "place": _places,
    "when": _times,
    "extra": _extras,
    "name": _names,
    "fix": _slots,
}
