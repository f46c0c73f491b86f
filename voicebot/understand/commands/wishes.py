"""Which wish an utterance is. The names are those of protocol.md's ``command``."""

from __future__ import annotations

from voicebot.understand.commands.bare import bare
from voicebot.understand.commands.english import ENGLISH
from voicebot.understand.commands.korean import KOREAN
from voicebot.understand.commands.loose import loose_wish

__all__ = ["COMMANDS", "command"]

COMMANDS = (
    "repeat", "what", "more", "slower", "faster", "louder", "softer", "back", "start_over", "menu", "help",
    "reject", "undo", "person", "forget", "wait", "stop", "goodbye",
)  # fmt: skip

_WISHES = {"ko": KOREAN, "en": ENGLISH}

_LONGEST = 40
"""Letters; who says more has something to tell."""


def command(text: str, language: str) -> str | None:
    """The wish that an utterance is, one of `COMMANDS`, or nothing.

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    said = bare(text, language)
    if not said or len(said) > _LONGEST * (1 if language == "ko" else 2):
        return None
    patterns = _WISHES.get(language, {}).items()
    found = next((name for name, pattern in patterns if pattern.fullmatch(said)), None)
    return found or (loose_wish(text) if language == "ko" else None)
