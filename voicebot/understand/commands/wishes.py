"""Which wish an utterance is. The names are those of protocol.md's ``command``."""

from __future__ import annotations

from voicebot.understand.commands.answers import number_choice, yes_no
from voicebot.understand.commands.bare import bare
from voicebot.understand.commands.english import ENGLISH
from voicebot.understand.commands.korean import KOREAN
from voicebot.understand.learned import learned
from voicebot.understand.traits import length_of

__all__ = ["COMMANDS", "command", "plain_wish"]

COMMANDS = (
    "repeat", "what", "more", "slower", "faster", "louder", "softer", "back", "start_over", "menu", "help",
    "reject", "undo", "person", "forget", "wait", "stop", "goodbye", "one_by_one", "all_at_once",
)  # fmt: skip

_WISHES = {"ko": KOREAN, "en": ENGLISH}

_LONGEST = 40
"""Letters; who says more has something to tell."""
SHORTEST, MOST = 3, 40
"""Syllables; fewer are a wish only in so many words, more have something to tell."""
TELLS = 0.05
"""How much must tell of a wish."""


def command(text: str, language: str) -> str | None:
    """The wish that an utterance is, one of `COMMANDS`, or nothing.

    Words of one's own ("모기가 앵앵거리는 것 같네" for louder) are told by what was learned from callers'
    sentences (docs/decisions/0013).

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    found = plain_wish(text, language)
    if found or not SHORTEST <= length_of(text) <= MOST:
        return found
    if yes_no(text, language) is not None or number_choice(text, language) is not None:
        return None
    tells, wish = learned("wishes").hears(text)
    return wish if tells >= TELLS else None


def plain_wish(text: str, language: str) -> str | None:
    """The wish that an utterance is in so many words, or nothing."""
    said = bare(text, language)
    if not said or len(said) > _LONGEST * (1 if language == "ko" else 2):
        return None
    patterns = _WISHES.get(language, {}).items()
    return next((name for name, pattern in patterns if pattern.fullmatch(said)), None)
