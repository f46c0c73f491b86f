"""Tuning the model that is weighed beside the linear ear for danger (docs/decisions/0022); needs torch."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from voicebot.bench.ear_sets import danger_sets
from voicebot.bench.torch_extra import load_torch
from voicebot.bench.tunable import Tunable
from voicebot.understand.embed import packaged
from voicebot.understand.safety import Kind
from voicebot.understand.tuned import path_of

__all__ = ["tune_danger"]

EPOCHS = 3
_BATCH = 32
_RATE, _HEAD_RATE = 5e-4, 2.5e-3
_SHARPNESS = 10.0
"""Vectors of length one are too short for a linear layer to learn from in so few steps."""
CALM = 8000
"""Everyday sentences of all there are; they count half."""
_SOFT = 0.02
"""How far from certain a label is: some are wrong."""
_KINDS_SHARE = 0.3
_SEED = 1

Row = tuple[list[int], float, int, float]
"""Tokens; 1 where it is danger; the number of its kind, −1 for none; weight."""


@dataclass(frozen=True, slots=True)
class _Learning:
    torch: Any
    model: Tunable
    head: Any
    optimiser: Any
    rate: Any


def tune_danger(
    sets: Sequence[Path],
    calm: Sequence[Path],
    out: Path | None = None,
    *,
    epochs: int = EPOCHS,
    calm_most: int = CALM,
) -> float:
    """Tune biases and norms on what `fit_danger` is fitted on, and store them; minutes an epoch.

    Args:
        sets: as for `voicebot.bench.ear_sets.fit_danger`.
        calm: the same.
        out: where the numbers go; with the project when left out.
        epochs: how often every sentence is seen.
        calm_most: everyday sentences of all there are.

    Returns:
        The mean loss of the last epoch.

    Raises:
        DistrictError: a file is not what it should be.
        EngineError: ``engine_absent``; torch is not installed.
    """
    chance, model = random.Random(_SEED), Tunable(packaged())  # noqa: S311  (no secret)
    hard, others = danger_sets(sets, calm)
    some = chance.sample(others, min(calm_most, len(others)))
    rows = list(_rows(hard, some, model))
    learning = _learning(model, epochs * (len(rows) // _BATCH + 1))
    loss = 0.0
    for epoch in range(epochs):
        batches = _batches(rows, chance)
        shown = track(batches, f"epoch {epoch + 1} of {epochs}", console=Console(file=sys.stderr))
        loss = float(np.mean([_step(learning, batch) for batch in shown]))
    _save(learning, out or path_of("danger"))
    return loss


def _rows(hard: Sequence[tuple[str, str]], calm: Sequence[str], model: Tunable) -> Iterator[Row]:
    kinds = list(Kind)
    for text, kind in hard:
        yield model.tokens(text), float(bool(kind)), kinds.index(Kind(kind)) if kind else -1, 1.0
    for text in calm:
        yield model.tokens(text), 0.0, -1, 0.5


def _learning(model: Tunable, steps: int) -> _Learning:
    torch = load_torch()
    torch.manual_seed(_SEED)
    head = torch.nn.Linear(next(iter(model.parameters.values())).numel(), 1 + len(Kind))
    tuned = {"params": list(model.parameters.values()), "weight_decay": 0.0}
    optimiser = torch.optim.AdamW([tuned, {"params": list(head.parameters()), "weight_decay": 0.01}])
    rates = [_RATE, _HEAD_RATE]
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps + 1, pct_start=0.1)
    return _Learning(torch, model, head, optimiser, rate)


def _batches(rows: Sequence[Row], chance: random.Random) -> list[list[Row]]:
    """All rows, those of like length together."""
    mixed = chance.sample(list(rows), len(rows))
    wide = 50 * _BATCH
    chunks = [sorted(mixed[at : at + wide], key=lambda row: len(row[0])) for at in range(0, len(rows), wide)]
    batches = [chunk[at : at + _BATCH] for chunk in chunks for at in range(0, len(chunk), _BATCH)]
    chance.shuffle(batches)
    return batches


def _step(learning: _Learning, batch: Sequence[Row]) -> float:
    torch, functional = learning.torch, learning.torch.nn.functional
    tokens, labels, kinds, weights = zip(*batch, strict=True)
    odds = learning.head(_SHARPNESS * learning.model.embed(tokens))
    wanted, kind = torch.tensor(labels) * (1 - 2 * _SOFT) + _SOFT, torch.tensor(kinds)
    each = functional.binary_cross_entropy_with_logits(odds[:, 0], wanted, reduction="none")
    loss, told = (each * torch.tensor(weights)).mean(), kind >= 0
    if told.any():
        share = _KINDS_SHARE * told.float().mean()
        loss = loss + share * functional.cross_entropy(odds[told, 1:], kind[told])
    learning.optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(list(learning.model.parameters.values()), 1.0)
    learning.optimiser.step()
    learning.rate.step()
    return float(loss.item())


def _save(learning: _Learning, out: Path) -> None:
    found = learning.model.parameters.items()
    changed = {name: numbers.detach().numpy().astype(np.float16) for name, numbers in found}
    tells = _SHARPNESS * learning.head.weight[0].detach().numpy()
    bias = np.array(learning.head.bias[0].item())
    np.savez_compressed(out, allow_pickle=False, tells=tells.astype(np.float16), bias=bias, **changed)
