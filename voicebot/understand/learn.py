"""Learning what the channels cannot know by themselves from sentences that people say mean the same.

The linear map of `voicebot.understand.space` is learned on groups of paraphrases by contrast: each sentence
should be nearer to one of its own group than to those of other groups. The weight of each channel is learned
by a conditional logit over the nearest candidates, on those groups and on a district's own phrasings. Plain
numpy; a fixed seed, so that the same sentences give the same figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    "Own",
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
_NOTHING = -5.0
"""The likeness of a candidate that is none: far below every real one."""
FIRST_WEIGHTS = {
    "meaning": 8.0, "grams": 3.0, "alike": 1.0, "words": 3.0, "centre": 4.0, "covered": 2.0, "about": 1.0,
}  # fmt: skip
"""Where learning the channels' weights begins; they choose the rivals."""
_FIRST = Fusion(FIRST_WEIGHTS, {}, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Own:
    """A district's entries, as far as matching goes.

    Attributes:
        phrasings: every way to ask for every entry.
        about: the answers, by entry.
    """

    phrasings: Sequence[Phrasing]
    about: Mapping[str, str]


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
        everyday: ordinary talk that is no business of the desk's; may be empty.
        embedder: the model whose vectors are mapped.
    """
    texts = [normalise(text) for group in groups for text in group]
    vectors = embedder.embed(texts)
    other = embedder.embed([normalise(text) for text in everyday])
    mean = np.concatenate([vectors, other]).mean(axis=0)
    ends = np.cumsum([len(group) for group in groups])
    matrix = _contrast((vectors - mean).astype(np.float64), np.split(np.arange(len(texts)), ends[:-1]))
    space = Space(mean.astype(np.float32), matrix.astype(np.float32), np.zeros((1, len(mean)), np.float32))
    return Space(space.mean, space.matrix, _middles(space.place(other))) if len(other) else space


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
    own: Own,
    embedder: Embedder,
    space: Space,
    step: Callable[[str], None] = lambda _: None,
) -> tuple[dict[str, float], dict[str, float]]:
    """Learn how much each channel counts, from groups of paraphrases and a district's own phrasings alike.

    One sentence a group is indexed, the others are asked, in a space learned without their groups (on its own
    groups it looks better than it is); a tenth of every entry's phrasings is left out and asked.

    Returns:
        The weights by channel, and how often the right one came first, ``{"paraphrases_top1": …,
        "paraphrases_top5": …, "own_top1": …, "own_top3": …}``, the former with weights fitted on others.
    """
    fold = np.random.default_rng(_SEED).integers(0, _FOLDS, len(groups))
    asked = []
    for turn in range(_FOLDS):
        step(f"paraphrases, part {turn + 1} of {_FOLDS}")
        asked.append(_group_rivals(groups, fold, turn, embedder))
    step("own phrasings")
    left_out = _own_rivals(own, embedder, space)
    turns = [
        _weigh([*(asked[at] for at in range(_FOLDS) if at != turn), left_out], [asked[turn], left_out])
        for turn in range(_FOLDS)
    ]
    weights, _ = _weigh([*asked, left_out], [])
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
    """Weights from some questions, and the right one's rank in others."""
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
    embedder: Embedder,
) -> _Rivals:
    space = learn_space([g for g, at in zip(groups, fold, strict=True) if at != turn], (), embedder)
    index = [Phrasing(str(number), group[0]) for number, group in enumerate(groups)]
    asked = [
        Phrasing(str(number), text)
        for number in np.flatnonzero(fold == turn).tolist()
        for text in groups[number][1:]
    ]
    return _rivals(Matcher(index, embedder, _FIRST, space=space), asked, embedder)


def _own_rivals(own: Own, embedder: Embedder, space: Space) -> _Rivals:
    parts = []
    for turn in range(OWN_FOLDS):
        kept, asked = leave_out(own.phrasings, turn, OWN_FOLDS)
        parts.append(_rivals(Matcher(kept, embedder, _FIRST, space=space, about=own.about), asked, embedder))
    return _Rivals(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.right for part in parts]),
        sum(part.missed for part in parts),
    )


def leave_out(faq: Sequence[Phrasing], turn: int, folds: int) -> tuple[list[Phrasing], list[Phrasing]]:
    """Part phrasings into those to index and those to ask, every `folds`-th of each entry in its turn."""
    seen: dict[str, int] = {}
    parts: tuple[list[Phrasing], list[Phrasing]] = ([], [])
    for phrasing in faq:
        # entries begin at different numbers, so that the parts are of one size
        at = seen.setdefault(phrasing.entry, 3 * len(seen))
        parts[at % folds == turn].append(phrasing)
        seen[phrasing.entry] += 1
    return parts


def _rivals(matcher: Matcher, asked: list[Phrasing], embedder: Embedder) -> _Rivals:
    """The nearest entries' best phrasings for each question."""
    texts = [normalise(phrasing.text) for phrasing in asked]
    rows, right = [], []
    for phrasing, text, vector in zip(asked, texts, embedder.embed(texts), strict=True):
        near = matcher.shortlist(text, vector)
        best = matcher.firsts(near)[:_RIVALS]
        entries = [matcher.entry(at) for at in near.phrasings[best]]
        place = np.flatnonzero(np.array(entries) == phrasing.entry)
        if len(place):
            rows.append(_padded(np.stack(near.like, axis=1)[best]))
            right.append(int(place[0]))
    return _Rivals(np.array(rows, dtype=np.float64), np.array(right, dtype=np.int64), len(asked) - len(rows))


def _padded(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Candidates filled up to the usual number with ones that are like nothing."""
    found = np.full((_RIVALS, rows.shape[1]), _NOTHING, np.float32)
    found[: len(rows)] = rows
    return found


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
