"""An ear learned from what people say: whether a text tells of something at all, and of which kind.

Linear over the traits of a text, found by regularised least squares (`voicebot faq fit-danger` and
`fit-wishes`). No model of a language is behind it, so it works with all of them switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.traits import Rarity, Traits, traits_of, weighed

__all__ = ["Learned", "learned", "path_of"]

Weights = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of traits.

    Attributes:
        names: of the kinds.
        rarity: how much each trait counts.
        tells: towards telling of any of them and away from it, shape (traits,).
        bias: added to every text.
        kinds: towards each kind, where it is one, shape (kinds, traits).
        leanings: added to each kind, shape (kinds,).
    """

    names: tuple[str, ...]
    rarity: Rarity
    tells: Weights
    bias: float
    kinds: Weights
    leanings: NDArray[np.float64]

    def hears(self, text: str) -> tuple[float, str]:
        """How much a text tells of any kind (about 1 where it does, −1 where not), and of which."""
        return self.weigh(weighed(_traits(text), self.rarity))

    def weigh(self, traits: Traits) -> tuple[float, str]:
        """The same of a text's weighed traits."""
        kind = int(np.argmax(self._towards(traits)))
        return float(self.tells[traits.numbers].astype(np.float64) @ traits.values) + self.bias, self.names[
            kind
        ]

    def towards(self, text: str) -> NDArray[np.float64]:
        """How much a text tells of each kind, if it tells of one (about 1 and −1), shape (kinds,)."""
        return self._towards(weighed(_traits(text), self.rarity))

    def _towards(self, traits: Traits) -> NDArray[np.float64]:
        found: NDArray[np.float64] = self.kinds[:, traits.numbers].astype(np.float64) @ traits.values
        return found + self.leanings

    def save(self, path: Path) -> None:
        """Store it."""
        np.savez_compressed(
            path,
            names=np.array(self.names),
            rarity=self.rarity,
            tells=self.tells,
            bias=np.array(self.bias),
            kinds=self.kinds,
            leanings=self.leanings,
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            names = tuple(str(name) for name in stored["names"])
            rest = (float(stored["bias"]), stored["kinds"], stored["leanings"])
            return cls(names, stored["rarity"], stored["tells"], *rest)


@cache
def learned(what: str) -> Learned:
    """An ear that ships with the project, for Korean: ``danger`` or ``wishes``."""
    return Learned.load(path_of(what))


def path_of(what: str) -> Path:
    """Where the weights of an ear lie."""
    return Path(str(files("voicebot.understand"))) / "data" / f"{what}.ko.npz"


@lru_cache(maxsize=64)
def _traits(text: str) -> Traits:
    """Kept for a moment: each ear goes by the same traits of the same words."""
    [traits] = traits_of([text])
    return traits
