"""An interview's step as a reply, as the form on the page, and what of it nobody else may read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from voicebot.talk.interview import Book, Interview, Pick, Said, Step, picks
from voicebot.talk.interview.asking import spoken_phone
from voicebot.talk.reply import Option, Reply, veiled
from voicebot.talk.server_events import Choice
from voicebot.understand.dictation import dictated_digits
from voicebot.understand.expected import DIGITS, YES, YES_NO
from voicebot.understand.meaning import Reading
from voicebot.understand.slots import Phone, Span
from voicebot.understand.slots.numbering import COMPLETE
from voicebot.understand.spoken_number import likeliest, number_in

__all__ = ["by_dictation", "by_sound", "form_of", "hidden", "in_passing", "reply_of"]

_OWN_WORDS = ("place", "name", "phone", "phone_check", "readback")
"""Questions in which the desk says the caller's own words."""


def by_dictation(said: Said, readings: Sequence[Reading], likely: Callable[[str], float]) -> Said:
    """What was said where a number is dictated: its digits, if it is near any; a wish stays one.

    Digits that were heard in the sound itself come before what the recogniser wrote for it. None that were
    said aloud are sure.

    Args:
        said: what the best reading means.
        readings: all of them.
        likely: how readily digits are taken for the number, with what is known of it; see `likeliest`.
    """
    first = readings[0]
    if not first.heard:
        return said
    if said.enough or said.wish not in ("", "correct"):
        return replace(said, sure=False)
    digits = likeliest(first.rows, first.text, likely)
    if digits:
        return replace(said, digits=digits, sure=False, slots=replace(said.slots, phone=None))
    if said.slots.phone and not said.slots.phone.fault:
        return replace(said, sure=False)
    return replace(said, digits=_by_letters(readings, likely), sure=False)


def _by_letters(readings: Sequence[Reading], likely: Callable[[str], float]) -> str:
    """The digits in what a recogniser wrote that has no ear for digits; empty where there are none."""
    return "" if readings[0].rows else dictated_digits(readings, likely) or ""


def in_passing(said: Said, readings: Sequence[Reading]) -> Said:
    """What was said of its own accord: a number counts when it is whole, and is asked about later."""
    first = readings[0]
    if not first.heard:
        return said
    digits = number_in(first.rows, first.text, lambda found: bool(COMPLETE.fullmatch(found)))
    written = said.slots.phone and not said.slots.phone.fault
    phone = Phone(digits, Span(0, 0)) if digits else said.slots.phone if written else None
    return replace(said, sure=False, slots=replace(said.slots, phone=phone))


def by_sound(said: Said, answer: str | None) -> Said:
    """What was said, where only the sound of an expected answer is near."""
    if answer in YES_NO:
        return replace(said, answer=answer == YES)
    return replace(said, number=int(answer)) if answer in DIGITS and answer else said


def hidden(now: Interview, book: Book) -> tuple[str, ...]:
    """Words that say who somebody is."""
    draft = now.draft
    return (draft.name, spoken_phone(draft.phone, book.language) if draft.phone else "")


def reply_of(step: Step, book: Book, *, by_hand: bool = False) -> Reply:
    """What the desk says at a step.

    Args:
        step: of the interview.
        book: what the desk knows and says.
        by_hand: what can be pressed as an answer is shown with the question.
    """
    now = step.interview
    return Reply(
        step.kind,
        (*step.sentences, *_said(now, book)),
        options=_options(now, book) if now.asking == "category" or by_hand or now.picking else (),
        mark=now.mark,
        hidden=hidden(now, book),
        keep=now.asking not in _OWN_WORDS,
    )


def _options(now: Interview, book: Book) -> tuple[Option, ...]:
    if now.asking != "category":
        return tuple(_picked(pick, number, book) for number, pick in enumerate(picks(now, book), 1))
    return tuple(_category(name, number, book) for number, name in enumerate(now.offered, 1))


def _said(now: Interview, book: Book) -> tuple[str, ...]:
    """What can be pressed, for who cannot see it."""
    options = _options(now, book) if now.picking and now.asking != "category" else ()
    lines = tuple(option.choice.sentence for option in options)
    return (*lines, *book.phrases("choice_press")) if lines else ()


def _category(category: str, number: int, book: Book) -> Option:
    kind = book.categories.get(category)
    return _option(f"category-{category}", number, book.label(category), kind.picture, book)


def _picked(pick: Pick, number: int, book: Book) -> Option:
    return _option(pick.id, number, pick.label, pick.picture, book)


def _option(name: str, number: int, label: str, picture: str, book: Book) -> Option:
    sentence = book.phrases.line("choice", number=number, label=label)
    return Option(name, Choice(id=name, number=number, label=label, picture=picture, sentence=sentence))


def form_of(now: Interview, book: Book) -> dict[str, object]:
    """The form so far, without anything that says whose it is."""
    draft = now.draft
    return {
        "asking": now.asking,
        "category": draft.category,
        "category_name": book.label(draft.category) if draft.category else "",
        "what": veiled(draft.what, (draft.name,)),
        "place": veiled(draft.place, (draft.name,)),
        "when": draft.when,
        "contact": "anonymous" if draft.anonymous else "given" if draft.consent else "",
        "answers": {name: veiled(answer, (draft.name,)) for name, answer in draft.answers},
        "photos": draft.photos,
    }
