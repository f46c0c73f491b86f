"""The about channel: whether an entry's answer speaks of what is asked.

A phrasing says how people ask; the approved answer says what the matter is, often in words that no phrasing
has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.embed import Vectors
from voicebot.understand.space import unit_rows
from voicebot.understand.words import WordsChannel

__all__ = ["AboutChannel"]


class AboutChannel:
    """The answers of entries.

    Args:
        texts: one an entry, empty where there is none.
        vectors: their embeddings, rows of length one, (entries, dimensions).
        mean: the middle of the phrasings' embeddings, taken off questions, (dimensions,).
        language: ``ko`` or ``en``.
        before: the same of an index that this one replaces.
    """

    def __init__(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        mean: Vectors,
        language: str,
        before: AboutChannel | None = None,
    ) -> None:
        has = np.array([bool(text) for text in texts], dtype=bool)
        known: Mapping[str, list[str]] = before.known if before else {}
        self._words = WordsChannel(texts, np.arange(len(texts)), language, known)
        self._any = bool(has.any())
        self._mean = mean
        self._vectors = np.zeros_like(vectors)
        if self._any:
            self._vectors[has] = unit_rows(vectors[has] - vectors[has].mean(axis=0))

    @property
    def known(self) -> Mapping[str, list[str]]:
        """The words of each answer."""
        return self._words.known

    def scores(self, words: Sequence[str], vector: Vectors) -> NDArray[np.float32]:
        """Nearness of a question to every answer, (entries,): cosine plus the share of its words there."""
        if not self._any:
            return np.zeros(len(self._vectors), np.float32)
        cosine = self._vectors @ unit_rows((vector - self._mean)[None])[0]
        return np.asarray(cosine + self._words.covered(self._words.bag(words)), dtype=np.float32)
