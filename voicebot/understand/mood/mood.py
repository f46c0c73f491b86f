"""Which mood words tell of, and which of them do."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from voicebot.understand.mood.lexicon import SURE, Lexicon, lexicon

__all__ = ["MOODS", "NEUTRAL", "Mood", "feel"]

MOODS = ("glad", "worried", "sad", "lonely", "angry", "confused", "hurry", "unwell")
"""Besides `NEUTRAL`; where two are told of alike, the one that `_FIRST` names first."""
NEUTRAL = "neutral"

_FIRST = ("sad", "lonely", "angry", "unwell", "worried", "confused", "hurry", "glad")
"""What weighs more to whoever feels it."""


@dataclass(frozen=True, slots=True)
class Mood:
    """How somebody feels.

    Attributes:
        name: one of `MOODS`, or `NEUTRAL`.
        words: which of their words say so, in the order of the lexicon.
    """

    name: str
    words: tuple[str, ...] = ()


def feel(text: str, language: str) -> Mood:
    """How the words of an utterance say that somebody feels.

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    if language not in ("ko", "en"):
        return Mood(NEUTRAL)
    said, known = _plain(text, language), lexicon(language)
    found = {mood: _found(said, mood, known) for mood in MOODS}
    best = max(_FIRST, key=lambda mood: _weight(found[mood]))
    if _weight(found[best]) < SURE:
        return Mood(NEUTRAL)
    return Mood(best, tuple(words for words, _ in found[best]))


def _plain(text: str, language: str) -> str:
    small = unicodedata.normalize("NFC", text).lower()
    if language == "en":
        small = small.replace("'", "").replace("’", "")
    return " ".join(re.findall(r"[^\W_]+", small))


def _weight(found: list[tuple[str, int]]) -> int:
    return sum(weight for _, weight in found)


def _found(said: str, mood: str, known: Lexicon) -> list[tuple[str, int]]:
    """The words of one mood that are the caller's own and not denied; none twice."""
    found: dict[tuple[int, int], tuple[str, int]] = {}
    for pattern, weight in known.cues[mood]:
        for match in pattern.finditer(said):
            start, end = match.span()
            overlaps = any(a < end and start < b for a, b in found)
            if (
                match.group().strip()
                and not overlaps
                and _own(said[:start].rstrip(), said[end - 1 :], known, mood)
            ):
                found[start, end] = (match.group().strip(), weight)
    return list(found.values())


def _own(before: str, after: str, known: Lexicon, mood: str) -> bool:
    denied = known.denied_before.search(before) or known.denied_after.search(after)
    another = mood in known.others_for and known.others.search(before)
    return not (denied or another)
