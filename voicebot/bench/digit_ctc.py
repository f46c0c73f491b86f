"""Connectionist temporal classification (Graves et al. 2006): the loss of a batch and its slope."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["loss_and_slope"]

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e9)


def loss_and_slope(
    chances: Floats, frames: Sequence[int], rows: Sequence[Sequence[int]]
) -> tuple[Floats, Floats]:
    """How unlikely each row of symbols is, and how that changes with the logits.

    Args:
        chances: natural-log probabilities, shape (batch, time, symbols); symbol 0 is silence.
        frames: how many of each are sound.
        rows: the right symbols of each.

    Returns:
        Shapes (batch,) and (batch, time, symbols).
    """
    states, skips = _states(rows)
    wide = np.broadcast_to(np.maximum(states, 0)[:, None], (*chances.shape[:2], states.shape[1]))
    emitted = np.take_along_axis(chances, wide, 2)
    emitted = np.where((states >= 0)[:, None], emitted, _NEVER)
    ends = np.array([2 * len(row) for row in rows])
    forward = _forward(emitted, skips)
    backward = _backward(emitted, skips, np.array(frames), ends)
    lines = np.arange(len(rows))
    last = forward[np.array(frames) - 1, lines]
    whole = np.logaddexp(last[lines, ends], last[lines, np.maximum(ends - 1, 0)])
    occupied = np.exp(np.minimum(forward + backward - whole[None, :, None], 0)).transpose(1, 0, 2)
    slope = np.exp(chances)
    for line, row in enumerate(states):
        for state in range(ends[line] + 1):
            slope[line, :, row[state]] -= occupied[line, :, state]
    slope[np.arange(chances.shape[1])[None] >= np.array(frames)[:, None]] = 0
    return -whole, slope


def _states(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Silence and symbols by turns, −1 beyond a row's end; and which may be reached past a silence."""
    states = np.full((len(rows), 2 * max(map(len, rows)) + 1), -1)
    for line, row in enumerate(rows):
        states[line, : 2 * len(row) + 1] = 0
        states[line, 1 : 2 * len(row) : 2] = row
    skips = np.zeros(states.shape, bool)
    skips[:, 3::2] = states[:, 3::2] != states[:, 1:-2:2]
    return states, skips


def _forward(emitted: Floats, skips: NDArray[np.bool_]) -> Floats:
    batch, time, size = emitted.shape
    ways = np.full((time, batch, size), _NEVER, np.float32)
    ways[0, :, :2] = emitted[:, 0, :2]
    for at in range(1, time):
        before = ways[at - 1]
        past = np.where(skips, _moved(before, 2), _NEVER)
        ways[at] = np.maximum(_sum(before, _moved(before, 1), past) + emitted[:, at], _NEVER)
    return ways


def _backward(
    emitted: Floats, skips: NDArray[np.bool_], frames: NDArray[np.int64], ends: NDArray[np.int64]
) -> Floats:
    batch, time, size = emitted.shape
    lines, ways = np.arange(batch), np.full((time, batch, size), _NEVER, np.float32)
    over = np.full((batch, size), _NEVER, np.float32)
    over[lines, ends] = over[lines, np.maximum(ends - 1, 0)] = 0
    ways[-1] = over
    ahead = np.zeros_like(skips)
    ahead[:, :-2] = skips[:, 2:]
    for at in range(time - 2, -1, -1):
        after = ways[at + 1] + emitted[:, at + 1]
        past = np.where(ahead, _moved(after, -2), _NEVER)
        going_on = np.maximum(_sum(after, _moved(after, -1), past), _NEVER)
        ways[at] = np.where((frames - 1 <= at)[:, None], over, going_on)
    return ways


def _moved(ways: Floats, by: int) -> Floats:
    out = np.full_like(ways, _NEVER)
    if by > 0:
        out[:, by:] = ways[:, :-by]
    else:
        out[:, :by] = ways[:, -by:]
    return out


def _sum(one: Floats, other: Floats, third: Floats) -> Floats:
    most = np.maximum(np.maximum(one, other), third)
    total: Floats = most + np.log(np.exp(one - most) + np.exp(other - most) + np.exp(third - most))
    return total
