"""Handing a caller to a person: what will be passed on, heard and allowed; then now by phone, or a call back.

A pure machine: the state and what was said make the next state and what to say.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Literal

from voicebot.understand.commands import number_choice, yes_no
from voicebot.understand.expected import DIGITS, YES_NO
from voicebot.understand.slots import Phone, Span, dictated, find_phone

__all__ = ["CALL", "CALLBACK", "Handing", "Passing", "chose", "heard"]

CALL, CALLBACK = "person-call", "person-callback"
"""Choices: a call now, or the office calls."""
MOST_TRIES = 2
LONGEST = 60
"""Letters of when somebody wants to be called."""

Asking = Literal["summary", "how", "phone", "when", "done"]


@dataclass(frozen=True, slots=True)
class Handing:
    """How far it has come.

    Attributes:
        asking: what the desk has asked.
        summary: what will be passed on; nothing personal in it.
        allowed: whether the caller allowed it.
        phone: the digits so far.
        when: in the caller's words.
        tries: times in a row that the answer was not understood.
    """

    asking: Asking
    summary: str = ""
    allowed: bool = False
    phone: str = ""
    when: str = ""
    tries: int = 0

    @property
    def mark(self) -> Hashable:
        """What has to be heard to its end before a yes to it counts."""
        return ("summary", self.summary) if self.asking == "summary" else None

    @property
    def personal(self) -> bool:
        """Whether the next words will say who somebody is."""
        return self.asking == "phone"

    @property
    def expected(self) -> tuple[str, ...]:
        """Answers of a syllable that can be meant (`voicebot.understand.expected`)."""
        return {"summary": YES_NO, "how": ("1", "2"), "phone": DIGITS}.get(self.asking, ())


@dataclass(frozen=True, slots=True)
class Passing:
    """What comes of an answer.

    Attributes:
        handing: as it is now; nothing when it is over.
        phrase: what the desk says, by name.
        keep: the callback is to be stored now.
    """

    handing: Handing | None
    phrase: str
    keep: bool = False


def heard(now: Handing, text: str, language: str, *, whole: bool) -> Passing | None:
    """What an utterance answers; nothing where it is no answer, and may be anything else.

    Args:
        now: how far it has come.
        text: what was said.
        language: ``ko`` or ``en``.
        whole: whether the caller had heard the question to its end.
    """
    answer = yes_no(text, language)
    match now.asking:
        case "summary":
            return None if answer is None else _allowed(now, answer, whole=whole)
        case "how":
            return _how(now, text, language, answer)
        case "phone":
            return Passing(None, "person_not_called") if answer is False else _phone(now, text)
        case "when":
            when = "" if answer is False else text.strip(" .!?")[:LONGEST]
            return Passing(replace(now, asking="done", when=when), "person_noted", keep=True)
    return None


def chose(now: Handing, choice: str) -> Passing | None:
    """What a pressed choice means."""
    if choice == CALL:
        return Passing(None, "person_now")
    return Passing(replace(now, asking="phone"), "person_phone") if choice == CALLBACK else None


def _allowed(now: Handing, answer: bool, *, whole: bool) -> Passing:
    if answer and not whole:
        return Passing(now, "person_hear_out")
    return Passing(replace(now, asking="how", allowed=answer), "person_how")


def _how(now: Handing, text: str, language: str, answer: bool | None) -> Passing | None:
    number = number_choice(text, language)
    if number in (1, 2):
        return chose(now, CALL if number == 1 else CALLBACK)
    if find_phone(text):
        return _phone(replace(now, asking="phone"), text)
    return Passing(None, "person_not_called") if answer is False else None


def _phone(now: Handing, text: str) -> Passing:
    """A telephone number, or the next part of one."""
    phone = find_phone(text)
    digits = phone.digits if phone and not phone.fault else dictated(now.phone, text)
    if digits and Phone(digits, Span(0, 0)).fault is None:
        return Passing(replace(now, asking="when", phone=digits, tries=0), "person_when")
    if digits and digits != now.phone:
        return Passing(replace(now, phone=digits), "person_phone_rest")
    if now.tries + 1 >= MOST_TRIES:
        return Passing(None, "person_now")
    return Passing(replace(now, phone="", tries=now.tries + 1), "person_phone_again")
