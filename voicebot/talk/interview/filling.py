"""What an utterance adds to a draft, whatever was asked: places, times, numbers, the trouble itself."""

from __future__ import annotations

from dataclasses import dataclass

from voicebot.civic.complaints.categories import FALLBACK
from voicebot.talk.interview.asking import category_told, spoken_phone
from voicebot.talk.interview.draft import SHORT, Draft, Vague
from voicebot.talk.interview.said import Said, for_another, stays_nameless
from voicebot.talk.interview.state import Book, is_whole
from voicebot.understand.slots import Place, dictated, placed
from voicebot.understand.slots.numbering import possible

__all__ = ["Filled", "fill", "nameless", "put_phone", "put_place", "put_what", "put_when"]

CHOICES = 2
"""Categories offered beside 기타."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft, and what the desk says about what was added.

    Attributes:
        offered: categories to choose from, where it is not sure.
        took: whether anything was understood.
    """

    draft: Draft
    leads: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    took: bool = False


def fill(draft: Draft, said: Said, book: Book, *, over: bool = False) -> Filled:
    """Everything that an utterance says of its own accord.

    With ``over`` it replaces what was known, as after a read-back.
    """
    leads: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    before, slots = draft, said.slots
    if for_another(said.text):
        draft = draft.having(behalf=True)
    if stays_nameless(said.text):
        draft, leads = nameless(draft), book.phrases("anonymous")
    for wanted, put in (
        (slots.place and (over or not draft.place or draft.vague), put_place),
        (slots.when and (over or not draft.when), put_when),
        (slots.phone and not draft.anonymous and (over or not draft.phone), put_phone),
    ):
        if wanted:
            added = put(draft, said, book)
            draft, leads = added.draft, leads + added.leads
    if slots.what and not draft.what:
        named = put_what(draft, slots.what.words, said, book)
        draft, leads, offered = named.draft, named.leads + leads, named.offered
    return Filled(draft, leads, offered, took=draft != before or bool(leads))


def put_what(draft: Draft, words: str, said: Said, book: Book) -> Filled:
    """The trouble, and the category that it is about; one that is known stays unless another is sure."""
    draft = draft.having(what=words)
    if said.kind and said.kind != draft.category:
        return Filled(draft.having(category=said.kind), category_told(said.kind, book), took=True)
    if draft.category:
        return Filled(draft, took=True)
    if not said.kinds:
        return Filled(draft.having(category=FALLBACK), category_told(FALLBACK, book), took=True)
    return Filled(draft, offered=(*said.kinds[:CHOICES], FALLBACK), took=True)


def nameless(draft: Draft) -> Draft:
    """A 제보: nothing personal is kept."""
    return draft.having(anonymous=True, consent=False, name="", phone="", phone_after="")


def put_place(draft: Draft, said: Said, book: Book) -> Filled:
    """A place, or why it cannot be taken."""
    place = said.slots.place
    if place is None:
        return Filled(draft)
    if said.outside:
        return Filled(draft, book.phrases("place_outside"), took=True)
    if place.precision == "here":
        return _here(draft, book)
    words = _together(draft, place)[:SHORT]
    return Filled(draft.having(place=words, vague=_vague(place)), took=True)


def _here(draft: Draft, book: Book) -> Filled:
    if draft.position is None:
        return Filled(draft, book.phrases("here_unknown"), took=True)
    return Filled(draft.having(place=book.phrases.line("here"), vague=""), took=True)


def _together(draft: Draft, place: Place) -> str:
    """Two halves of a place: the dong first, then the shop, then what is near it."""
    new, old = place.normalised, draft.place
    if not (draft.vague and old) or old in new:
        return new
    if new in old:
        return old
    return f"{old} {new}" if draft.vague == "area" else f"{new} {old}"


def _vague(place: Place) -> Vague:
    """Why nobody would find it: a dong alone, or something near that has no name."""
    if place.precision == "area":
        return "area"
    unnamed = place.precision == "described" and not (place.dong or place.landmark)
    return "unnamed" if unnamed else ""


def put_when(draft: Draft, said: Said, book: Book) -> Filled:
    """A time, or why it cannot be taken."""
    when = said.slots.when
    if when is None:
        return Filled(draft)
    if when.fault:
        return Filled(draft, book.phrases(f"when_{when.fault}"), took=True)
    return Filled(draft.having(when=when.words[:SHORT]), took=True)


def put_phone(draft: Draft, said: Said, book: Book) -> Filled:
    """A telephone number, or the next part of one; said in passing where it is sure, else asked about."""
    digits = _digits(draft, said)
    if is_whole(digits):
        told = book.phrases("phone_is", digits=spoken_phone(digits, book.language))
        known = draft.having(phone=digits, phone_after="", phone_sure=said.sure)
        return Filled(known, told if draft.consent and said.sure else (), took=True)
    if not possible(digits):
        return Filled(draft.having(phone="", phone_after=""), book.phrases("phone_impossible"), took=True)
    return Filled(draft.having(phone=digits), took=digits != draft.phone)


def _digits(draft: Draft, said: Said) -> str:
    """The number as far as it is known now."""
    phone = said.slots.phone
    if phone and not phone.fault:
        return phone.digits
    if not (said.sure or said.digits):
        return draft.phone
    told = placed(draft.phone, said.digits, said.text) if said.digits else dictated(draft.phone, said.text)
    return told + draft.phone_after if is_whole(told + draft.phone_after) else told
