"""A caller who dictates a telephone number to the interview, checks what was understood, puts it right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voicebot.bench.desk_ear import DeskEar
from voicebot.bench.pauses import MARK, Voices
from voicebot.civic.complaints.categories import FALLBACK, load_categories
from voicebot.settings import settings
from voicebot.talk.answers import number_ending
from voicebot.talk.form import by_dictation, by_sound
from voicebot.talk.interview import Book, Draft, Interview, Said, again, heard_as, take
from voicebot.talk.interview.numbers import fits
from voicebot.talk.leads import Leads
from voicebot.talk.phrases import phrases
from voicebot.text.spoken_digits import in_a_row
from voicebot.understand.expected import expected_answer
from voicebot.understand.meaning import Reading
from voicebot.understand.slots import Phone, Slots, Span, find_intent, find_phone, parts_of

if TYPE_CHECKING:
    from voicebot.bench.numbers import Spoken

__all__ = ["Taken", "take_number"]

_ASKED = 4
"""Digits of a part, which the desk asks for once it has misheard the whole."""
MOST = 12
"""Things that she says before she gives up."""


@dataclass(slots=True)
class Taken:
    """What came of one number.

    Attributes:
        outcome: ``at once``, ``after correcting``, ``not taken`` or ``wrongly believed``.
        lines: what was heard each time, and what the desk said to it.
    """

    outcome: str = "not taken"
    lines: list[str] = field(default_factory=list)


def take_number(one: Spoken, voices: Voices, ear: Callable[..., DeskEar]) -> Taken:
    """Say a number until the desk has it.

    Args:
        one: the number and how it is said.
        voices: who speaks.
        ear: makes the desk's ear for what it waits for.
    """
    own, taken = settings(), Taken()
    book = Book(load_categories(own.district_dir), phrases("ko"), "ko", days=90)
    known = Draft("key", what="불", category=FALLBACK, place="역", when="어제", name="김", consent=True)
    now = Interview(known, "phone")
    corrected = False
    for _ in range(MOST):
        words = _says(one, now)
        heard = _heard(now, one, words, voices, ear)
        step = (take(now, heard, book) if heard else None) or again(now, book)
        now = step.interview
        understood = f"{heard.text} [{heard.digits}]" if heard else "(nothing)"
        taken.lines.append(f"{understood} → {' '.join(step.sentences)}")
        if now.asking not in ("phone", "phone_check"):
            break
        corrected = (
            corrected
            or now.asking == "phone"
            or (now.asking == "phone_check" and now.draft.phone != one.phone)
        )
    if now.draft.phone_sure:
        right = "after correcting" if corrected else "at once"
        taken.outcome = right if now.draft.phone == one.phone else "wrongly believed"
    return taken


def _says(one: Spoken, now: Interview) -> str:
    """The number; yes where it was understood; else what is wrong with it."""
    if now.asking != "phone_check":
        if now.draft.phone_after:
            part = one.phone[len(now.draft.phone) : len(one.phone) - len(now.draft.phone_after)]
            return _digits(part)
        rest = one.phone.removeprefix(now.draft.phone) if now.draft.phone else ""
        if now.draft.phone and not one.phone.startswith(now.draft.phone):
            return "아니요."
        if now.draft.phone:
            return _digits(rest[:_ASKED] if now.draft.refused else rest)
        slowly = now.draft.refused or now.tries
        groups = Phone(one.phone, Span(0, 0)).spoken().split(", ")
        return MARK.join([*groups[:-1], f"{groups[-1]}이요."]) if slowly else one.words
    if now.draft.phone == one.phone:
        return "네, 맞아요."
    wrong = _wrong_part(now.draft.phone, one.phone)
    return {"middle": "아니요, 가운데가 틀렸어요.", "last": "아니요, 끝자리가 틀렸어요."}.get(
        wrong, "아니요."
    )


def _digits(part: str) -> str:
    return Phone(part, Span(0, 0)).spoken().replace(", ", MARK) + "요."


def _wrong_part(heard: str, phone: str) -> str:
    """The one group that differs, where only one does."""
    if len(heard) != len(phone):
        return ""
    wrong = [name for name, (start, end) in parts_of(phone).items() if heard[start:end] != phone[start:end]]
    return wrong[0] if len(wrong) == 1 else ""


def _heard(
    now: Interview, one: Spoken, words: str, voices: Voices, ear: Callable[..., DeskEar]
) -> Said | None:
    """What the interview makes of it, all turns of it together; nothing where no words were heard."""
    likely = fits(now)
    listening = ear(
        expected=now.expected,
        lead=Leads("ko", ()).to(now.asking),
        ends=lambda transcript: number_ending(transcript, likely),
    )
    turns = [turn for turn in listening.hear(one.sound(voices, words)) if turn.verdict.accepted]
    if not turns:
        return None
    rows = in_a_row([turn.transcript.rows for turn in turns])
    text = " ".join(turn.transcript.text for turn in turns)
    readings = [Reading(text, min(-0.01, turns[-1].transcript.hypotheses[0].score), rows)]
    slots = Slots(text, phone=find_phone(text), intent=find_intent(text, "ko"))
    said = by_dictation(heard_as(text, slots, "ko"), readings, likely)
    if said.wish or said.number or said.digits or not now.expected:
        return said
    return by_sound(said, expected_answer(turns[-1].transcript.hypotheses, now.expected, "ko"))
