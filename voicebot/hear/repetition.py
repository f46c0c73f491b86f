"""Notice a recogniser that says the same thing again and again.

Given little context the decoder sometimes misses the end of the sound and repeats a syllable, a word or the
whole sentence, with high scores. Speech repeats itself too (네 네, 천천히 천천히), so a repeat only counts
when it is long, or comes more often than people say a thing.
"""

from __future__ import annotations

import re
import zlib

__all__ = ["RATE_LIMIT", "babbles", "compression", "cut_repeats", "letters", "repeats", "syllables"]

RATE_LIMIT = 14.0
"""Syllables a second that nobody says: fast Korean speech has about nine."""

_LONG_UNIT = 10
"""Letters of a unit that already counts when it comes twice in a row."""

_COMPRESSION = 2.4
"""Whisper's own limit for a text that repeats itself."""

_SKIP = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The text without spaces and marks, in small letters."""
    return _SKIP.sub("", text).lower()


def _placed(text: str) -> tuple[str, list[int]]:
    """The text without spaces and marks, and where each letter stood."""
    kept = [(letter.lower(), at) for at, letter in enumerate(text) if not _SKIP.fullmatch(letter)]
    return "".join(letter for letter, _ in kept), [at for _, at in kept]


def _too_often(unit: str) -> int:
    """How often in a row is more than people say it; telephone numbers have runs of digits."""
    if len(unit) >= _LONG_UNIT:
        return 2
    if len(unit) == 1 or unit.isdigit():
        return 6
    return 4


def _first_repeat(spoken: str) -> int | None:
    """Where the second saying of the first repeated unit starts, counted in letters."""
    for start in range(len(spoken)):
        for size in range(1, (len(spoken) - start) // 2 + 1):
            unit = spoken[start : start + size]
            if spoken.startswith(unit * _too_often(unit), start):
                return start + size
    return None


def repeats(text: str) -> bool:
    """Whether some unit comes more often in a row than people say a thing."""
    return _first_repeat(letters(text)) is not None


def cut_repeats(text: str) -> str:
    """The text up to where it first starts to say the same thing again."""
    spoken, places = _placed(text)
    second = _first_repeat(spoken)
    return text if second is None else text[: places[second]].rstrip()


def syllables(text: str) -> float:
    """About how many syllables it has: one for a Hangul syllable or a digit, half for a Latin letter."""
    return sum(0.5 if letter.isascii() and letter.isalpha() else 1.0 for letter in letters(text))


def compression(text: str) -> float:
    """How many times smaller zlib makes the text; above 2.4 it mostly repeats itself (Whisper's own rule)."""
    data = text.encode()
    return len(data) / len(zlib.compress(data)) if data else 0.0


def babbles(text: str, seconds: float) -> bool:
    """Whether the text is more than a person says in so many seconds, or says one thing again and again."""
    too_fast = syllables(text) > RATE_LIMIT * max(seconds, 1.0)
    return too_fast or repeats(text) or compression(text) > _COMPRESSION
