"""The words channel: which telling words two texts share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from voicebot.text.morphemes import Morpheme, content, tokens_of_all
from voicebot.understand.sparse import Bag, SparseIndex, Terms

__all__ = ["WordsChannel", "english_words", "korean_words", "words_of"]

Splitter = Callable[[Sequence[str]], list[list[str]]]

_LATIN = re.compile(r"[a-z]+|\d+|[^\W\d_a-z]+")
_STOP = frozenset(
    (
        "a", "an", "the", "i", "you", "he", "she", "it", "we", "they", "me", "my", "your", "his", "her",
        "our", "their", "this", "that", "these", "those", "is", "are", "was", "were", "be", "been", "am",
        "do", "does", "did", "to", "of", "in", "on", "at", "for", "from", "by", "with", "and", "or", "but",
        "if", "so", "as", "can", "could", "will", "would", "should", "may", "might", "must", "have", "has",
        "had", "not", "no", "what", "where", "when", "who", "how", "why", "which", "there", "here",
        "please", "get", "want", "need", "like", "just", "about",
    )
)  # fmt: skip
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ers", "ed", "es", "er", "s", "y", "e")


def korean_words(texts: Sequence[str]) -> list[list[str]]:
    """The content morphemes of each text, with their coarse part of speech (``여권/NN``)."""
    return [[_label(morpheme) for morpheme in content(found)] for found in tokens_of_all(texts)]


def _label(morpheme: Morpheme) -> str:
    return f"{morpheme.form.lower()}/{morpheme.tag[:2]}"


def english_words(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text but the commonest, without their endings (``passports`` → ``passport``)."""
    return [[_stem(word) for word in _LATIN.findall(text.lower()) if word not in _STOP] for text in texts]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def words_of(language: str) -> Splitter:
    """What splits a language's texts into words: Kiwi for Korean, spaces and endings for the rest."""
    return korean_words if language == "ko" else english_words


class WordsChannel:
    """An index of phrasings by their words.

    Args:
        texts: the phrasings.
        groups: the entry number of each, (phrasings,).
        language: ``ko`` or ``en``.
        known: texts whose words another index has found before; splitting costs most.

    Attributes:
        known: the words of each text of this index.
    """

    def __init__(
        self,
        texts: Sequence[str],
        groups: NDArray[np.int64],
        language: str,
        known: Mapping[str, list[str]] = MappingProxyType({}),
    ) -> None:
        self._split = words_of(language)
        self._groups = groups
        self._numbers: dict[str, int] = {}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        found = {**known, **dict(zip(new, self._split(new), strict=True))}
        self.known: Mapping[str, list[str]] = {text: found[text] for text in texts}
        split = [self.known[text] for text in texts]
        for words in split:
            for word in words:
                self._numbers.setdefault(word, len(self._numbers))
        self._index = SparseIndex.build([self._terms(words) for words in split], groups)

    def split(self, text: str) -> list[str]:
        """The words of a question."""
        return self._split([text])[0]

    def bag(self, words: Sequence[str]) -> Bag:
        """The words of a question, weighed; its `known` is the share that any phrasing has."""
        return self._index.bag(self._terms(words))

    def scores(self, bag: Bag) -> NDArray[np.float32]:
        """Likeness of words with every phrasing, 0–1, (phrasings,)."""
        return self._index.scores(bag)

    def covered(self, bag: Bag) -> NDArray[np.float32]:
        """The share of a question's words, by weight, that any phrasing of each entry has, (entries,)."""
        return self._index.covered(bag, self._groups, int(self._groups.max(initial=-1)) + 1)

    def _terms(self, words: Sequence[str]) -> Terms:
        # a word that no phrasing has gets a number that no phrasing has
        unknown = iter(range(-1, -len(words) - 1, -1))
        found = [self._numbers[word] if word in self._numbers else next(unknown) for word in words]
        return np.array(found, dtype=np.int64)
