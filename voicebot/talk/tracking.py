"""Following a complaint by its number: which digits were said, and what is missing; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicebot.civic.complaints.receipt import LENGTH, heard_digits, is_receipt
from voicebot.understand.slots import Phone, Span, find_phone
from voicebot.understand.slots.numbering import LIKELY, likely_phone

__all__ = ["Number", "Tracking", "heard", "likely_number", "pressed"]

LONGEST = 12
"""Digits of the longest telephone number."""


@dataclass(frozen=True, slots=True)
class Tracking:
    """The digits so far of somebody who was asked for a number."""

    digits: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is whole: a receipt, or the telephone that a complaint was filed with."""

    digits: str
    kind: Literal["receipt", "phone"]


def heard(now: Tracking, text: str) -> Number | Tracking | None:
    """The number that is whole after an utterance, or the digits so far; no digits where they are wrong.

    Nothing where no digit was said.
    """
    phone = find_phone(text)
    if phone and not phone.fault:
        return Number(phone.digits, "phone")
    digits = heard_digits(text)
    if not digits:
        return None
    return _read(digits) or _read(now.digits + digits) or _part(now, digits)


def pressed(now: Tracking, key: str) -> Number | Tracking:
    """The same after a key; a number that begins with 0 may be either kind, so ``#`` ends it."""
    if key == "#":
        return _read(now.digits) or Tracking()
    digits = now.digits + key
    whole = _read(digits)
    return whole if whole and (digits[0] != "0" or len(digits) > LENGTH + 1) else Tracking(digits[-LONGEST:])


def likely_number(digits: str) -> float:
    """How readily digits are taken for the number that was asked for (`dictated_digits`)."""
    return LIKELY if is_receipt(digits) else likely_phone(digits)


def _read(digits: str) -> Number | None:
    if is_receipt(digits):
        return Number(digits, "receipt")
    return Number(digits, "phone") if Phone(digits, Span(0, 0)).fault is None else None


def _part(now: Tracking, digits: str) -> Tracking:
    together = now.digits + digits
    wrong = len(together) >= LENGTH and (together[0] != "0" or len(together) > LONGEST)
    return Tracking() if wrong else Tracking(together)
