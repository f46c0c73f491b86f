"""The interview: a state and what was said make the next state and what to say; pure.

No clock, no store, no socket: whoever holds it files when a step says so, and tells it what came of it.
"""

from __future__ import annotations

from dataclasses import replace

from voicebot.talk.interview.answers import answered
from voicebot.talk.interview.asking import ask, category_told
from voicebot.talk.interview.draft import Draft
from voicebot.talk.interview.filling import Filled, fill
from voicebot.talk.interview.joining import kept
from voicebot.talk.interview.said import Said, only_wants_to_complain, wants_to_complain
from voicebot.talk.interview.state import Book, Interview, Step
from voicebot.talk.interview.wishes import paused, wished

__all__ = ["again", "begin", "located", "resume", "take"]

MOST_TRIES = 3
"""Then a person is offered."""


def begin(key: str, said: Said, book: Book, category: str = "") -> Step:
    """A complaint begins with what was said, however much that is.

    Args:
        key: names the filing.
        said: the first words; those of a yes where the desk had offered to file.
        book: what the desk knows and says.
        category: what that offer was about.
    """
    draft = Draft(key, category=category)
    bare = only_wants_to_complain(said.text)
    if category or bare or (wants_to_complain(said.text) and not said.kinds):
        said = replace(said, slots=replace(said.slots, what=None))
    filled = fill(draft, said, book)
    told = category_told(category, book) if category else ()
    return _go_on(Interview(draft), replace(filled, leads=told + filled.leads), book)


def take(now: Interview, said: Said, book: Book) -> Step | None:
    """What comes of an utterance; nothing where it is no answer, and may be a question to the desk."""
    if not now.open:
        return _kept(now, said, book)
    return wished(now, said, book) or _answered(now, said, book)


def _kept(now: Interview, said: Said, book: Book) -> Step | None:
    """After the yes: what was filed is never filed again, but can be taken back."""
    if now.asking in ("filing", "joining"):
        return Step(now, (), do="file" if now.asking == "filing" else "join")
    if now.asking in ("sound", "joined"):
        return kept(now, said, book)
    if now.asking == "filed" and said.wish in ("undo", "cancel"):
        return Step(now, (), do="withdraw")
    if now.asking == "filed" and said.wish == "yes":
        return Step(now, book.phrases("filed_already"), "notice")
    return None


def again(now: Interview, book: Book) -> Step:
    """An answer was not understood: ask in other words, then offer a person; nothing is lost."""
    tried = replace(now, tries=now.tries + 1)
    if tried.tries >= MOST_TRIES:
        return paused(tried, book, "interview_person")
    for name in (f"again_{now.asking}_{tried.tries}", f"again_{now.asking}"):
        if name in book.phrases:
            return Step(tried, book.phrases(name))
    return ask(tried, book, *book.phrases("again"))


def resume(now: Interview, book: Book) -> Step:
    """Go on with what was put aside."""
    return ask(now.ask_next(now.draft, book), book, *book.phrases("resumed"))


def located(now: Interview, latitude: float, longitude: float, book: Book) -> Step:
    """The device says where the caller is; the place itself is taken from it where it is being asked for."""
    draft = now.draft.having(position=(latitude, longitude))
    if now.asking == "place" and not draft.place:
        draft = draft.having(place=book.phrases.line("here"), vague="")
    return ask(now.ask_next(draft, book), book, *book.phrases("located"))


def _go_on(now: Interview, filled: Filled, book: Book) -> Step:
    offered = filled.offered or now.offered
    return ask(replace(now, offered=offered).ask_next(filled.draft, book), book, *filled.leads)


def _answered(now: Interview, said: Said, book: Book) -> Step | None:
    """The answer to what was asked, with whatever else was said."""
    if now.asking == "readback" and said.wish in ("yes", "no"):
        return _to_readback(now, said, book)
    filled = answered(now, said, book)
    return _go_on(now, filled, book) if filled.took else None


def _to_readback(now: Interview, said: Said, book: Book) -> Step:
    """Only a yes to what was heard to its end files."""
    if said.wish == "no":
        return ask(replace(now, asking="fix"), book)
    if said.heard:
        return Step(replace(now, asking="filing"), (), do="file")
    return ask(now, book, *book.phrases("hear_out"))
