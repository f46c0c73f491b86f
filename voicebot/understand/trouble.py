"""Whether words tell of a trouble in the district, or are talk of another kind.

In the learned space of meanings one direction has complaints at its one end, everyday talk and questions at
the other. Beside it counts how like the known complaints the words are. The direction is found by
regularised least squares in closed form and stored with what it was fitted on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.embed import Vectors
from voicebot.understand.space import Space, learned_space

__all__ = ["NEARNESS", "Trouble", "fit_trouble", "fitted_trouble"]

Array = NDArray[np.float64]
SHRINK = 3e-3
"""Added to the mean variance of each direction."""
NEARNESS = 1.5
"""What a unit of likeness to the known complaints counts, beside a unit along the direction."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """The direction, and from where on words are a trouble.

    Attributes:
        weights: of the dimensions of the learned space; none where everything is taken for a trouble.
        bias: its constant.
        least: the lowest value of a trouble.
        fitted_on: what it was fitted on and how well it did; for people.
    """

    weights: tuple[float, ...] = ()
    bias: float = 0.0
    least: float = 0.0
    fitted_on: dict[str, Any] = field(default_factory=dict)

    def told(self, vectors: Vectors, nearness: float, space: Space | None = None) -> bool:
        """Whether one utterance, in several readings, tells of a trouble.

        Args:
            vectors: embeddings of the readings, (readings, dimensions).
            nearness: how like the known complaints it is: the highest of `Kinds.scores`.
            space: where meanings are compared; the learned one when left out.
        """
        along = self.along(vectors, space or learned_space())
        return bool(along.max(initial=-np.inf) + NEARNESS * nearness >= self.least)

    def along(self, vectors: Vectors, space: Space) -> Array:
        """How far along each text lies, (texts,): about 1 for a complaint, −1 for other talk."""
        if not self.weights:
            return np.full(len(vectors), np.inf)
        found: Array = space.place(vectors).astype(np.float64) @ np.array(self.weights) + self.bias
        return found

    def save(self, path: Path) -> None:
        """Store it."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, text: str) -> Self:
        """Read what `save` wrote."""
        stored = json.loads(text)
        return cls(tuple(stored["weights"]), stored["bias"], stored["least"], stored["fitted_on"])


@cache
def fitted_trouble() -> Trouble:
    """The direction that ships with the project."""
    stored = files("voicebot.understand") / "data" / "trouble.json"
    return Trouble.load(stored.read_text(encoding="utf-8"))


def fit_trouble(complaints: Array, others: Sequence[tuple[Array, float]]) -> Trouble:
    """Find the direction.

    Args:
        complaints: in the learned space, (complaints, dimensions).
        others: other talk in it, kind by kind, and what each kind counts; complaints count as much as all.
    """
    groups = [
        (complaints, sum(share for _, share in others), 1.0),
        *((g, share, -1.0) for g, share in others),
    ]
    rows = np.vstack([np.column_stack([group, np.ones(len(group))]) for group, _, _ in groups]).astype(float)
    weight = np.concatenate([np.full(len(group), share / len(group)) for group, share, _ in groups])
    wanted = np.concatenate([np.full(len(group), side) for group, _, side in groups])
    held = SHRINK * np.diag([*np.ones(rows.shape[1] - 1), 0.0])
    solved = np.linalg.solve(rows.T @ (rows * weight[:, None]) + held, rows.T @ (weight * wanted))
    return Trouble(tuple(round(float(value), 4) for value in solved[:-1]), round(float(solved[-1]), 4))
