"""Following a complaint by its number: which digits were said, which are missing, are they right; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicebot.civic.complaints.receipt import LENGTH, heard_digits, is_receipt
from voicebot.understand.expected import DIGITS, YES_NO
from voicebot.understand.slots import Phone, Span, find_phone
from voicebot.understand.slots.numbering import LIKELY, NEVER, likely_phone, possible

__all__ = ["Number", "Tracking", "confirmed", "heard", "likely_number", "pressed"]

_MOBILE = "010"
"""Begins nearly every mobile number; the four digits after it are heard better than eleven in a row."""
_NEXT = {3: "middle", 7: "last"}
"""The part of it that comes after so many digits."""
_AGAIN = 3
"""Digits that say a number again which is being asked about; fewer are a yes or a no misheard (안 이요)."""
LONGEST = 12
"""Digits of the longest telephone number."""

Kind = Literal["receipt", "phone"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is whole: a receipt, or the telephone that a complaint was filed with."""

    digits: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Tracking:
    """Where somebody is who was asked for a number.

    Attributes:
        digits: so far.
        doubted: a whole number that may have been misheard, and is being asked about.
        refused: whole numbers that were heard, and were not it.
    """

    digits: str = ""
    doubted: Number | None = None
    refused: frozenset[str] = frozenset()

    @property
    def asking(self) -> str:
        """What the desk has asked, as leads name it."""
        return "number_check" if self.doubted else "number"

    @property
    def expected(self) -> tuple[str, ...]:
        """Answers of a syllable that can be meant (`voicebot.understand.expected`)."""
        return YES_NO if self.doubted else DIGITS

    def fits(self, digits: str) -> float:
        """How readily digits are taken for the number, or the next part of it."""
        ways = {digits, self.digits + digits}
        never = ways & self.refused or not any(len(way) <= LENGTH or possible(way) for way in ways)
        return NEVER if never else max(map(likely_number, ways))

    @property
    def part(self) -> str:
        """Of a mobile number that was misheard the part that comes next: ``middle``, ``last``, or none."""
        if not self.refused or not self.digits.startswith(_MOBILE):
            return ""
        return _NEXT.get(len(self.digits), "")

    def without(self, number: Number) -> Tracking:
        """The number was misheard: a mobile one is told part after part, another from the beginning."""
        mobile = number.kind == "phone" and number.digits.startswith(_MOBILE)
        return Tracking(_MOBILE if mobile else "", refused=self.refused | {number.digits})


def heard(now: Tracking, text: str) -> Number | Tracking | None:
    """The number that is whole after an utterance, or the digits so far; no digits where they are wrong.

    Nothing where no digit was said.
    """
    phone = find_phone(text)
    if phone and not phone.fault:
        return Number(phone.digits, "phone")
    digits = heard_digits(text)
    if len(digits) < (_AGAIN if now.doubted else 1):
        return None
    return _read(digits) or _read(now.digits + digits) or _part(now, digits)


def confirmed(now: Tracking, wish: str) -> Number | Tracking | None:
    """What an answer says of the number that is asked about; nothing where it is no answer to that."""
    if now.doubted is None or wish not in ("yes", "no", "correct", "restart"):
        return None
    return now.doubted if wish == "yes" else now.without(now.doubted)


def pressed(now: Tracking, key: str) -> Number | Tracking:
    """The same after a key; a number that begins with 0 may be either kind, so ``#`` ends it."""
    if key == "#":
        return now.doubted or _read(now.digits) or Tracking()
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
    return Tracking(refused=now.refused) if wrong else Tracking(together, refused=now.refused)
