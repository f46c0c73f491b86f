"""An ear for places: which items of an utterance tell where the trouble is, learned from labelled complaints.

A linear chain (a conditional random field) over the cues of each item: outside a place, at the beginning of
one, inside. Its weights are found by `voicebot faq fit-places` (docs/decisions/0019).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.slots.cues import Cues

__all__ = ["BEFORE", "FROM", "MARKS", "Tagged", "Tagger", "path_of_tagger", "tagger"]

BEFORE, BEGINS, GOES_ON, AFTER = range(4)
"""States: no place yet, the first item of one, a further one, outside again."""
MARKS = (0, 1, 2, 0)
"""What of an item is marked in each state: nothing, the beginning, the inside."""
FROM = ((BEFORE,), (BEFORE, BEGINS, GOES_ON, AFTER), (BEGINS, GOES_ON), (BEGINS, GOES_ON, AFTER))
"""The states that each may follow."""
_NEVER = -1e9

Stretch = tuple[int, int]
"""First item, and the item after the last."""


class Tagged(NamedTuple):
    """What the ear makes of an utterance.

    Attributes:
        none: the probability that no place is told.
        stretches: where one is told, if it is.
    """

    none: float
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Tagger:
    """Weights of cues.

    Attributes:
        weights: towards each mark, shape (cues, 3).
        turns: from each mark to the next one's, shape (3, 3).
    """

    weights: NDArray[np.float16]
    turns: NDArray[np.float64]

    def tag(self, cues: Sequence[Cues], closed: Sequence[bool]) -> Tagged:
        """Where a place is told.

        Args:
            cues: of each item.
            closed: whether an item can be no part of one.
        """
        if not cues or all(closed):
            return Tagged(1.0, ())
        scores = _scores(self.weights, cues, closed)
        none, states = _walk(scores, self.turns.tolist())
        return Tagged(none, tuple(_stretches([MARKS[state] for state in states])))

    def save(self, path: Path) -> None:
        """Store it."""
        np.savez_compressed(path, weights=self.weights, turns=self.turns)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["weights"], stored["turns"])


@cache
def tagger() -> Tagger:
    """The ear that ships with the project, for Korean."""
    return Tagger.load(path_of_tagger())


def path_of_tagger() -> Path:
    """Where its weights lie."""
    return Path(str(files("voicebot.understand"))) / "data" / "places.ko.npz"


def _scores(weights: NDArray[np.float16], cues: Sequence[Cues], closed: Sequence[bool]) -> list[list[float]]:
    """Of each item in each state."""
    starts = np.cumsum([0, *(len(one) for one in cues[:-1])])
    sums = np.add.reduceat(weights[np.concatenate(cues)].astype(np.float64), starts, axis=0)
    sums[np.array(closed), 1:] = _NEVER
    found: list[list[float]] = sums[:, MARKS].tolist()
    found[0][GOES_ON] = found[0][AFTER] = _NEVER
    return found


def _walk(scores: Sequence[Sequence[float]], turns: Sequence[Sequence[float]]) -> tuple[float, list[int]]:
    """The probability of no place at all, and the best states with one."""
    ways = [[(one, turns[MARKS[one]][MARKS[state]]) for one in FROM[state]] for state in range(4)]
    best, total, back = list(scores[0]), list(scores[0]), []
    for row in scores[1:]:
        steps = [max((best[one] + turn, one) for one, turn in found) for found in ways]
        sums = [_log_sum([total[one] + turn for one, turn in found]) for found in ways]
        best = [score + reached for score, (reached, _) in zip(row, steps, strict=True)]
        total = [score + reached for score, reached in zip(row, sums, strict=True)]
        back.append([one for _, one in steps])
    nothing = sum(row[BEFORE] for row in scores) + (len(scores) - 1) * turns[0][0]
    none = math.exp(min(0.0, nothing - _log_sum(total)))
    return none, _back(back, max((BEGINS, GOES_ON, AFTER), key=best.__getitem__))


def _back(back: Sequence[Sequence[int]], state: int) -> list[int]:
    states = [state]
    for chosen in reversed(back):
        states.append(chosen[states[-1]])
    return states[::-1]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


def _stretches(marks: Sequence[int]) -> Iterator[Stretch]:
    first: int | None = None
    for at, mark in enumerate([*marks, 0]):
        if first is not None and mark != 2:
            yield first, at
            first = None
        first = at if mark == 1 else first
