"""Labelled utterances side by side, as the ear for places is fitted on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.slots.cues import Cues
from voicebot.understand.slots.tagger import MARKS

__all__ = ["PAIRS", "STATES", "Batch", "Labelled", "batches"]

Array = NDArray[np.float64]
Marks = Sequence[int]
STATES = np.array(MARKS)
PAIRS = STATES[:, None] * 3 + STATES
"""The number of each mark after each, for each state after each."""
AT_ONCE = 150
"""Utterances a step."""


class Labelled(NamedTuple):
    """An utterance's cues by item, and its marks.

    Attributes:
        cues: of each item.
        marks: 0 outside a place, 1 at the beginning of one, 2 inside.
        counts: how much it counts.
    """

    cues: Sequence[Cues]
    marks: Marks
    counts: float = 1.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Utterances of about the same length, side by side.

    Attributes:
        cues: of all items, one after the other.
        starts: where those of each item begin.
        items: the item of each cue.
        line: the utterance of each item, and its place in it.
        inside: whether there is an item, shape (utterances, longest).
        wanted: the marks of all items, shape (items, 3).
        turns: how often each mark follows each, shape (9,).
        counts: how much each utterance counts, shape (utterances, 1).
    """

    cues: NDArray[np.int64]
    starts: NDArray[np.int64]
    items: NDArray[np.int64]
    line: tuple[NDArray[np.int64], NDArray[np.int64]]
    inside: NDArray[np.bool_]
    wanted: Array
    turns: Array
    counts: Array


def batches(rows: Sequence[Labelled]) -> Iterator[Batch]:
    """Utterances of about the same length at once."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].marks))
    for first in range(0, len(order), AT_ONCE):
        yield _batch([rows[at] for at in order[first : first + AT_ONCE]])


def _batch(rows: Sequence[Labelled]) -> Batch:
    lengths = np.array([len(row.marks) for row in rows])
    sizes = np.array([len(one) for row in rows for one in row.cues])
    inside = np.arange(lengths.max()) < lengths[:, None]
    states = np.zeros(inside.shape, np.int64)
    for at, row in enumerate(rows):
        states[at, : len(row.marks)] = list(_states(row.marks))
    line = np.nonzero(inside)
    counts = np.array([[row.counts] for row in rows])
    pairs, each = PAIRS[states[:, :-1], states[:, 1:]], counts * inside[:, 1:]
    return Batch(
        np.concatenate([one for row in rows for one in row.cues]),
        np.cumsum([0, *sizes[:-1]]),
        np.repeat(np.arange(len(sizes)), sizes),
        (line[0], line[1]),
        inside,
        np.eye(3)[STATES[states[line]]],
        np.bincount(pairs.ravel(), each.ravel(), 9).astype(np.float64),
        counts,
    )


def _states(marks: Marks) -> Iterator[int]:
    """The states (see `voicebot.understand.slots.tagger`) that utter the marks."""
    begun = False
    for mark in marks:
        begun = begun or mark > 0
        yield mark or (3 if begun else 0)
