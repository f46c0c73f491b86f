"""The sound channel: how alike two texts sound, whatever their spelling.

Recognition errors keep the sound and lose the letters (추립꾹 for 출입국), so texts are compared as rows of
jamo: n-grams to find candidates among all phrasings, then RapidFuzz on the few that are left.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from voicebot.text.jamo import to_sound
from voicebot.understand.sparse import SparseIndex, Terms

__all__ = ["SoundChannel"]

_SIZES = (2, 3, 4, 5)
_BITS = 12
"""Each letter of an n-gram is folded into so many bits (a jamo or a Latin letter or digit fits)."""


class SoundChannel:
    """An index of phrasings by their sound.

    Args:
        texts: the phrasings.
        groups: the entry number of each, (phrasings,).
    """

    def __init__(self, texts: Sequence[str], groups: NDArray[np.int64]) -> None:
        self._sounds = [to_sound(text) for text in texts]
        self._index = SparseIndex.build([_grams(sound) for sound in self._sounds], groups)

    def scores(self, text: str) -> NDArray[np.float32]:
        """Likeness of jamo n-grams with every phrasing, 0–1, (phrasings,)."""
        return self._index.scores(self._index.bag(_grams(to_sound(text))))

    def alike(self, text: str, some: NDArray[np.int64]) -> NDArray[np.float32]:
        """RapidFuzz's ratio on jamo with some phrasings, 0–1, (some,)."""
        chosen = [self._sounds[at] for at in some]
        ratios = process.cdist([to_sound(text)], chosen, scorer=fuzz.ratio, dtype=np.float32)
        found: NDArray[np.float32] = ratios[0] / 100
        return found


def _grams(sound: str) -> Terms:
    """All n-grams of a sound, its edges marked, as numbers."""
    letters = np.frombuffer(f" {sound} ".encode("utf-32-le"), np.uint32).astype(np.int64) & ((1 << _BITS) - 1)
    found = [_run(letters, size) for size in _SIZES if len(letters) >= size]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _run(letters: Terms, size: int) -> Terms:
    gram = np.zeros(len(letters) - size + 1, np.int64)
    for at in range(size):
        gram = (gram << _BITS) | letters[at : len(letters) - size + 1 + at]
    # the size goes in too, so that " ㄱ" and "  ㄱ" differ
    return (gram << 3) | size
