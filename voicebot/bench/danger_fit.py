"""Fitting the second ear for danger on what people in danger say, and on what others say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from voicebot.bench.labelled import read_texts
from voicebot.bench.safety import read_labelled
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.faq import load_faq
from voicebot.settings import settings
from voicebot.understand.safety import Kind, rules_said
from voicebot.understand.safety.learned import Learned
from voicebot.understand.safety.traits import SIZE, Traits, traits_of

__all__ = ["fit_danger", "fit_danger_command", "out_of_fold"]

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


def fit_danger_command(sets: Sequence[Path], calm: Sequence[Path], out: Path | None = None) -> Learned:
    """Fit, store, and show what it would have said of each text had it never seen it.

    The district's own phrasings count as calm, but those that the rules take for danger: some are.

    Args:
        sets: folders with ``positives.ko.dev.tsv`` and ``negatives.ko.dev.tsv``.
        calm: everyday talk, and other talk at the office; see `read_texts`.
        out: where the weights go; with the project when left out.

    Raises:
        DistrictError: a file is not what it should be.
    """
    rows = [row for row in read_labelled(sets, "dev") if row.language == "ko"]
    folder = settings().district_dir
    others = [
        *(text for file in calm for text in read_texts(file)),
        *(one.text for one in load_faq(folder).phrasings("ko")),
        *(one.text for one in load_categories(folder).phrasings()),
    ]
    others = [text for text in others if not (found := rules_said(text)) or not found.certain]
    texts = [*(row.text for row in rows), *others]
    kinds = [row.kind if row.danger else "" for row in rows] + [""] * len(others)
    traits = traits_of(texts)
    fitted = fit_danger(traits, kinds)
    fitted.save(out or Path(str(files("voicebot.understand.safety"))) / "data" / "learned.ko.npz")
    _show(out_of_fold(traits, kinds), np.array([bool(kind) for kind in kinds]), len(rows))
    return fitted


def fit_danger(traits: Sequence[Traits], kinds: Sequence[str]) -> Learned:
    """Find the weights.

    Args:
        traits: of each text.
        kinds: of each, a `Kind`; empty where there is no danger.
    """
    danger, bias = _fit_whether(traits, np.array([bool(kind) for kind in kinds]))
    there = [at for at, kind in enumerate(kinds) if kind]
    told = [traits[at] for at in there]
    wanted = np.array([[1.0 if kinds[at] == kind else -1.0 for at in there] for kind in Kind])
    rows = [
        _least_squares(told, one, np.ones(len(told)))[0] for one in track(wanted, "kinds", transient=True)
    ]
    kept = np.where(np.abs(rows) < FAINT, 0.0, rows)
    return Learned(danger.astype(np.float16), round(bias, 4), kept.astype(np.float16))


def out_of_fold(traits: Sequence[Traits], kinds: Sequence[str]) -> Array:
    """What would be said of each text, had it and a fifth of the others not been seen, (texts,)."""
    danger = np.array([bool(kind) for kind in kinds])
    fold = np.random.default_rng(0).integers(0, FOLDS, len(traits))
    said = np.zeros(len(traits))
    for number in range(FOLDS):
        seen = [at for at in range(len(traits)) if fold[at] != number]
        weights, bias = _fit_whether([traits[at] for at in seen], danger[seen])
        for at in np.flatnonzero(fold == number).tolist():
            said[at] = weights[traits[at].numbers] @ traits[at].values + bias
    return said


def _fit_whether(traits: Sequence[Traits], danger: NDArray[np.bool_]) -> tuple[Array, float]:
    """Dangers count together as much as everything else."""
    share = np.where(danger, ((~danger).sum() / max(1, danger.sum())) ** 0.5, 1.0)
    return _least_squares(traits, np.where(danger, 1.0, -1.0), share)


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


def _show(said: Array, danger: NDArray[np.bool_], rows: int) -> None:
    """How much danger would be heard where so much of what sounds like it is taken for it."""
    hard, rest = said[:rows][~danger[:rows]], said[rows:]
    for share in (0.01, 0.02, 0.03, 0.05, 0.1):
        least = float(np.quantile(hard, 1 - share))
        heard, taken = float(np.mean(said[danger] > least)), float(np.mean(rest > least))
        Console().print(
            f"from {least:+.2f}: hears {heard:.3f}, takes {share:.0%} of hard cases, {taken:.2%} of the rest"
        )
