"""Learning what the channels cannot know by themselves from sentences that people say mean the same.

Two things are learned on groups of paraphrases, neither of them about any district's entries: the linear map of
`voicebot.understand.space`, by contrast (each sentence should be nearer to one of its own group than to those of
the other groups), and the weight of each channel, by a conditional logit over the nearest candidates. Plain
numpy; a fixed seed, so that the same sentences give the same figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicebot.text.normal import normalise
from voicebot.understand.embed import Embedder, Vectors
from voicebot.understand.fusion import Fusion, Likeness
from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Phrasing
from voicebot.understand.space import Space, unit_rows

__all__ = [
    "FIRST_WEIGHTS",
    "OWN_FOLDS",
    "adam",
    "conditional_logit",
    "learn_space",
    "learn_weights",
    "leave_out",
    "save_space",
]

Array = NDArray[np.float64]
_SHARPNESS = 0.07
_STEPS = 150
_RATE = 1e-3
_GROUPS_A_STEP = 600
_STAY = 1e-3
"""How strongly the map is held to the identity."""
_CLUSTERS = 192
_SEED = 7
_FOLDS = 4
OWN_FOLDS = 10
"""In how many parts an entry's phrasings are left out in turn."""
_RIVALS = 20
FIRST_WEIGHTS = {"meaning": 8.0, "grams": 3.0, "alike": 1.0, "words": 3.0, "centre": 4.0, "covered": 2.0}
"""Where learning the channels' weights begins; they choose the rivals."""


def adam(start: Array, gradient: Callable[[Array], Array], steps: int, rate: float) -> Array:
    """Minimise by Adam's method with its usual constants."""
    at, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        slope = gradient(at)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        at -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return at


def learn_space(groups: Sequence[Sequence[str]], everyday: Sequence[str], embedder: Embedder) -> Space:
    """Learn the space of meanings.

    Args:
        groups: sentences that mean the same, at least two a group.
        everyday: ordinary talk that is nobody's business to answer.
        embedder: the model whose vectors are mapped.
    """
    texts = [normalise(text) for group in groups for text in group]
    vectors = embedder.embed(texts)
    other = embedder.embed([normalise(text) for text in everyday])
    mean = np.concatenate([vectors, other]).mean(axis=0)
    ends = np.cumsum([len(group) for group in groups])
    matrix = _contrast((vectors - mean).astype(np.float64), np.split(np.arange(len(texts)), ends[:-1]))
    space = Space(mean.astype(np.float32), matrix.astype(np.float32), np.zeros((1, len(mean)), np.float32))
    return Space(space.mean, space.matrix, _middles(space.place(other)))


def _contrast(vectors: Array, members: list[NDArray[np.int64]]) -> Array:
    chance = np.random.default_rng(_SEED)
    identity = np.eye(vectors.shape[1])

    def gradient(matrix: Array) -> Array:
        chosen = chance.choice(len(members), min(_GROUPS_A_STEP, len(members)), replace=False)
        pairs = np.array([chance.choice(members[group], 2, replace=False) for group in chosen])
        slope = _contrast_slope(vectors[pairs[:, 0]], vectors[pairs[:, 1]], matrix)
        return slope + _STAY * (matrix - identity)

    return adam(identity, gradient, _STEPS, _RATE)


def _contrast_slope(left: Array, right: Array, matrix: Array) -> Array:
    """Slope of the mean cross-entropy of finding each left sentence's partner among all right ones."""
    near, far = left @ matrix, right @ matrix
    lengths = [np.linalg.norm(side, axis=1, keepdims=True) for side in (near, far)]
    near, far = near / lengths[0], far / lengths[1]
    error = (_softmax(near @ far.T / _SHARPNESS) - np.eye(len(left))) / (len(left) * _SHARPNESS)
    return left.T @ _through_length(error @ far, near, lengths[0]) + right.T @ _through_length(
        error.T @ near, far, lengths[1]
    )


def _through_length(slope: Array, unit: Array, length: Array) -> Array:
    """The slope before a row was brought to length one."""
    found: Array = (slope - np.sum(slope * unit, axis=1, keepdims=True) * unit) / length
    return found


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Array = powers / powers.sum(axis=-1, keepdims=True)
    return found


def _middles(places: Vectors) -> Vectors:
    """Middles of clusters (spherical k-means)."""
    chance = np.random.default_rng(_SEED)
    count = min(_CLUSTERS, len(places))
    middles = places[chance.choice(len(places), count, replace=False)]
    for _ in range(15):
        nearest = np.argmax(places @ middles.T, axis=1)
        sums = np.zeros_like(middles)
        np.add.at(sums, nearest, places)
        empty = ~np.any(sums, axis=1)
        sums[empty] = middles[empty]
        middles = unit_rows(sums)
    return middles


