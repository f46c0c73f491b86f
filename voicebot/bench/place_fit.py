"""Fitting the ear for places: the weights of a linear chain, by the likelihood of labelled utterances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voicebot.bench.place_batches import PAIRS, STATES, Batch, Labelled, batches
from voicebot.understand.slots.cues import SIZE
from voicebot.understand.slots.tagger import FROM, Tagger

__all__ = ["fit"]

Array = NDArray[np.float64]
HELD = 0.25
"""How strongly the weights are held to nothing."""
SEEN = 2
"""Utterances that a cue is seen in at least; others tell nothing."""
ROUNDS, RATE = 8, 0.03
"""Times that all are looked at, utterances a step, and how far a step goes."""
_SEED = 0
_MAY = np.array([[one in before for before in FROM] for one in range(4)], np.float64)


def fit(rows: Sequence[Labelled]) -> Tagger:
    """Find the weights; the same for the same rows.

    Args:
        rows: labelled utterances, each of at least one item.
    """
    seen = np.bincount(np.concatenate([one for row in rows for one in row.cues]), minlength=SIZE)
    kept = np.flatnonzero(seen >= SEEN)
    number = np.full(SIZE, -1)
    number[kept] = np.arange(len(kept))
    known = [row._replace(cues=[(n := number[one])[n >= 0] for one in row.cues]) for row in rows]
    weights, turns = _descend(list(batches(known)), len(kept))
    whole = np.zeros((SIZE, 3), np.float16)
    whole[kept] = weights
    return Tagger(whole, turns)


def _descend(parts: Sequence[Batch], size: int) -> tuple[Array, Array]:
    """Adam's method over batches in changing order; the mean of the second half of the way."""
    chance = np.random.default_rng(_SEED)
    at = np.zeros(size * 3 + 9)
    first, second, total = np.zeros_like(at), np.zeros_like(at), np.zeros_like(at)
    step = 0
    for turn in range(ROUNDS):
        for number in chance.permutation(len(parts)):
            step += 1
            slope = _slope(parts[number], at) + HELD / len(parts) * at
            first = 0.9 * first + 0.1 * slope
            second = 0.99 * second + 0.01 * slope**2
            at -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-3)
            total += at * (turn >= ROUNDS // 2)
    mean = total / (len(parts) * (ROUNDS - ROUNDS // 2))
    return mean[:-9].reshape(size, 3), mean[-9:].reshape(3, 3)


def _slope(batch: Batch, at: Array) -> Array:
    """Of the unlikelihood of a batch's marks."""
    weights, turns = at[:-9].reshape(-1, 3), np.exp(at[-9:]).reshape(3, 3)
    sums = np.add.reduceat(weights[batch.cues], batch.starts, axis=0)
    chances = np.ones((*batch.inside.shape, 4))
    chances[batch.line] = np.exp(sums - sums.max(axis=1, keepdims=True))[:, STATES]
    chances[:, 0, 2:] = 0
    found, follow = _likely(chances, batch.inside, _MAY * turns[STATES][:, STATES])
    there = found[batch.line]
    error = np.stack([there[:, 0] + there[:, 3], there[:, 1], there[:, 2]], axis=1) - batch.wanted
    error *= batch.counts[batch.line[0]]
    slopes = [np.bincount(batch.cues, error[batch.items, mark], len(weights)) for mark in range(3)]
    pairs = np.bincount(PAIRS.ravel(), np.tensordot(batch.counts[:, 0], follow, 1).ravel(), 9) - batch.turns
    return np.concatenate([np.stack(slopes, axis=1).ravel(), pairs])


def _likely(chances: Array, inside: NDArray[np.bool_], may: Array) -> tuple[Array, Array]:
    """The probability of each state of each item, and how often each follows each in each utterance."""
    forth, back, scale = np.zeros_like(chances), np.ones_like(chances), np.ones(inside.shape)
    scale[:, 0] = chances[:, 0].sum(axis=1)
    forth[:, 0] = chances[:, 0] / scale[:, :1]
    for at in range(1, inside.shape[1]):
        here = inside[:, at, None]
        following = chances[:, at] * (forth[:, at - 1] @ may)
        total = following.sum(axis=1, keepdims=True)
        forth[:, at] = np.where(here, following / total, forth[:, at - 1])
        scale[:, at] = np.where(here, total, 1)[:, 0]
    for at in range(inside.shape[1] - 2, -1, -1):
        here = inside[:, at + 1, None]
        leading = (chances[:, at + 1] * back[:, at + 1]) @ may.T / scale[:, at + 1, None]
        back[:, at] = np.where(here, leading, back[:, at + 1])
    right = chances[:, 1:] * back[:, 1:] / scale[:, 1:, None] * inside[:, 1:, None]
    return forth * back, np.einsum("nti,ntj->nij", forth[:, :-1], right) * may
