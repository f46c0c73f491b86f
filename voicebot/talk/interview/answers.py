"""The answer to each question, with whatever else was said; nothing where the words are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from voicebot.civic.complaints.categories import FALLBACK
from voicebot.talk.interview.asking import category_told
from voicebot.talk.interview.draft import SHORT, Asking, Draft, extra_open
from voicebot.talk.interview.filling import Filled, fill, put_place, put_when
from voicebot.talk.interview.joining import to_join
from voicebot.talk.interview.names import heard_name
from voicebot.talk.interview.numbers import to_check, to_phone, without_name
from voicebot.talk.interview.said import Said, asks
from voicebot.talk.interview.state import Book, Interview
from voicebot.talk.interview.wishes import corrected, named_slot

__all__ = ["answered"]

_ASKED_WHEN = "when once"
"""A day that cannot be has been asked about."""


def answered(now: Interview, said: Said, book: Book) -> Filled:
    """What an utterance adds to the draft when this was asked."""
    answer = _ANSWERS.get(now.asking)
    filled = answer(now, said, book) if answer else None
    return filled or fill(now.draft, said, book, over=now.asking in ("fix", "readback"))


def _to_what(now: Interview, said: Said, book: Book) -> Filled | None:
    if said.slots.what is None or asks(said.text):
        return None
    return fill(now.draft, said, book)


def _to_category(now: Interview, said: Said, book: Book) -> Filled | None:
    number = said.number or 0
    if 1 <= number <= len(now.offered):
        return _chosen(now.draft, now.offered[number - 1], book)
    named = next((name for name in said.kinds if name in now.offered), None)
    if named or said.wish in ("skip", "no"):
        return _chosen(now.draft, named or FALLBACK, book)
    return None


def _chosen(draft: Draft, category: str, book: Book) -> Filled:
    return Filled(draft.having(category=category), category_told(category, book), took=True)


def _to_place(now: Interview, said: Said, book: Book) -> Filled | None:
    """Once asked for more, whatever is said is as much as there is to know."""
    draft, more = now.draft, bool(now.draft.vague) or now.tries > 0
    if said.wish in ("skip", "no"):
        return Filled(draft.passing("place"), took=True) if more else None
    if said.slots.place:
        added = put_place(draft, said, book)
        rest = fill(added.draft, replace(said, slots=replace(said.slots, place=None)), book)
        told = more and bool(rest.draft.place) and not added.leads
        done = rest.draft.passing("place") if told else rest.draft
        return Filled(done, added.leads + rest.leads, rest.offered, took=True)
    if now.tries > 0 and said.slots.what and not asks(said.text):
        return Filled(draft.having(place=said.text.strip(" .!")[:SHORT]).passing("place"), took=True)
    return None


def _to_when(now: Interview, said: Said, book: Book) -> Filled | None:
    """Never insisted on: what is no time is kept as it was said, and a wrong one is asked about once."""
    draft = now.draft
    if said.wish in ("skip", "no"):
        return Filled(draft.passing("when"), took=True)
    if said.slots.when:
        added = put_when(draft, said, book)
        asked = "when" if _ASKED_WHEN in draft.passed else _ASKED_WHEN
        return replace(added, draft=added.draft.passing(asked))
    if asks(said.text) or said.wish:
        return None
    if said.slots.place or said.slots.phone:
        return fill(draft, said, book)
    return Filled(draft.having(when=said.text.strip(" .!")[:SHORT]), took=True)


def _to_extra(now: Interview, said: Said, book: Book) -> Filled | None:
    draft = now.draft
    wanted = book.categories.get(draft.category)
    name = extra_open(draft, wanted)
    if said.wish == "skip" or said.enough or said.thanks_no:
        return Filled(draft.passing(name), took=True)
    if asks(said.text):
        return None
    return Filled(draft.having(answers=(*draft.answers, (name, said.text.strip(" .!")[:SHORT]))), took=True)


def _to_consent(now: Interview, said: Said, book: Book) -> Filled | None:
    if said.wish in ("no", "skip"):
        return without_name(now, book)
    if said.wish == "yes":
        told = () if said.heard else book.phrases("hear_out")
        return Filled(now.draft.having(consent=said.heard), told, took=True)
    return None


def _to_name(now: Interview, said: Said, book: Book) -> Filled | None:
    if said.wish in ("no", "skip"):
        return without_name(now, book)
    name = "" if asks(said.text) else heard_name(said.text)
    return Filled(now.draft.having(name=name), took=True) if name else None


def _to_fix(now: Interview, said: Said, book: Book) -> Filled | None:
    slot = named_slot(said.text)
    if slot:
        return Filled(corrected(now.draft, slot, said.text), took=True)
    return Filled(now.draft, took=True) if said.wish in ("yes", "no") else None


_ANSWERS: dict[Asking, Callable[[Interview, Said, Book], Filled | None]] = {
    "what": _to_what,
    "category": _to_category,
    "place": _to_place,
    "join": to_join,
    "when": _to_when,
    "extra": _to_extra,
    "consent": _to_consent,
    "name": _to_name,
    "phone": to_phone,
    "phone_check": to_check,
    "fix": _to_fix,
}
