"""Captions in step with a recorded voice: which word of the text is heard when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from voicebot.civic.scripts.comparing import Aligned
from voicebot.hear.transcriber import HeardWord

__all__ = ["caption_marks"]


def caption_marks(
    aligned: Aligned, places: Sequence[int], words: Sequence[HeardWord], seconds: float
) -> tuple[tuple[int, int], ...]:
    """When each word of the text is heard; what the recording lacks takes a time between its neighbours.

    Args:
        aligned: the text and what was heard.
        places: where each word of the text begins, in letters.
        words: heard, with their times.
        seconds: how long the recording lasts.

    Returns:
        (index of a word's first letter in the text, milliseconds), times never falling.
    """
    times = _letter_times(aligned, words, seconds)
    known = [(0, 0.0), *((a, times[b]) for a, b in aligned.pairs), (len(aligned.text.letters), seconds)]
    letters = [a for a, _ in known]
    marks: list[tuple[int, int]] = []
    for number, place in enumerate(places):
        first = bisect_left(aligned.text.owners, number)
        ms = round(1000 * _between(known, letters, first))
        marks.append((place, max(ms, marks[-1][1] if marks else 0)))
    return tuple(marks)


def _letter_times(aligned: Aligned, words: Sequence[HeardWord], seconds: float) -> list[float]:
    """When each letter that was heard begins: those of a word share the time until the next."""
    owners = aligned.heard.owners
    starts = [word.start for word in words] + [seconds]
    times = []
    for at, owner in enumerate(owners):
        first, last = bisect_left(owners, owner), bisect_left(owners, owner + 1)
        share = (at - first) / max(1, last - first)
        times.append(starts[owner] + share * max(0.0, starts[owner + 1] - starts[owner]))
    return times


def _between(known: Sequence[tuple[int, float]], letters: Sequence[int], letter: int) -> float:
    """The time of a letter of the text, by the nearest that were heard before and after it."""
    after = min(bisect_left(letters, letter), len(known) - 1)
    before = max(0, after - (letters[after] > letter))
    (a, low), (b, high) = known[before], known[after]
    return low if a == b else low + (high - low) * (letter - a) / (b - a)
