"""An ear that is a tuned model of meaning: what a text tells of, whatever letters it is told in.

It is weighed beside the linear ear (`voicebot.understand.learned`), which goes by letters and words and works
with every model off. Where the numbers come from: docs/decisions/0022.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.embed import E5, Embedder, packaged
from voicebot.understand.tuning import write_tuned
from voicebot.weights import load_prepared

__all__ = ["TunedEar", "path_of", "tuned_ear"]

_HEAD = ("tells", "bias")
"""What is no array of the model: the linear layer on its vectors."""


@dataclass(frozen=True, slots=True)
class TunedEar:
    """Hears one thing in a text.

    Attributes:
        model: tuned for it.
        tells: towards it and away from it, shape (dimensions of the model,).
        bias: added to every text.
    """

    model: Embedder
    tells: NDArray[np.float32]
    bias: float

    def hears(self, texts: Sequence[str]) -> list[float]:
        """Natural-log odds that each text tells of it; computes."""
        if not texts:
            return []
        return [float(odds) for odds in self.model.embed(texts) @ self.tells + self.bias]


@cache
def tuned_ear(what: str, threads: int) -> TunedEar:
    """An ear that ships with the project; its model is written once a machine (72 MB in the cache).

    Args:
        what: ``danger``.
        threads: cores for one call.

    Raises:
        ModelError: ``model_missing`` or ``model_altered``.
        OSError: the cache cannot be written.
    """
    source = path_of(what)
    with np.load(source, allow_pickle=False) as stored:
        numbers = {name: stored[name].astype(np.float32) for name in stored.files}
    tells, bias = (numbers.pop(name) for name in _HEAD)
    model = load_prepared(
        source,
        f"{what}-1",
        lambda folder: write_tuned(packaged(), numbers, folder / "model.bin"),
        lambda folder: E5(threads, folder / "model.bin"),
    )
    return TunedEar(model, tells, float(bias))


def path_of(what: str) -> Path:
    """Where the numbers of an ear lie."""
    return Path(str(files("voicebot.understand"))) / "data" / f"{what}_tuned.npz"
