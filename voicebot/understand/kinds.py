"""Which of a few kinds a text is of, learned from many examples of each when the desk starts.

Regularised least squares on three likenesses at once: of meaning (embeddings), of words and of sound. It is
solved in closed form, and so is what it would say of each example had it never seen it; from those answers
comes how sure it may be. No figures ship with the project: other examples make another classifier. What was
learned is kept between starts, under the digest of everything that it was learned from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicebot.text.normal import normalise
from voicebot.understand.embed import Embedder, Vectors
from voicebot.understand.kept import read_arrays, write_arrays
from voicebot.understand.meaning import Phrasing
from voicebot.understand.sound import SoundChannel
from voicebot.understand.space import unit_rows
from voicebot.understand.words import WordsChannel

__all__ = ["Kinds"]

Array = NDArray[np.float64]

MEANING, WORDS, SOUND = 1.0, 0.6, 0.4
"""What each likeness counts."""
SHRINK = 0.3
"""Added to the likeness of each example with itself."""
SHARPNESS = np.geomspace(1.0, 40.0, 40)
"""Tried, to turn scores into probabilities."""


class Kinds:
    """Examples of each kind.

    Args:
        phrasings: the examples; at least one.
        embedder: turns texts into vectors, best from a file.
        language: ``ko`` or ``en``.
        keep: folder where what was learned is kept; nowhere when left out.

    Attributes:
        names: of the kinds, in the order of the probabilities.
    """

    def __init__(
        self, phrasings: Sequence[Phrasing], embedder: Embedder, language: str, keep: Path | None = None
    ) -> None:
        texts = [normalise(phrasing.text) for phrasing in phrasings]
        self.names = tuple(dict.fromkeys(phrasing.entry for phrasing in phrasings))
        kind = np.array([self.names.index(phrasing.entry) for phrasing in phrasings], dtype=np.int64)
        alone = np.arange(len(texts), dtype=np.int64)
        vectors = embedder.embed(texts)
        self._mean = vectors.mean(axis=0) if len(texts) > 1 else np.zeros(vectors.shape[1], np.float32)
        self._meaning = unit_rows(vectors - self._mean)
        self._words = WordsChannel(texts, alone, language)
        self._sound = SoundChannel(texts, alone)
        path = keep / f"kinds-{_digest(phrasings, embedder.digest)}.npz" if keep else None
        kept = read_arrays(path, "solved", "sharpness") if path else None
        if kept is None:
            rows = [self._like(text, vector) for text, vector in zip(texts, vectors, strict=True)]
            kept = self._learn(np.array(rows), kind)
            if path:
                write_arrays(path, **kept)
        self._solved: Array = kept["solved"]
        self._sharpness = float(kept["sharpness"])

    def scores(self, text: str, vector: Vectors) -> Array:
        """How like each kind a text is, (kinds,): about 1 for an example of it, about 0 for other talk.

        Args:
            text: normalised.
            vector: its embedding.
        """
        found: Array = self._like(text, vector) @ self._solved
        return found

    def shares(self, scores: Array) -> Array:
        """Scores as probabilities that add up to 1."""
        found: Array = _shares(scores[None], self._sharpness)[0]
        return found

    def _like(self, text: str, vector: Vectors) -> Array:
        """Likeness with every example, (examples,)."""
        words = self._words.scores(self._words.bag(self._words.split(text)))
        meaning = self._meaning @ unit_rows((vector - self._mean)[None])[0]
        found: Array = MEANING * meaning + WORDS * words + SOUND * self._sound.scores(text)
        return found.astype(np.float64)

    def _learn(self, rows: Array, kind: NDArray[np.int64]) -> dict[str, Array]:
        """What each example counts for each kind, and how sharply scores become probabilities."""
        likeness = (rows + rows.T) / 2
        wanted = np.eye(len(self.names))[kind] - 1 / len(self.names)
        inverse = np.linalg.inv(likeness + SHRINK * np.eye(len(kind)))
        solved = inverse @ wanted
        unseen = wanted - solved / np.diag(inverse)[:, None]
        sharpness = min(SHARPNESS, key=lambda tried: _surprise(unseen, kind, tried))
        return {"solved": solved, "sharpness": np.array(sharpness)}


def _digest(phrasings: Sequence[Phrasing], model: str) -> str:
    told = [f"{model} {MEANING} {WORDS} {SOUND} {SHRINK}", *(f"{one.entry}\t{one.text}" for one in phrasings)]
    return hashlib.blake2b("\n".join(told).encode(), digest_size=12).hexdigest()


def _shares(scores: Array, sharpness: float) -> Array:
    raised = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)))
    found: Array = raised / raised.sum(axis=1, keepdims=True)
    return found


def _surprise(scores: Array, kind: NDArray[np.int64], sharpness: float) -> float:
    """Mean negative log probability of the right kind."""
    right = _shares(scores, sharpness)[np.arange(len(kind)), kind]
    return float(-np.log(right + 1e-12).mean())
