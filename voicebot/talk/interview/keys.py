"""What a key of the keypad says in an interview; pure."""

from __future__ import annotations

from voicebot.talk.interview.state import Interview

__all__ = ["said_by"]

_YES = {"ko": "네", "en": "yes"}


def said_by(now: Interview, key: str, language: str) -> str | None:
    """The words that a key stands for, as an answer to what is being asked; nothing where it is none.

    A digit is the number of a choice, or one of a telephone number; ``#`` is a yes where one is waited for.
    """
    if now.asking in ("consent", "readback", "phone_check") and key in ("#", "select"):
        return _YES.get(language, _YES["en"])
    if key.isdigit() and (now.asking in ("phone", "phone_check") or 1 <= int(key) <= _choices(now)):
        return key
    return None


def _choices(now: Interview) -> int:
    return len(now.offered) if now.asking == "category" else 0
