"""Fitting a learned ear on what people say: least squares over the traits of many sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from voicebot.understand.learned import Learned
from voicebot.understand.traits import SIZE, Traits, rarity_of, weighed

__all__ = ["fit", "out_of_fold", "show_trade"]

Array = NDArray[np.float64]
SHRINK = 0.3
"""Regularisation of the least squares."""
STEPS = 60
"""Of conjugate gradients, at most."""
SMALL = 1e-12
"""Of what was left to explain at first: with so little left it is solved."""
FOLDS = 5
FAINT = 0.02
"""Weights towards a kind that are smaller are left out; they would be most of the file."""


def fit(traits: Sequence[Traits], kinds: Sequence[str], names: Sequence[str]) -> Learned:
    """Find the weights.

    Args:
        traits: of each text, not weighed yet.
        kinds: of each, one of `names`; empty where it is none.
        names: of the kinds.
    """
    rarity = rarity_of(traits)
    traits = [weighed(one, rarity) for one in traits]
    tells, bias = _fit_whether(traits, np.array([bool(kind) for kind in kinds]))
    there = [at for at, kind in enumerate(kinds) if kind]
    told = [traits[at] for at in there]
    solved = [
        _fit_whether(told, np.array([kinds[at] == name for at in there]))
        for name in track(names, "kinds", transient=True)
    ]
    rows = np.array([weights for weights, _ in solved])
    kept = np.where(np.abs(rows) < FAINT, 0.0, rows).astype(np.float16)
    leanings = np.array([leaning for _, leaning in solved])
    return Learned(tuple(names), rarity, tells.astype(np.float16), round(bias, 4), kept, leanings)


def out_of_fold(
    traits: Sequence[Traits], kinds: Sequence[str], names: Sequence[str]
) -> list[tuple[float, str]]:
    """What would be heard in each text, had it and a fifth of the others not been seen."""
    fold = np.random.default_rng(0).integers(0, FOLDS, len(traits))
    heard = [(0.0, "")] * len(traits)
    for number in range(FOLDS):
        seen = np.flatnonzero(fold != number).tolist()
        ear = fit([traits[at] for at in seen], [kinds[at] for at in seen], names)
        for at in np.flatnonzero(fold == number).tolist():
            heard[at] = ear.weigh(weighed(traits[at], ear.rarity))
    return heard


def show_trade(heard: Sequence[tuple[float, str]], kinds: Sequence[str], hard: int) -> None:
    """How much would be heard, and of the right kind, where so much that sounds like it is taken for it.

    Args:
        heard: see `out_of_fold`.
        kinds: the right ones.
        hard: so many of the first are written to be hard; the rest is other talk.
    """
    tells = np.array([score for score, _ in heard])
    there = np.array([bool(kind) for kind in kinds])
    right = np.array([name == kind for (_, name), kind in zip(heard, kinds, strict=True)])
    for share in (0.005, 0.01, 0.02, 0.03, 0.05, 0.1):
        least = float(np.quantile(tells[:hard][~there[:hard]], 1 - share))
        over = tells > least
        rightly = (over & right)[there].mean()
        Console().print(
            f"from {least:+.2f}: hears {over[there].mean():.3f} (rightly {rightly:.3f}), "
            f"takes {share:.1%} of hard cases, {over[hard:][~there[hard:]].mean():.2%} of the rest"
        )


def _fit_whether(traits: Sequence[Traits], there: NDArray[np.bool_]) -> tuple[Array, float]:
    """Those that tell count together as much as all others."""
    share = np.where(there, ((~there).sum() / max(1, there.sum())) ** 0.5, 1.0)
    return _least_squares(traits, np.where(there, 1.0, -1.0), share)


def _least_squares(traits: Sequence[Traits], wanted: Array, share: Array) -> tuple[Array, float]:
    """Weights of all traits and a bias, by conjugate gradients."""
    row = np.repeat(np.arange(len(traits)), [len(one.numbers) for one in traits])
    number = np.concatenate([one.numbers for one in traits])
    value = np.concatenate([one.values for one in traits])

    def spread(texts: Array) -> Array:
        """What texts say of traits; the last is the bias, which is not held back."""
        held = np.asarray(np.bincount(number, value * texts[row], minlength=SIZE), np.float64)
        return np.append(held, texts.sum())

    def gather(weights: Array) -> Array:
        return np.asarray(
            np.bincount(row, value * weights[number], minlength=len(traits)) + weights[-1], np.float64
        )

    def normal(weights: Array) -> Array:
        found: Array = spread(share * gather(weights)) + np.append(SHRINK * weights[:-1], 0.0)
        return found

    solved = _conjugate_gradients(normal, spread(share * wanted))
    return solved[:-1], float(solved[-1])


def _conjugate_gradients(product: Callable[[Array], Array], wanted: Array) -> Array:
    found = np.zeros_like(wanted)
    rest = wanted.copy()
    way, size = rest.copy(), float(rest @ rest)
    enough = SMALL * size
    for _ in range(STEPS):
        if size <= enough:
            break
        along = product(way)
        step = size / float(way @ along)
        found += step * way
        rest -= step * along
        before, size = size, float(rest @ rest)
        way = rest + (size / before) * way
    return found
