"""A second ear for danger, learned from what people say: hears what no rule foresaw, doubts what one took.

Linear over the traits of a text, found by regularised least squares (`voicebot faq fit-danger`). No model of
a language is behind it, so it works with all of them switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.safety.kinds import Kind
from voicebot.understand.safety.traits import Traits, traits_of

__all__ = ["Learned", "learned_danger"]

Weights = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of traits.

    Attributes:
        danger: towards danger and away from it, shape (traits,).
        bias: added to every text.
        kinds: towards each kind, where it is one, in the order of `Kind`, shape (kinds, traits).
    """

    danger: Weights
    bias: float
    kinds: Weights

    def hears(self, text: str) -> tuple[float, Kind]:
        """How much a text tells of danger (about 1 where it does, −1 where not), and of which kind."""
        [traits] = traits_of([text])
        kind = int(np.argmax(self.kinds[:, traits.numbers].astype(np.float64) @ traits.values))
        return self.tells(traits), list(Kind)[kind]

    def tells(self, traits: Traits) -> float:
        """How much traits tell of danger."""
        return float(self.danger[traits.numbers].astype(np.float64) @ traits.values) + self.bias

    def save(self, path: Path) -> None:
        """Store it."""
        np.savez_compressed(path, danger=self.danger, bias=np.array(self.bias), kinds=self.kinds)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["danger"], float(stored["bias"]), stored["kinds"])


@cache
def learned_danger() -> Learned:
    """The weights that ship with the project, for Korean."""
    return Learned.load(Path(str(files("voicebot.understand.safety"))) / "data" / "learned.ko.npz")
