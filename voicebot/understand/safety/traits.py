"""What a learned ear goes by: rows of a text's letters by sound, its words, and their neighbours."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voicebot.text.jamo import to_sound
from voicebot.text.morphemes import Morpheme, tokens_of_all
from voicebot.text.normal import normalise

__all__ = ["SIZE", "Traits", "traits_of"]

SIZE = 1 << 17
"""Numbers that traits are folded into."""

_ROWS = (2, 3, 4, 5)
_SOUND, _WORDS = 0.6, 1.0
"""What each counts."""


class Traits(NamedTuple):
    """The traits of one text.

    Attributes:
        numbers: which, each once, shape (n,).
        values: how much of each, shape (n,).
    """

    numbers: NDArray[np.int64]
    values: NDArray[np.float64]


def traits_of(texts: Sequence[str]) -> list[Traits]:
    """The traits of texts; for the words of a sentence a millisecond of morphology."""
    plain = [normalise(text) for text in texts]
    return [_traits(text, words) for text, words in zip(plain, tokens_of_all(plain), strict=True)]


def _traits(text: str, words: Sequence[Morpheme]) -> Traits:
    found: Counter[int] = Counter()
    for names, weight in ((_sounds(text), _SOUND), (_words(words), _WORDS)):
        counts = Counter(zlib.crc32(name.encode()) % SIZE for name in names)
        levels = {number: 1 + float(np.log(count)) for number, count in counts.items()}
        length = sum(level**2 for level in levels.values()) ** 0.5 or 1.0
        for number, level in levels.items():
            found[number] += weight * level / length  # type: ignore[assignment]
    return Traits(
        np.fromiter(found, np.int64, len(found)), np.fromiter(found.values(), np.float64, len(found))
    )


def _sounds(text: str) -> Iterator[str]:
    sound = f" {to_sound(text)} "
    return (f"s{sound[at : at + size]}" for size in _ROWS for at in range(len(sound) - size + 1))


def _words(morphemes: Sequence[Morpheme]) -> Iterator[str]:
    """Words, particles and endings too; each with the next, and with the one after that."""
    words = [f"{morpheme.form}/{morpheme.tag[:2]}" for morpheme in morphemes]
    yield from (f"w{word}" for word in words)
    yield from (f"b{one}_{other}" for one, other in pairwise(words))
    yield from (f"k{one}_{other}" for one, other in zip(words, words[2:], strict=False))
