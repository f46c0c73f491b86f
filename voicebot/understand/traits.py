"""What a learned ear goes by: rows of a text's letters by sound, its words, and their neighbours."""

from __future__ import annotations

import re
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

__all__ = ["SIZE", "Rarity", "Traits", "length_of", "rarity_of", "traits_of", "weighed"]

SIZE = 1 << 17
"""Numbers that traits are folded into."""

_ROWS = (2, 3, 4, 5)
_SOUND, _WORDS = 0.6, 1.0
"""What each counts."""

_FILLERS = frozenset(
    (
        "음",
        "어",
        "아",
        "에",
        "그",
        "저",
        "응",
        "네",
        "예",
        "아이고",
        "아이구",
        "아유",
        "저기",
        "저기요",
        "여보세요",
    )
)
"""Words that say nothing; in a short cry for help they would drown what does."""

_SYLLABLE = re.compile(r"[가-힣]")
_WORD = re.compile(r"[a-z']+", re.IGNORECASE)
_ENGLISH = 2
"""Syllables that an English word counts for."""

Rarity = NDArray[np.float16]
"""How much each trait says by being rare, shape (SIZE,)."""


class Traits(NamedTuple):
    """The traits of one text; a number may come twice, as a sound and as a word.

    Attributes:
        numbers: which, shape (n,).
        values: how much of each, shape (n,).
        words: where those of words begin.
    """

    numbers: NDArray[np.int64]
    values: NDArray[np.float64]
    words: int


def length_of(text: str) -> int:
    """Syllables, about; a learned ear has little to go by in a few."""
    return len(_SYLLABLE.findall(text)) + _ENGLISH * len(_WORD.findall(text))


def traits_of(texts: Sequence[str]) -> list[Traits]:
    """The traits of texts, not weighed yet; for the words of a sentence a millisecond of morphology."""
    plain = [_without_fillers(normalise(text)) for text in texts]
    return [_traits(text, words) for text, words in zip(plain, tokens_of_all(plain), strict=True)]


def rarity_of(all_traits: Sequence[Traits]) -> Rarity:
    """How rare each trait is in many texts: the usual inverse document frequency."""
    seen = np.zeros(SIZE)
    for traits in all_traits:
        seen[np.unique(traits.numbers)] += 1
    return np.log((len(all_traits) + 1) / (seen + 1)).astype(np.float16)


def weighed(traits: Traits, rarity: Rarity) -> Traits:
    """Traits as an ear counts them: the rare ones more; sounds and words each of one length."""
    values = traits.values * rarity[traits.numbers]
    for part, counts in ((slice(0, traits.words), _SOUND), (slice(traits.words, None), _WORDS)):
        values[part] *= counts / (float(np.linalg.norm(values[part])) or 1.0)
    return traits._replace(values=values)


def _without_fillers(text: str) -> str:
    """The words that say something; all where none does."""
    return " ".join(word for word in text.split() if word not in _FILLERS) or text


def _traits(text: str, words: Sequence[Morpheme]) -> Traits:
    sounds, told = (_counted(names) for names in (_sounds(text), _words(words)))
    numbers = np.array([*sounds, *told], np.int64)
    counts = np.array([*sounds.values(), *told.values()], np.float64)
    return Traits(numbers, 1 + np.log(counts), len(sounds))


def _counted(names: Iterator[str]) -> Counter[int]:
    return Counter(zlib.crc32(name.encode()) % SIZE for name in names)


def _sounds(text: str) -> Iterator[str]:
    sound = f" {to_sound(text)} "
    return (f"s{sound[at : at + size]}" for size in _ROWS for at in range(len(sound) - size + 1))


def _words(morphemes: Sequence[Morpheme]) -> Iterator[str]:
    """Words, particles and endings too; each with the next, and with the one after that."""
    words = [f"{morpheme.form}/{morpheme.tag[:2]}" for morpheme in morphemes]
    yield from (f"w{word}" for word in words)
    yield from (f"b{one}_{other}" for one, other in pairwise(words))
    yield from (f"k{one}_{other}" for one, other in zip(words, words[2:], strict=False))
