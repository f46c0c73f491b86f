"""TF-IDF over an inverted index, in plain numpy.

Terms are integers. Each document is a row of length one; a query's score with it is their dot product.
Document frequency counts *groups* (entries of the FAQ), not documents: a word that all phrasings of one entry
share is as telling as a word of an entry with one phrasing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bag", "SparseIndex", "Terms"]

Terms = NDArray[np.int64]
"""Term numbers of one text, with repetitions."""
_BUDGET = 1_000_000
"""Postings read for one query at most: the rarest terms first, the commonest of a huge index are left out."""


@dataclass(frozen=True, slots=True)
class Bag:
    """A query against one index.

    Attributes:
        rows: where in the index its known terms are, the rarest first.
        weights: their TF-IDF weights; the whole query, unknown terms included, has length one.
        known: share of its squared weight on terms that the index has, 0–1.
    """

    rows: NDArray[np.int64]
    weights: NDArray[np.float32]
    known: float


@dataclass(frozen=True, slots=True)
class SparseIndex:
    """An inverted index of TF-IDF weights (log term frequency, smoothed idf, rows of length one).

    Attributes:
        terms: sorted distinct term numbers, (terms,).
        idf: their inverse document frequency, (terms,).
        unknown_idf: the idf of a term that no document has.
        starts: where each term's postings begin, (terms + 1,).
        documents: document numbers, by term, (postings,).
        weights: weights there, (postings,).
        size: how many documents there are.
    """

    terms: Terms
    idf: NDArray[np.float32]
    unknown_idf: float
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    weights: NDArray[np.float32]
    size: int

    @classmethod
    def build(cls, texts: list[Terms], groups: NDArray[np.int64]) -> Self:
        """Index texts.

        Args:
            texts: the terms of each document.
            groups: the group of each document, (documents,).
        """
        document = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) for text in texts])
        term = np.concatenate([*texts, np.empty(0, np.int64)])
        terms, column = np.unique(term, return_inverse=True)
        cell, count = np.unique(column * max(len(texts), 1) + document, return_counts=True)
        column, document = np.divmod(cell, max(len(texts), 1))
        idf, unknown = _idf(column, groups[document], len(terms), groups)
        weights = (1 + np.log(count)) * idf[column]
        norms = np.sqrt(np.bincount(document, weights**2, minlength=len(texts)))
        return cls(
            terms,
            idf.astype(np.float32),
            unknown,
            np.searchsorted(column, np.arange(len(terms) + 1)),
            document.astype(np.int32),
            (weights / norms[document]).astype(np.float32),
            len(texts),
        )

    def bag(self, text: Terms) -> Bag:
        """Weigh a query's terms."""
        terms, count = np.unique(text, return_counts=True)
        rows = np.searchsorted(self.terms, terms)
        rows[rows == len(self.terms)] = 0
        known = self.terms[rows] == terms if len(self.terms) else np.zeros(len(terms), bool)
        idf = np.where(known, self.idf[rows] if len(self.terms) else 0.0, self.unknown_idf)
        weights = (1 + np.log(count)) * idf
        squares = float(np.sum(weights**2)) or 1.0
        order = np.argsort(-idf[known], kind="stable")
        kept = weights[known][order] / squares**0.5
        return Bag(rows[known][order], kept.astype(np.float32), float(np.sum(weights[known] ** 2)) / squares)

    def scores(self, bag: Bag) -> NDArray[np.float32]:
        """The dot product of a query with every document, (documents,)."""
        begin, end = self.starts[bag.rows], self.starts[bag.rows + 1]
        within = np.cumsum(end - begin) <= _BUDGET
        begin, end, weights = begin[within], end[within], bag.weights[within]
        spans = [slice(a, b) for a, b in zip(begin.tolist(), end.tolist(), strict=True)]
        if not spans:
            return np.zeros(self.size, np.float32)
        documents = np.concatenate([self.documents[span] for span in spans])
        values = np.concatenate([self.weights[span] for span in spans])
        values *= np.repeat(weights, end - begin)
        return np.bincount(documents, values, minlength=self.size).astype(np.float32)

    def covered(self, bag: Bag, groups: NDArray[np.int64], size: int) -> NDArray[np.float32]:
        """The share of a query's squared weight on terms that any document of each group has, (groups,)."""
        found = np.zeros(size, np.float32)
        for row, weight in zip(bag.rows.tolist(), bag.weights.tolist(), strict=True):
            having = np.zeros(size, bool)
            having[groups[self.documents[self.starts[row] : self.starts[row + 1]]]] = True
            found[having] += weight**2
        return found


def _idf(
    column: NDArray[np.int64], group: NDArray[np.int64], terms: int, groups: NDArray[np.int64]
) -> tuple[NDArray[np.float64], float]:
    """Smoothed idf of each term by how many groups have it, and that of a term that none has."""
    total = int(groups.max(initial=0)) + 1
    pairs = np.unique(column * total + group)
    frequency = np.bincount(pairs // total, minlength=terms)
    return np.log((1 + total) / (1 + frequency)) + 1, float(np.log(1 + total) + 1)
