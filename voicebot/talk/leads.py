"""What callers are likely to say to each question of the desk, for the recogniser to wait for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from voicebot.understand.led import NOTHING, Lead

__all__ = ["Leads"]

_PLACED = frozenset({"what", "place", "fix", "readback"})
"""Questions to which a place is said, too."""
_NUMBERED = frozenset({"phone", "phone_check", "number", "number_check"})
"""Questions to which a number is said."""


class Leads:
    """The leads of one conversation.

    Args:
        language: ``ko`` or ``en``; English is heard well enough without.
        names: of places in the district.
    """

    def __init__(self, language: str, names: tuple[str, ...]) -> None:
        self._words = _words() if language == "ko" else {}
        self._names = names if language == "ko" else ()

    @property
    def opening(self) -> Lead:
        """Where nothing was asked: a complaint may be told, or asked after."""
        return Lead(self._words.get("opening", ""), self._names)

    def to(self, asking: str) -> Lead:
        """The answer to a question; nothing for one that is not known here."""
        words, numbered = self._words.get(asking, ""), asking in _NUMBERED
        names = self._names if asking in _PLACED else ()
        return Lead(words, names, digits=numbered) if words or numbered else NOTHING


@cache
def _words() -> dict[str, str]:
    source = files("voicebot.talk") / "data" / "leads.ko.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