def learn_weights(
    groups: Sequence[Sequence[str]],
    everyday: Sequence[str],
    faq: Sequence[Phrasing],
    embedder: Embedder,
    space: Space,
    step: Callable[[str], None] = lambda _: None,
) -> tuple[dict[str, float], dict[str, float]]:
    """Learn how much each channel counts, from groups of paraphrases and from a district's own phrasings alike.

    One sentence a group is indexed, the others are asked, in a space learned without their groups (on its own
    groups it looks better than it is); a tenth of every entry's phrasings is left out and asked.

    Returns:
        The weights by channel, and how often the right one came first, ``{"paraphrases_top1": …,
        "paraphrases_top5": …, "own_top1": …, "own_top3": …}``, with weights fitted on other groups and entries.
    """
    fold = np.random.default_rng(_SEED).integers(0, _FOLDS, len(groups))
    asked = []
    for turn in range(_FOLDS):
        step(f"paraphrases, part {turn + 1} of {_FOLDS}")
        asked.append(_group_rivals(groups, fold, turn, everyday, embedder))
    step("own phrasings")
    own = _own_rivals(faq, embedder, space)
    turns = [
        _weigh([*(asked[at] for at in range(_FOLDS) if at != turn), own], [asked[turn], own])
        for turn in range(_FOLDS)
    ]
    weights, _ = _weigh([*asked, own], [])
    ranks = np.concatenate([found[0] for _, found in turns])
    mine = turns[0][1][1]
    figures = {
        "paraphrases_top1": float(np.mean(ranks == 0)),
        "paraphrases_top5": float(np.mean(ranks < 5)),
        "own_top1": float(np.mean(mine == 0)),
        "own_top3": float(np.mean(mine < 3)),
    }
    return dict(zip(Likeness._fields, map(float, weights), strict=True)), figures


@dataclass(frozen=True, slots=True)
class _Rivals:
    """Candidates for some questions.

    Attributes:
        features: likeness by channel, (questions, candidates, channels).
        right: which candidate is right, (questions,).
        missed: how many more questions the right one was not even a candidate for.
    """

    features: Array
    right: NDArray[np.int64]
    missed: int


def _weigh(fit: list[_Rivals], test: list[_Rivals]) -> tuple[Array, list[NDArray[np.int64]]]:
    """Weights from some questions (each set counting alike by its size), and the right one's rank in others."""
    weights = conditional_logit(
        np.concatenate([r.features for r in fit]), np.concatenate([r.right for r in fit])
    )
    ranks = []
    for rivals in test:
        scores = rivals.features @ weights
        own = scores[np.arange(len(scores)), rivals.right]
        rank = np.sum(scores > own[:, None], axis=1)
        ranks.append(np.append(rank, np.full(rivals.missed, _RIVALS)))
    return weights, ranks


def _group_rivals(
    groups: Sequence[Sequence[str]],
    fold: NDArray[np.int64],
    turn: int,
    everyday: Sequence[str],
    embedder: Embedder,
) -> _Rivals:
    space = learn_space([g for g, at in zip(groups, fold, strict=True) if at != turn], everyday, embedder)
    index = [Phrasing(str(number), group[0]) for number, group in enumerate(groups)]
    asked = [
        Phrasing(str(number), text) for number in np.flatnonzero(fold == turn) for text in groups[number][1:]
    ]
    return _rivals(index, asked, embedder, space)


def _own_rivals(faq: Sequence[Phrasing], embedder: Embedder, space: Space) -> _Rivals:
    parts = [_rivals(*leave_out(faq, turn, OWN_FOLDS), embedder, space) for turn in range(OWN_FOLDS)]
    return _Rivals(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.right for part in parts]),
        sum(part.missed for part in parts),
    )


def leave_out(faq: Sequence[Phrasing], turn: int, folds: int) -> tuple[list[Phrasing], list[Phrasing]]:
    """Part phrasings into those to index and those to ask: every `folds`-th of each entry is asked in its turn."""
    seen: dict[str, int] = {}
    parts: tuple[list[Phrasing], list[Phrasing]] = ([], [])
    for phrasing in faq:
        # entries begin at different numbers, so that the parts are of one size
        at = seen.setdefault(phrasing.entry, 3 * len(seen))
        parts[at % folds == turn].append(phrasing)
        seen[phrasing.entry] += 1
    return parts


def _rivals(index: list[Phrasing], asked: list[Phrasing], embedder: Embedder, space: Space) -> _Rivals:
    """The nearest entries' best phrasings for each question."""
    first = Fusion(FIRST_WEIGHTS, {}, 0.0, 1.0, 1.0)
    matcher = Matcher(index, embedder, first, space=space)
    numbers = {entry: at for at, entry in enumerate(dict.fromkeys(phrasing.entry for phrasing in index))}
    texts = [normalise(phrasing.text) for phrasing in asked]
    rows, right = [], []
    for phrasing, text, vector in zip(asked, texts, embedder.embed(texts), strict=True):
        near = matcher.shortlist(text, vector)
        best = matcher.firsts(near)[:_RIVALS]
        place = np.flatnonzero(near.entries[best] == numbers.get(phrasing.entry, -1))
        if len(place) and len(best) == _RIVALS:
            rows.append(np.stack(near.like, axis=1)[best])
            right.append(int(place[0]))
    return _Rivals(np.array(rows, dtype=np.float64), np.array(right, dtype=np.int64), len(asked) - len(rows))


def conditional_logit(features: Array, right: NDArray[np.int64]) -> Array:
    """Weights under which the right candidate of each question scores highest.

    Args:
        features: (questions, candidates, features).
        right: number of the right candidate of each question.
    """
    numbers = np.arange(len(right))

    def gradient(weights: Array) -> Array:
        error = _softmax(features @ weights)
        error[numbers, right] -= 1
        slope: Array = np.einsum("qc,qcf->f", error, features) / len(right) + 1e-3 * weights
        return slope

    return adam(np.ones(features.shape[2]), gradient, 400, 0.1)


def save_space(space: Space, path: Path) -> None:
    """Store a space in half precision."""
    np.savez_compressed(
        path,
        mean=space.mean.astype(np.float16),
        matrix=space.matrix.astype(np.float16),
        everyday=space.everyday.astype(np.float16),
    )
