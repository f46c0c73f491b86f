"""Captions in step with the voice: which letter of the text is heard when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

__all__ = ["Mark", "estimate_marks", "place_marks"]

Mark = tuple[int, int]  # index of a word's first letter in the text, milliseconds from the start of the sound

_WORD = re.compile(r"\S+")


def place_marks(text: str, words: Sequence[tuple[str, float]]) -> list[Mark]:
    """Give each written word the time at which it is heard.

    A word that is read as it is written takes its own time. Numbers and letters are read as other words
    (``2,500원`` as 이천오백 원): written words between two that match share the time between them by length.

    Args:
        text: as it stands on the page.
        words: as they are read aloud, and the second at which each begins.

    Returns:
        One mark a written word, times never falling.
    """
    written = [(match.group(), match.start()) for match in _WORD.finditer(text)]
    heard = [(letters, start) for letters, start in words if letters]
    if not written or not heard:
        return [(start, 0) for _, start in written]
    anchors = _anchors([word for word, _ in written], [word for word, _ in heard])
    letters = [0]
    for word, _ in written:
        letters.append(letters[-1] + len(word))
    marks: list[Mark] = []
    for index, (_, start) in enumerate(written):
        seconds = _between(index, anchors, letters, [second for _, second in heard])
        marks.append((start, max(round(seconds * 1000), marks[-1][1] if marks else 0)))
    return marks


def estimate_marks(text: str, seconds: float) -> list[Mark]:
    """Marks for a sound that nothing is known of but its length: each letter takes its share."""
    return [
        (match.start(), round(1000 * seconds * match.start() / len(text))) for match in _WORD.finditer(text)
    ]


def _anchors(written: list[str], heard: list[str]) -> list[tuple[int, int]]:
    """Pairs of indices that begin at the same time: the start, each shared word, what follows it, the end."""
    blocks = SequenceMatcher(None, written, heard, autojunk=False).get_matching_blocks()
    shared = {(block.a + k, block.b + k) for block in blocks for k in range(block.size + 1)}
    return sorted({(0, 0), (len(written), len(heard))} | shared)


def _between(index: int, anchors: list[tuple[int, int]], letters: list[int], times: list[float]) -> float:
    """The time of a written word, by its letters between the anchors around it."""
    last = max(k for k, (a, _) in enumerate(anchors) if a <= index)
    (a, b), (c, d) = anchors[last], anchors[min(last + 1, len(anchors) - 1)]
    share = (letters[index] - letters[a]) / (letters[c] - letters[a]) if c > a else 0.0
    place = b + share * (d - b)
    low = min(int(place), len(times) - 1)
    high = min(low + 1, len(times) - 1)
    return times[low] + (place - int(place)) * (times[high] - times[low])
