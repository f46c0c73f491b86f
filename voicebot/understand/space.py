"""The space in which meanings are compared: the model's own, stretched by what was learned of paraphrases.

Plain multilingual-e5 vectors of different questions lie close together and care little whether a sentence
asks, forbids or bids. A linear map learned on sentences that mean the same (`voicebot.understand.learn`)
pulls paraphrases together and pushes the rest apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.embed import Vectors

__all__ = ["Space", "learned_space", "unit_rows"]

_NEAR = 3


def unit_rows(vectors: Vectors) -> Vectors:
    """Rows brought to length one; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found


@dataclass(frozen=True, slots=True)
class Space:
    """A linear map of embeddings, and what everyday talk looks like in it.

    Attributes:
        mean: taken off each embedding first, (dimensions,).
        matrix: the map, (dimensions, dimensions).
        everyday: middles of clusters of everyday sentences, in the space, rows of length one,
            (clusters, dimensions).
    """

    mean: Vectors
    matrix: Vectors
    everyday: Vectors

    def place(self, embeddings: Vectors) -> Vectors:
        """Put embeddings in the space, rows of length one."""
        return unit_rows(np.asarray((embeddings - self.mean) @ self.matrix, dtype=np.float32))

    def everydayness(self, place: Vectors) -> float:
        """How near a place is to everyday talk: the mean cosine with the three nearest clusters."""
        return float(np.sort(self.everyday @ place)[-_NEAR:].mean())

    @classmethod
    def plain(cls, dimensions: int) -> Self:
        """A space that changes nothing and knows no everyday talk, for tests and other models."""
        return cls(
            np.zeros(dimensions, np.float32),
            np.eye(dimensions, dtype=np.float32),
            np.zeros((_NEAR, dimensions), np.float32),
        )


@cache
def learned_space() -> Space:
    """The space that ships with the project, learned on multilingual-e5-small's vectors."""
    with (files("voicebot.understand") / "data" / "space.npz").open("rb") as file, np.load(file) as stored:
        parts: dict[str, NDArray[np.float32]] = {
            name: stored[name].astype(np.float32) for name in stored.files
        }
    return Space(parts["mean"], parts["matrix"], parts["everyday"])
