"""How much each channel counts, how sure that makes the desk, and what it does when it is so sure."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.meaning import Zone

__all__ = ["SIGNS", "Fusion", "Likeness", "Signs", "fitted"]


class Likeness(NamedTuple):
    """How alike a question is to some phrasings, each channel (phrasings,); also the channels' weights.

    Attributes:
        meaning: cosine in the learned space.
        grams: TF-IDF of n-grams of jamo.
        alike: RapidFuzz's ratio on jamo.
        words: TF-IDF of words.
        centre: nearness to the middle of the phrasing's entry.
        covered: share of the question's words that the entry has in any phrasing.
        about: nearness to the entry's answer; 0 where there is none.
    """

    meaning: Any
    grams: Any
    alike: Any
    words: Any
    centre: Any
    covered: Any
    about: Any


class Signs(NamedTuple):
    """What tells whether the best entry is the right one.

    Attributes:
        score: the fused score of the best phrasing.
        margin: how far the next entry is behind.
        meaning: cosine of the best phrasing.
        everyday: how much nearer than that everyday talk is.
        centre: nearness to the middle of the entry.
        ahead: how much nearer that is than the middle of any other entry.
        covered: share of the question's words, by weight, that the entry's phrasings have.
        about: nearness to the entry's answer.
        known: share that any phrasing has.
        agreement: share of the channels whose own favourite is the entry.
        length: natural log of the count of letters (jamo).
    """

    score: float
    margin: float
    meaning: float
    everyday: float
    centre: float
    ahead: float
    covered: float
    about: float
    known: float
    agreement: float
    length: float


SIGNS = Signs._fields


@dataclass(frozen=True, slots=True)
class Fusion:
    """The fitted figures of one language.

    Attributes:
        weights: of the channels, by name; the fused score is their weighted sum.
        signs: of the logistic regression that turns signs into a probability, by name.
        bias: its constant.
        answer: probability from which the desk answers.
        ask: probability from which it asks back.
        fitted_on: what the figures were fitted on and how well they did; for people.
    """

    weights: dict[str, float]
    signs: dict[str, float]
    bias: float
    answer: float
    ask: float
    fitted_on: dict[str, Any] = field(default_factory=dict)

    def score(self, like: Likeness) -> NDArray[np.float32]:
        """The fused score of each phrasing."""
        total = sum(self.weights[name] * values for name, values in like._asdict().items())
        return np.asarray(total, dtype=np.float32)

    def probability(self, signs: Signs) -> float:
        """How often an entry with such signs was right."""
        logit = self.bias + sum(self.signs[name] * value for name, value in signs._asdict().items())
        return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))

    def zone(self, probability: float) -> Zone:
        """What to do when the best entry is right so often."""
        if probability >= self.answer:
            return Zone.ANSWER
        return Zone.ASK if probability >= self.ask else Zone.UNKNOWN

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def load(cls, path: Path, language: str) -> Self:
        """Read one language's figures from a file that `voicebot faq fit` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8"))[language])


@cache
def fitted(language: str) -> Fusion:
    """The figures that ship with the project; a language without its own uses those of Korean."""
    stored = json.loads((files("voicebot.understand") / "data" / "fusion.json").read_text(encoding="utf-8"))
    return Fusion(**stored.get(language, stored["ko"]))
