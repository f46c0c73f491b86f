"""The centre channel: how near a question is to the middle of an entry's phrasings.

Many phrasings share a frame ("… 어디에 물어봐요", "… 신청하려고요") that says nothing about which entry is
meant. A direction in which all entries vary alike is shrunk (regularised least squares on the entries, in
closed form), so the frame counts little and the matter counts much. It gains with every phrasing of an entry.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.embed import Vectors
from voicebot.understand.space import unit_rows

__all__ = ["CentreChannel"]

_SHRINK = 0.01
"""Added to the mean variance of each direction: below it a direction is taken for noise."""


class CentreChannel:
    """The middles of entries.

    Args:
        vectors: embeddings of the phrasings, rows of length one, (phrasings, dimensions).
        entries: the entry number of each, (phrasings,), from 0 without gaps.
    """

    def __init__(self, vectors: Vectors, entries: NDArray[np.int64]) -> None:
        if not len(vectors):
            self.mean, self._seen = np.zeros(0, np.float32), np.zeros((0, 0), np.float32)
            return
        self.mean = vectors.mean(axis=0) if len(vectors) > 1 else np.zeros(vectors.shape[1], np.float32)
        rows = unit_rows(vectors - self.mean)
        counts = np.bincount(entries)
        share = (1 / counts[entries] / max(len(counts), 1)).astype(np.float32)
        spread = (rows * share[:, None]).T @ rows + _SHRINK * np.eye(rows.shape[1], dtype=np.float32)
        middles = np.zeros((len(counts), rows.shape[1]), np.float32)
        np.add.at(middles, entries, rows / counts[entries][:, None])
        seen = np.linalg.solve(spread, middles.T).T
        # an entry's own middle scores one on average, however many entries there are
        scale = float(np.mean(np.sum(seen * middles, axis=1)))
        self._seen = (seen / scale).astype(np.float32)

    def scores(self, vector: Vectors) -> NDArray[np.float32]:
        """Nearness of one embedding, (dimensions,), to every entry, (entries,); about 1 for a good one."""
        found: NDArray[np.float32] = self._seen @ unit_rows((vector - self.mean)[None])[0]
        return found
