import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.understand.sparse import SparseIndex

TEXTS = st.lists(st.lists(st.integers(0, 8), min_size=1, max_size=6), min_size=1, max_size=6)


def index(texts: list[list[int]]) -> SparseIndex:
    return SparseIndex.build([np.array(text, np.int64) for text in texts], np.arange(len(texts)))


def dense(texts: list[list[int]], query: list[int]) -> np.ndarray:
    """The same by the book, with a full matrix."""
    counts = np.array([[text.count(term) for term in range(20)] for text in texts], float)
    idf = np.log((1 + len(texts)) / (1 + np.sum(counts > 0, axis=0))) + 1

    def row(count: np.ndarray) -> np.ndarray:
        weights = np.where(count > 0, 1 + np.log(np.maximum(count, 1)), 0) * idf
        scaled: np.ndarray = weights / (np.linalg.norm(weights) or 1)
        return scaled

    asked = row(np.array([query.count(term) for term in range(20)], float))
    found: np.ndarray = np.array([row(count) @ asked for count in counts])
    return found


@given(TEXTS, st.lists(st.integers(0, 12), max_size=6))
def test_agrees_with_a_full_matrix(texts: list[list[int]], query: list[int]) -> None:
    built = index(texts)
    np.testing.assert_allclose(
        built.scores(built.bag(np.array(query, np.int64))), dense(texts, query), atol=1e-5
    )


def test_known_is_the_share_of_known_weight() -> None:
    built = index([[1, 2], [3]])
    assert built.bag(np.array([1, 2])).known == pytest.approx(1)
    assert built.bag(np.array([8, 9])).known == 0
    assert 0 < built.bag(np.array([1, 9])).known < 0.5


def test_covered_looks_at_a_group_as_a_whole() -> None:
    built = SparseIndex.build([np.array([1]), np.array([2]), np.array([3])], np.array([0, 0, 1]))
    covered = built.covered(built.bag(np.array([1, 2])), np.array([0, 0, 1]), 2)
    np.testing.assert_allclose(covered, [1, 0], atol=1e-6)


def test_frequency_counts_groups() -> None:
    texts = [np.array([1, 2]), np.array([1, 3]), np.array([4])]
    apart = SparseIndex.build(texts, np.array([0, 1, 2]))
    together = SparseIndex.build(texts, np.array([0, 0, 1]))
    assert apart.idf[0] < apart.idf[1]
    assert together.idf[0] == together.idf[1]


def test_no_documents_are_no_trouble() -> None:
    empty = SparseIndex.build([], np.empty(0, np.int64))
    assert empty.scores(empty.bag(np.array([1, 2]))).shape == (0,)
