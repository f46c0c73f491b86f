"""What a password must be, after NIST SP 800-63B-4, section 3.1.1: long and not a common one; nothing else.

No rule about capitals, digits or signs, and none about changing it now and then: they make for worse ones.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

__all__ = ["LONGEST", "SHORTEST", "normal", "wrong_with"]

SHORTEST, LONGEST = 12, 256
"""Characters. NIST asks for 15 without a second factor and 8 with one, and to take 64 at least."""
OWN = 6
"""Characters that must be left when everything that others would try first is taken away."""


def normal(password: str) -> str:
    """The same text as the same characters, whichever keyboard it was typed on (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def wrong_with(password: str, *known: str) -> str:
    """What is wrong with a password, as a key of `voicebot.staff.words`; empty when nothing is.

    Args:
        password: as it was typed.
        known: what belongs to its owner or to the desk, such as the account's name.
    """
    text = normal(password)
    if len(text) < SHORTEST:
        return "password_short"
    if len(text) > LONGEST:
        return "password_long"
    return "password_common" if len(set(left := _left(text, known))) < 4 or len(left) < OWN else ""


def _left(text: str, known: tuple[str, ...]) -> str:
    """What is left of it without words and rows of keys that are in everybody's password."""
    left = text.casefold()
    own = [word.casefold() for word in known if len(word) >= 3]
    for part in sorted((*own, *_common()), key=len, reverse=True):
        left = left.replace(part, "")
    return left


@cache
def _common() -> tuple[str, ...]:
    source = files("voicebot.staff") / "data" / "common_passwords.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
